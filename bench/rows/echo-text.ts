import { Pool } from '../pools/pool.js';
import { createTextMaker, encodings, type Encoding } from '../pools/text.js';
import type { AsyncCalls, SyncCalls } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

interface Size {
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  /** Enough for one sample of the fastest subject, so that no text is used twice. */
  readonly capacity: number;
  readonly syncBatch: number;
  readonly asyncBatch: number;
}

const sizes: readonly Size[] = [
  { name: '100', title: '100 B', bytes: 100, capacity: 32_768, syncBatch: 1024, asyncBatch: 64 },
  { name: '10k', title: '10 kB', bytes: 10_000, capacity: 2048, syncBatch: 128, asyncBatch: 16 },
];

const encodingTitles: Readonly<Record<Encoding, string>> = {
  ascii: 'ASCII',
  latin1: 'Latin-1',
  bmp: 'BMP',
  astral: 'astral',
};

// How many answers are compared with what was sent, character by character, after each sample.
const comparedBytes = 200_000;

export const echoTextRows: readonly TimedRow[] = sizes.flatMap((size) =>
  encodings.map((encoding) => ({
    name: `echo-${size.name}-${encoding}`,
    title: `echo ${size.title} ${encodingTitles[encoding]}`,
    prepare: (subject) => {
      const pool = new Pool(size.capacity, createTextMaker(encoding, size.bytes, 11));
      return subject.kind === 'sync'
        ? echoNow(subject.floor?.echoFor[encoding] ?? subject.calls.echoText, pool, size)
        : echoLater(subject.calls.echoText, pool, size.asyncBatch);
    },
  })),
);

function echoNow(echoText: SyncCalls['echoText'], pool: Pool<string>, size: Size): Task {
  const { values } = pool;
  const batchSize = size.syncBatch;
  return {
    kind: 'sync',
    batchSize,
    run: () => {
      const end = pool.take(batchSize) + batchSize;
      for (let index = end - batchSize; index < end; index++) {
        const sent = values[index] as string;
        const received = echoText(sent);
        // The end is where a string is cut; reading it also makes a lazy string real.
        const probe = sent.length - 1 - (index & 7);
        if (received.length !== sent.length || received.charCodeAt(probe) !== sent.charCodeAt(probe))
          differs(received, sent);
      }
    },
    renew: () => {
      for (const sent of pool.lastTaken(Math.ceil(comparedBytes / size.bytes))) {
        const received = echoText(sent);
        if (received !== sent) differs(received, sent);
      }
      pool.renew();
    },
  };
}

function echoLater(echoText: AsyncCalls['echoText'], pool: Pool<string>, batchSize: number): Task {
  return {
    kind: 'async',
    batchSize,
    run: async () => {
      const end = pool.take(batchSize) + batchSize;
      for (let index = end - batchSize; index < end; index++) {
        const sent = pool.values[index] as string;
        const received = await echoText(sent);
        if (received !== sent) differs(received, sent);
      }
    },
    renew: () => {
      pool.renew();
    },
  };
}

function differs(received: unknown, sent: string): never {
  if (typeof received !== 'string') wrong(`a ${typeof received} came back for a string`);
  if (received.length !== sent.length) wrong(`${received.length} of ${sent.length} UTF-16 units came back`);
  wrong('another text of the same length came back');
}

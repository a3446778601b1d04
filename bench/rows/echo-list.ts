import { isDeepStrictEqual } from 'node:util';
import { Pool } from '../pools/pool.js';
import { createRandom } from '../pools/random.js';
import type { AsyncCalls, SyncCalls } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

const length = 1000;
// Enough for one sample of the fastest subject, so that no list is used twice.
const capacity = 512;
const syncBatch = 16;
const asyncBatch = 4;
const compared = 4;

type List = readonly number[];

export const echoListRow: TimedRow = {
  name: 'echo-list',
  title: 'echo a list of 1000 floats',
  extra: true,
  prepare(subject) {
    const pool = new Pool(capacity, createListMaker(31));
    return subject.kind === 'sync' ? echoNow(subject.calls, pool) : echoLater(subject.calls, pool);
  },
};

/** No two alike, and no whole number among them: these would cross as ints. */
function createListMaker(seed: number): () => List {
  const random = createRandom(seed);
  return () => {
    const values: number[] = [];
    for (let index = 0; index < length; index++) values.push(random(1_000_000_000) / 4 + 0.125);
    return values;
  };
}

function echoNow({ echoList }: SyncCalls, pool: Pool<List>): Task {
  const { values } = pool;
  return {
    kind: 'sync',
    batchSize: syncBatch,
    run: () => {
      const end = pool.take(syncBatch) + syncBatch;
      for (let index = end - syncBatch; index < end; index++) {
        const sent = values[index] as List;
        const received = echoList(sent);
        const probe = length - 1 - (index & 7);
        if (received.length !== length || received[probe] !== sent[probe]) differs(received);
      }
    },
    renew: () => {
      for (const sent of pool.lastTaken(compared)) compare(echoList(sent), sent);
      pool.renew();
    },
  };
}

function echoLater({ echoList }: AsyncCalls, pool: Pool<List>): Task {
  return {
    kind: 'async',
    batchSize: asyncBatch,
    run: async () => {
      const end = pool.take(asyncBatch) + asyncBatch;
      for (let index = end - asyncBatch; index < end; index++) {
        const sent = pool.values[index] as List;
        compare(await echoList(sent), sent);
      }
    },
    renew: () => {
      pool.renew();
    },
  };
}

function compare(received: List, sent: List): void {
  if (received === sent) wrong('the very same list came back: nothing crossed');
  if (!isDeepStrictEqual(received, sent)) differs(received);
}

function differs(received: unknown): never {
  if (!Array.isArray(received)) wrong(`a ${typeof received} came back for a list`);
  wrong(
    received.length === length
      ? 'other numbers came back'
      : `${received.length} of ${length} numbers came back`,
  );
}

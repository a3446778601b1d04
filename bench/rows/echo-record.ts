import { isDeepStrictEqual } from 'node:util';
import { Pool } from '../pools/pool.js';
import { createRecordMaker, type RecordSample } from '../pools/record.js';
import type { AsyncCalls, SyncCalls } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

const capacity = 4096;
const syncBatch = 256;
const asyncBatch = 16;
const comparedRecords = 64;

type Received = Readonly<Record<string, unknown>>;

export const echoRecordRow: TimedRow = {
  name: 'echo-object',
  title: 'echo a nested object',
  prepare(subject) {
    const pool = new Pool(capacity, createRecordMaker(13));
    return subject.kind === 'sync' ? echoNow(subject.calls, pool) : echoLater(subject.calls, pool);
  },
};

function echoNow({ echoRecord }: SyncCalls, pool: Pool<RecordSample>): Task {
  const { values } = pool;
  const notes = new Set<string>();
  return {
    kind: 'sync',
    batchSize: syncBatch,
    run: () => {
      const end = pool.take(syncBatch) + syncBatch;
      for (let index = end - syncBatch; index < end; index++) {
        const sample = values[index] as RecordSample;
        const received = echoRecord(sample.record) as Received;
        if (received[sample.idKey] !== sample.id) differs(received, sample);
        if ((received[sample.ownerKey] as Received)[sample.ageKey] !== sample.age) differs(received, sample);
      }
    },
    renew: () => {
      for (const sample of pool.lastTaken(comparedRecords)) compare(echoRecord(sample.record), sample, notes);
      pool.renew();
    },
    get notes() {
      return [...notes];
    },
  };
}

function echoLater({ echoRecord }: AsyncCalls, pool: Pool<RecordSample>): Task {
  const notes = new Set<string>();
  return {
    kind: 'async',
    batchSize: asyncBatch,
    run: async () => {
      const end = pool.take(asyncBatch) + asyncBatch;
      for (let index = end - asyncBatch; index < end; index++) {
        const sample = pool.values[index] as RecordSample;
        compare(await echoRecord(sample.record), sample, notes);
      }
    },
    renew: () => {
      pool.renew();
    },
    get notes() {
      return [...notes];
    },
  };
}

function compare(received: unknown, sample: RecordSample, notes: Set<string>): void {
  if (isDeepStrictEqual(received, sample.record)) return;
  if (received === sample.record) wrong('the very same object came back: nothing crossed');
  if (!isDeepStrictEqual(undefinedAsNull(received), sample.record)) differs(received, sample);
  notes.add('None arrives as undefined');
}

function undefinedAsNull(value: unknown): unknown {
  if (value === undefined) return null;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, undefinedAsNull(entry)]));
}

function differs(received: unknown, sample: RecordSample): never {
  wrong(`${JSON.stringify(received)} came back for ${JSON.stringify(sample.record)}`);
}

import { createRandom } from '../pools/random.js';
import type { AsyncCalls, SyncCalls } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

const syncBatch = 1024;
const asyncBatch = 64;

export const echoNumberRows: readonly TimedRow[] = [
  createRow('echo-int', 'echo an int', 0, (subject) => subject.calls.echoNumber),
  createRow(
    'echo-float',
    'echo a float',
    0.5,
    (subject) => (subject.kind === 'sync' ? subject.floor?.echoFloat : undefined) ?? subject.calls.echoNumber,
  ),
];

/** @param fraction what each number has after its point; all are above those that CPython keeps ready made */
function createRow(
  name: string,
  title: string,
  fraction: number,
  choose: (subject: Parameters<TimedRow['prepare']>[0]) => (value: number) => number | Promise<number>,
): TimedRow {
  return {
    name,
    title,
    extra: true,
    prepare: (subject) =>
      subject.kind === 'sync'
        ? echoNow(choose(subject) as SyncCalls['echoNumber'], fraction)
        : echoLater(choose(subject) as AsyncCalls['echoNumber'], fraction),
  };
}

function echoNow(echoNumber: SyncCalls['echoNumber'], fraction: number): Task {
  const random = createRandom(23);
  let base = 1000 + fraction;
  return {
    kind: 'sync',
    batchSize: syncBatch,
    run: () => {
      let total = 0;
      for (let index = 0; index < syncBatch; index++) total += echoNumber(base + index);
      const expected = syncBatch * base + (syncBatch * (syncBatch - 1)) / 2;
      if (total !== expected) wrong(`numbers came back whose sum is ${total}, not ${expected}`);
    },
    renew: () => {
      base = 1000 + random(1_000_000) + fraction;
    },
  };
}

function echoLater(echoNumber: AsyncCalls['echoNumber'], fraction: number): Task {
  let next = 1000 + fraction;
  return {
    kind: 'async',
    batchSize: asyncBatch,
    run: async () => {
      for (let index = 0; index < asyncBatch; index++) {
        const received = await echoNumber(next);
        if (received !== next) wrong(`${received} came back for ${next}`);
        next++;
      }
    },
    renew: () => undefined,
  };
}

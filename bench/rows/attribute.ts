import { createRandom } from '../pools/random.js';
import type { AsyncCalls, SyncCalls } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

const syncBatch = 1024;
const asyncBatch = 64;

/** A module's attribute, an int; Python changes it between two samples, so that no copy of it will do. */
export const attributeRow: TimedRow = {
  name: 'attribute',
  title: 'read an attribute',
  extra: true,
  prepare: (subject) => (subject.kind === 'sync' ? readNow(subject.calls) : readLater(subject.calls)),
};

function readNow({ readLevel, setLevel }: SyncCalls): Task | undefined {
  if (readLevel === undefined) return undefined;
  const random = createRandom(19);
  let level = 1000;
  setLevel(level);
  return {
    kind: 'sync',
    batchSize: syncBatch,
    run: () => {
      let total = 0;
      for (let index = 0; index < syncBatch; index++) total += readLevel();
      if (total !== level * syncBatch) wrong(`${total / syncBatch} was read on average for ${level}`);
    },
    renew: () => {
      level = 1000 + random(1_000_000);
      setLevel(level);
    },
  };
}

function readLater({ readLevel, setLevel }: AsyncCalls): Task | undefined {
  if (readLevel === undefined) return undefined;
  let level = 1000;
  return {
    kind: 'async',
    batchSize: asyncBatch,
    run: async () => {
      // Within the batch: what is done between two samples is not waited for.
      await setLevel(++level);
      for (let index = 1; index < asyncBatch; index++) {
        const read = await readLevel();
        if (read !== level) wrong(`${read} was read for ${level}`);
      }
    },
    renew: () => undefined,
  };
}

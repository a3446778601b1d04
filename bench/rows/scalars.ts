import type { AsyncCalls, FloorCalls, SyncCalls } from '../subjects/subject.js';
import { createRandom } from '../pools/random.js';
import { type Task, type TimedRow, wrong } from './row.js';

const syncBatch = 1024;
const asyncBatch = 64;

/** The parts of the floor of add; no other subject has them. */
export const partRows: readonly TimedRow[] = [
  createPartRow('part-call', 'an empty native call', ({ noop }) => (count) => {
    for (let index = 0; index < count; index++) noop();
  }),
  createPartRow('part-gil', 'taking the GIL and giving it back', ({ takeGil }) => takeGil),
  createPartRow('part-python', 'add(2, 3) called by C++', ({ callAdd }) => callAdd),
];

function createPartRow(
  name: string,
  title: string,
  choose: (floor: FloorCalls) => ((count: number) => void) | undefined,
): TimedRow {
  return {
    name,
    title,
    prepare(subject) {
      const repeat =
        subject.kind === 'sync' && subject.floor !== undefined ? choose(subject.floor) : undefined;
      if (repeat === undefined) return undefined;
      return {
        kind: 'sync',
        batchSize: syncBatch,
        run: () => {
          repeat(syncBatch);
        },
        renew: () => undefined,
      };
    },
  };
}

/**
 * Small numbers, which CPython keeps ready made: what is left is the crossing. Each sum goes into the next call, so that
 * no call can be skipped or moved out of the loop; the total is what is checked, since an error in a link may vanish.
 */
export const addRow: TimedRow = {
  name: 'add',
  title: 'add(int, int)',
  prepare: (subject) => (subject.kind === 'sync' ? addNow(subject.calls) : addLater(subject.calls)),
};

function addNow({ add }: SyncCalls): Task {
  const bases = createBases((base, size) => {
    let sum = 0;
    let total = 0;
    for (let index = 0; index < size; index++) total += sum = ((base + index) & 127) + (sum & 127);
    return total;
  }, syncBatch);
  return {
    kind: 'sync',
    batchSize: syncBatch,
    run: () => {
      const { base, expected } = bases.current;
      let sum = 0;
      let total = 0;
      for (let index = 0; index < syncBatch; index++) total += sum = add((base + index) & 127, sum & 127);
      if (total !== expected) wrong(`add gave ${total} for ${expected}`);
    },
    renew: bases.renew,
  };
}

function addLater({ add }: AsyncCalls): Task {
  const bases = createBases((base, size) => base * size + (size * (size - 1)) / 2 + size, asyncBatch);
  return {
    kind: 'async',
    batchSize: asyncBatch,
    run: async () => {
      const { base, expected } = bases.current;
      let total = 0;
      for (let index = 0; index < asyncBatch; index++) total += await add(base + index, 1);
      if (total !== expected) wrong(`add gave ${total} for ${expected}`);
    },
    renew: bases.renew,
  };
}

/** One positional argument and one by keyword; numbers too large for CPython to keep ready made. */
export const keywordRow: TimedRow = {
  name: 'keyword',
  title: 'keyword call',
  prepare: (subject) => (subject.kind === 'sync' ? scaleNow(subject.calls) : scaleLater(subject.calls)),
};

function scaleNow({ scale }: SyncCalls): Task {
  const bases = createBases((base, size) => {
    let product = 0;
    let total = 0;
    for (let index = 0; index < size; index++)
      total += product = (base + (product & 1023)) * (1 + (index & 7));
    return total;
  }, syncBatch);
  return {
    kind: 'sync',
    batchSize: syncBatch,
    run: () => {
      const { base, expected } = bases.current;
      let product = 0;
      let total = 0;
      for (let index = 0; index < syncBatch; index++) {
        total += product = scale(base + (product & 1023), 1 + (index & 7));
      }
      if (total !== expected) wrong(`scale gave ${total} for ${expected}`);
    },
    renew: bases.renew,
  };
}

function scaleLater({ scale }: AsyncCalls): Task {
  const bases = createBases((base, size) => 3 * (base * size + (size * (size - 1)) / 2), asyncBatch);
  return {
    kind: 'async',
    batchSize: asyncBatch,
    run: async () => {
      const { base, expected } = bases.current;
      let total = 0;
      for (let index = 0; index < asyncBatch; index++) total += await scale(base + index, 3);
      if (total !== expected) wrong(`scale gave ${total} for ${expected}`);
    },
    renew: bases.renew,
  };
}

/** Other numbers for each sample. */
function createBases(
  expect: (base: number, size: number) => number,
  size: number,
): { current: { readonly base: number; readonly expected: number }; readonly renew: () => void } {
  const random = createRandom(7);
  const draw = (): { base: number; expected: number } => {
    const base = 1000 + random(1_000_000);
    return { base, expected: expect(base, size) };
  };
  const bases = {
    current: draw(),
    renew: () => {
      bases.current = draw();
    },
  };
  return bases;
}

import { createRandom } from '../pools/random.js';
import type { Capability, LaterCalls } from '../subjects/subject.js';
import { type TimedRow, wrong } from './row.js';

const outstanding = 64;
// Of each loop in a sample: some tens of milliseconds of the fastest subject, and a second of the slowest.
const callsOfEach = 384;
// V8 optimises a path of many promises later than a synchronous one.
const leastWarmUpMs = 250;

/** 64 loops at once, each of which awaits its call before it makes the next. */
export const asyncThroughputRows: readonly TimedRow[] = [
  createRow('async-def', 'add, a def', 'asynchronous defs', ({ add }) => add),
  createRow('async-coroutine', 'add, an async def', 'coroutines', ({ coroutineAdd }) => coroutineAdd),
  createRow(
    'async-await',
    'add, an async def that awaits sleep(0)',
    'coroutines',
    ({ awaitingAdd }) => awaitingAdd,
  ),
];

function createRow(
  name: string,
  title: string,
  needs: Capability,
  choose: (calls: LaterCalls) => LaterCalls['add'],
): TimedRow {
  return {
    name,
    title: `${title}, ${outstanding} outstanding`,
    concurrent: true,
    perSecond: true,
    needs,
    async prepare({ openLater }) {
      const add = choose((await openLater?.()) ?? {});
      if (add === undefined) return undefined;
      const random = createRandom(37);
      let base = random(1_000_000);
      const loop = async (first: number): Promise<void> => {
        for (let left = first; left < first + callsOfEach; left++) {
          const sum = await add(left, 1);
          if (sum !== left + 1) wrong(`add(${left}, 1) gave ${String(sum)}`);
        }
      };
      return {
        kind: 'async',
        batchSize: outstanding * callsOfEach,
        run: async () => {
          const loops: Promise<void>[] = [];
          for (let index = 0; index < outstanding; index++) loops.push(loop(base + index * callsOfEach));
          await Promise.all(loops);
        },
        leastWarmUpMs,
        isSteady: true,
        renew: () => {
          base = random(1_000_000);
        },
      };
    },
  };
}

import { callAdd } from '../call-add.js';
import type { Plan } from '../plan.js';
import type { OpenSubject, Origin, SyncCalls } from '../subjects/subject.js';
import { ThreadTeam } from '../thread-team.js';
import type { TimedRow } from './row.js';

/** Nanoseconds that a call took in each of the threads, the main thread first. */
type Costs = readonly number[];

const workers = 2;

// Both rows tell of the same calls: whichever is asked for first makes them.
const measured = new WeakMap<OpenSubject, Promise<Costs>>();

/** The main thread and two workers call add synchronously for the same time. */
export const threadsRows: readonly TimedRow[] = [
  createRow('threads-sync', 'a call in three threads at once, in the slowest of them', (costs) =>
    Math.max(...costs),
  ),
  createRow(
    'threads-sync-all',
    'a call in three threads at once, time over the calls of all',
    (costs) => 1 / costs.reduce((rate, cost) => rate + 1 / cost, 0),
  ),
];

function createRow(name: string, title: string, choose: (costs: Costs) => number): TimedRow {
  return {
    name,
    title,
    concurrent: true,
    needs: 'threads',
    prepare(subject, origin) {
      if (subject.kind !== 'sync' || subject.threads === undefined) return undefined;
      const { add } = subject.calls;
      return {
        kind: 'probe',
        measure: async (plan) => {
          const costs = measured.get(subject) ?? measure(add, origin, plan);
          measured.set(subject, costs);
          return [choose(await costs)];
        },
      };
    },
  };
}

async function measure(add: SyncCalls['add'], origin: Origin, plan: Plan): Promise<Costs> {
  const { warmUpMs, measureMs: durationMs } = plan;
  callAdd(add, warmUpMs);
  const team = await ThreadTeam.gather(workers, origin, { kind: 'call', warmUpMs, durationMs });
  team.begin();
  const own = callAdd(add, durationMs).nanoseconds;
  const others = await team.finish();
  return [own, ...others.map(({ begun, ended, calls }) => (ended - begun) / calls)];
}

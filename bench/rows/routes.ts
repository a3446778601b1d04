import type { RouteCalls } from '../subjects/subject.js';
import { createRandom } from '../pools/random.js';
import { type TimedRow, wrong } from './row.js';

const batchSize = 1024;

/** One add by every route to it. The first is what the direct one is compared with, `route-loaded` what the generated Graft is. */
export const routeRows: readonly TimedRow[] = [
  createRow('plain', 'a plain import of JavaScript'),
  createRow('direct', 'a generated Graft of the same module: direct route'),
  createRow('loaded', 'add of graft.load, local route'),
  createRow('generated', 'a generated Graft of the same module: local route'),
  createRow('loopback', 'a generated Graft of JavaScript: loopback route'),
];

function createRow(route: keyof RouteCalls, title: string): TimedRow {
  return {
    name: `route-${route}`,
    title,
    extra: true,
    // No floor has routes.
    concurrent: true,
    async prepare(subject) {
      const total = (await subject.openRoutes?.())?.[route];
      if (total === undefined) return undefined;
      const random = createRandom(29);
      let base = 1;
      return {
        kind: 'sync',
        batchSize,
        run: () => {
          const found = total(base, batchSize);
          if (found !== expected(base)) wrong(`add gave ${found} in all`);
        },
        renew: () => {
          base = random(1000);
        },
      };
    },
  };
}

const totals = new Map<number, number>();

function expected(base: number): number {
  const known = totals.get(base);
  if (known !== undefined) return known;
  let sum = 0;
  let all = 0;
  for (let index = 0; index < batchSize; index++) all += sum = ((base + index) & 127) + (sum & 127);
  totals.set(base, all);
  return all;
}

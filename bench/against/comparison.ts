import type { Machine } from '../machine.js';
import type { Cell, Measure, Series } from '../results.js';
import { type Summary, summarise } from '../stats.js';

/** A row, measured of both checkouts in the same trials; undefined where a checkout has no such call. */
export interface ComparedRow {
  readonly name: string;
  readonly title: string;
  readonly old: Cell | undefined;
  readonly new: Cell | undefined;
}

export interface Comparison {
  /** What tells this file from the results of an ordinary run. */
  readonly kind: 'against';
  readonly date: string;
  readonly plan: 'full' | 'quick';
  /** With the version and the commit of the new checkout. */
  readonly machine: Machine;
  readonly old: { readonly version: string; readonly commit: string };
  readonly rows: readonly ComparedRow[];
}

/** How many times what it cost a call costs now, over the trials; undefined where no trial has both. */
export function ratiosOf(row: ComparedRow, measure: Measure): Summary | undefined {
  const before = seriesOf(row.old, measure);
  const after = seriesOf(row.new, measure);
  const ratios = (after?.trials ?? []).flatMap((cost, trial) => {
    const other = before?.trials[trial];
    return cost === null || other == null ? [] : [cost / other];
  });
  return ratios.length === 0 ? undefined : summarise(ratios);
}

function seriesOf(cell: Cell | undefined, measure: Measure): Series | undefined {
  if (cell?.status !== 'measured') return undefined;
  return measure === 'wall' ? cell : cell.cpu;
}

/** Above this a row counts as slower. */
export const allowedRatio = 1.1;

/** What a row says: processor time first, which others on the machine cannot lengthen. */
export function verdictOf(row: ComparedRow): 'slower' | 'slower in wall time' | 'as fast' | undefined {
  const wall = ratiosOf(row, 'wall');
  const cpu = ratiosOf(row, 'cpu');
  if (wall === undefined) return undefined;
  if ((cpu ?? wall).median > allowedRatio) return 'slower';
  return wall.median > allowedRatio ? 'slower in wall time' : 'as fast';
}

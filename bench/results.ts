import type { Machine } from './machine.js';
import type { Starter } from './rows/process.js';
import { median, type Summary, summarise } from './stats.js';

/** One number per trial, in their order, null where a trial gave nothing; at least one is a number. */
export interface Series {
  readonly summary: Summary;
  readonly trials: readonly (number | null)[];
}

/** What is known about one subject in one row. */
export type Cell =
  | (Series & {
      readonly status: 'measured';
      /** The processor time of what the row times, where that says anything. */
      readonly cpu?: Series;
      readonly notes: readonly string[];
    })
  | { readonly status: 'wrong' | 'failed' | 'unavailable' | 'absent'; readonly why: string };

/**
 * @param trials time in nanoseconds, memory in bytes, null where a trial gave nothing; at least one of them a number
 * @param cpuTrials processor time in nanoseconds; may have none
 */
export function measured(
  trials: readonly (number | null)[],
  notes: readonly string[],
  cpuTrials: readonly (number | null)[] = [],
): Cell {
  const cpu = cpuTrials.some((trial) => trial !== null) ? { cpu: seriesOf(cpuTrials) } : {};
  return { status: 'measured', ...seriesOf(trials), ...cpu, notes };
}

function seriesOf(trials: readonly (number | null)[]): Series {
  return { summary: summarise(trials.filter((trial) => trial !== null)), trials };
}

export interface Row {
  readonly name: string;
  readonly title: string;
  readonly unit: 'ns' | 'bytes';
  /** What 1x means in this row; undefined where nothing does. */
  readonly reference: Starter | undefined;
  /** Calls, of which the report also says how many a second there are. */
  readonly perSecond?: true | undefined;
  readonly cells: Readonly<Partial<Record<Starter, Cell>>>;
}

/** Bytes of IIP that one add(2, 3) puts on a wire once its member is bound. */
export interface WireBytes {
  readonly out: number;
  readonly back: number;
}

export interface Results {
  readonly date: string;
  readonly plan: 'full' | 'quick';
  readonly machine: Machine;
  /** The floor's add at the beginning, in each trial and at the end, in nanoseconds: how quiet the machine was. */
  readonly noise: { readonly floorAdd: readonly number[]; readonly range: number };
  readonly rows: readonly Row[];
  readonly wireBytes: WireBytes | undefined;
}

/** Wall time (or memory, which is measured in one way only) or processor time. */
export type Measure = 'wall' | 'cpu';

/** The median of a cell, or undefined where nothing was measured. */
export function medianOf(
  row: Row | undefined,
  subject: Starter,
  measure: Measure = 'wall',
): number | undefined {
  return pick(row?.cells[subject], measure)?.summary.median;
}

/**
 * How many times `subject` costs what `other` costs: the median of what each trial says, since only what was measured
 * at about the same time was measured on the same machine. Undefined where no trial has both.
 */
export function ratioOf(
  row: Row | undefined,
  subject: Starter,
  other: Starter,
  measure: Measure = 'wall',
): number | undefined {
  const series = pick(row?.cells[subject], measure);
  const base = pick(row?.cells[other], measure);
  if (series === undefined || base === undefined) return undefined;
  const ratios = series.trials.flatMap((trial, index) => {
    const divisor = base.trials[index];
    return trial === null || divisor == null ? [] : [trial / divisor];
  });
  return ratios.length === 0 ? undefined : median(ratios);
}

function pick(cell: Cell | undefined, measure: Measure): Series | undefined {
  if (cell?.status !== 'measured') return undefined;
  return measure === 'wall' ? cell : cell.cpu;
}

import type { Machine } from './machine.js';
import type { Starter } from './rows/process.js';
import { median, type Summary, summarise } from './stats.js';

/** What is known about one subject in one row. */
export type Cell =
  | {
      readonly status: 'measured';
      readonly summary: Summary;
      /** One per trial, in their order: time in nanoseconds, memory in bytes, null where a trial gave nothing. */
      readonly trials: readonly (number | null)[];
      readonly notes: readonly string[];
    }
  | { readonly status: 'wrong' | 'failed' | 'unavailable'; readonly why: string };

/** @param trials at least one of them a number */
export function measured(trials: readonly (number | null)[], notes: readonly string[]): Cell {
  return { status: 'measured', summary: summarise(trials.filter((trial) => trial !== null)), trials, notes };
}

export interface Row {
  readonly name: string;
  readonly title: string;
  readonly unit: 'ns' | 'bytes';
  /** What 1x means in this row. */
  readonly reference: Starter;
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

/** The median of a cell, or undefined where nothing was measured. */
export function medianOf(row: Row | undefined, subject: Starter): number | undefined {
  const cell = row?.cells[subject];
  return cell?.status === 'measured' ? cell.summary.median : undefined;
}

/**
 * How many times `subject` costs what `other` costs: the median of what each trial says, since only what was measured
 * at about the same time was measured on the same machine. Undefined where no trial has both.
 */
export function ratioOf(row: Row | undefined, subject: Starter, other: Starter): number | undefined {
  const cell = row?.cells[subject];
  const base = row?.cells[other];
  if (cell?.status !== 'measured' || base?.status !== 'measured') return undefined;
  const ratios = cell.trials.flatMap((trial, index) => {
    const divisor = base.trials[index];
    return trial === null || divisor == null ? [] : [trial / divisor];
  });
  return ratios.length === 0 ? undefined : median(ratios);
}

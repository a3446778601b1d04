import type { OpenSubject } from '../subjects/subject.js';

/** What is timed: `run` makes `batchSize` calls and throws `WrongResult` when one of them answers wrongly. */
export type Task = {
  readonly batchSize: number;
  /** Between two samples, untimed: checks the last answers in full and makes fresh values. */
  readonly renew: () => void;
  /** What the subject does differently, without being wrong. */
  readonly notes?: readonly string[];
} & (
  | { readonly kind: 'sync'; readonly run: () => void }
  | { readonly kind: 'async'; readonly run: () => Promise<void> }
);

export interface TimedRow {
  readonly name: string;
  readonly title: string;
  /** Left out of a quick run unless it is named: no target speaks of it. */
  readonly extra?: true;
  /** Undefined when the subject has no such call. */
  prepare(subject: OpenSubject): Task | undefined;
}

/** A subject answered, but not what Python returned. */
export class WrongResult extends Error {
  override readonly name = 'WrongResult';
}

export function wrong(what: string): never {
  throw new WrongResult(what);
}

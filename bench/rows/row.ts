import type { Plan } from '../plan.js';
import type { Capability, OpenSubject, Origin } from '../subjects/subject.js';

/** What is timed. Whatever finds a wrong answer throws `WrongResult`. */
export type Task = TimedTask | Probe;

/** `run` makes `batchSize` calls. */
export type TimedTask = {
  readonly batchSize: number;
  /** Between two samples, untimed: checks the last answers in full and makes fresh values. */
  readonly renew: () => void;
  /** Warmed up for so long at least, whatever the plan says. */
  readonly leastWarmUpMs?: number;
  /** Garbage is collected when V8 wants to, also between samples: what is timed is the steady state of a server, its collections included. */
  readonly isSteady?: boolean;
  /** What the subject does differently, without being wrong. */
  readonly notes?: readonly string[];
} & (
  | { readonly kind: 'sync'; readonly run: () => void }
  | { readonly kind: 'async'; readonly run: () => Promise<void> }
);

/** What cannot be timed by running it over and over, and so times itself. */
export interface Probe {
  readonly kind: 'probe';
  readonly notes?: readonly string[];
  /** Gives samples in nanoseconds, of which the trial takes the median; at least one. */
  readonly measure: (plan: Plan) => Promise<readonly number[]>;
}

export interface TimedRow {
  readonly name: string;
  readonly title: string;
  /** Left out of a quick run unless it is named: no target speaks of it. */
  readonly extra?: true;
  /** Calls that overlap, or several threads: no floor has it, and 1x means nothing. */
  readonly concurrent?: true;
  /** Shown also as calls a second. */
  readonly perSecond?: true;
  /** A subject without it says why. */
  readonly needs?: Capability;
  /** Undefined when the subject has no such call. */
  prepare(subject: OpenSubject, origin: Origin): Task | undefined | Promise<Task | undefined>;
}

/** A subject answered, but not what Python returned. */
export class WrongResult extends Error {
  override readonly name = 'WrongResult';
}

export function wrong(what: string): never {
  throw new WrongResult(what);
}

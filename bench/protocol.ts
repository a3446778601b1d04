import type { Samples } from './clock.js';
import type { Plan } from './plan.js';
import type { Origin } from './subjects/subject.js';

/** What a child process is started for: one subject, one trial. Handed over as JSON on the command line. */
export interface Assignment extends Origin {
  readonly plan: Plan;
}

/** Parent to child, one at a time: measure this row. The parent ends a child by disconnecting. */
export interface Order {
  readonly row: string;
}

/** How the measurement of one row went. */
export type Outcome =
  | {
      readonly kind: 'measured';
      readonly samples: Samples;
      readonly notes: readonly string[];
    }
  /** Another value came back than Python returned, or something else went amiss. */
  | { readonly kind: 'wrong' | 'failed'; readonly why: string }
  /** The subject has no such call; it says why where one would expect it to. */
  | { readonly kind: 'absent'; readonly why: string | undefined };

/** Child to parent: once `ready` or `unavailable`, then an outcome for each order. */
export type Report =
  { readonly kind: 'ready' } | { readonly kind: 'unavailable'; readonly why: string } | Outcome;

/** How long and how often; times in milliseconds. */
export interface Plan {
  readonly name: 'full' | 'quick';
  readonly trials: number;
  /** In how many of them, the first ones, the peers take part that no target speaks of. */
  readonly trialsOfOthers: number;
  /** Per row and trial, before the first sample. */
  readonly warmUpMs: number;
  /** Per row and trial, the untimed renewing of values included. */
  readonly measureMs: number;
  /** The shortest sample: long beside the clock's resolution, short beside the supply of fresh values. */
  readonly sampleMs: number;
  /** Starts of a fresh process per subject, after one that does not count. */
  readonly starts: number;
  /** A subject whose starts have taken so long together is not started again, once two of them count. */
  readonly startsBudgetMs: number;
  /** After this no new trial begins, once `leastTrials` have been made. */
  readonly budgetMs: number;
}

/** A median of fewer says nothing. */
export const leastTrials = 2;

export const plans: Readonly<Record<Plan['name'], Plan>> = {
  full: {
    name: 'full',
    trials: 7,
    trialsOfOthers: 7,
    warmUpMs: 150,
    measureMs: 400,
    sampleMs: 1,
    starts: 15,
    startsBudgetMs: 20_000,
    budgetMs: 17 * 60_000,
  },
  quick: {
    name: 'quick',
    trials: 3,
    trialsOfOthers: 1,
    warmUpMs: 40,
    measureMs: 80,
    sampleMs: 1,
    starts: 5,
    startsBudgetMs: 4_000,
    budgetMs: 90_000,
  },
};

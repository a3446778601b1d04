/** How long and how often; times in milliseconds. */
export interface Plan {
  readonly name: 'full' | 'quick';
  readonly trials: number;
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
  /** After this no new trial begins, however many have been made. */
  readonly budgetMs: number;
}

export const plans: Readonly<Record<Plan['name'], Plan>> = {
  full: {
    name: 'full',
    trials: 9,
    warmUpMs: 250,
    measureMs: 600,
    sampleMs: 1,
    starts: 15,
    startsBudgetMs: 60_000,
    budgetMs: 60 * 60_000,
  },
  quick: {
    name: 'quick',
    trials: 3,
    warmUpMs: 40,
    measureMs: 80,
    sampleMs: 1,
    starts: 4,
    startsBudgetMs: 4_000,
    budgetMs: 95_000,
  },
};

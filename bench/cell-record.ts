import type { Outcome } from './protocol.js';
import { type Cell, measured } from './results.js';
import { median } from './stats.js';

/** What the trials say of one subject in one row, as they come. */
export class CellRecord {
  // One for each trial; null where it gave none.
  readonly #trials: (number | null)[] = [];
  readonly #cpuTrials: (number | null)[] = [];
  readonly #notes = new Set<string>();
  #trouble: Cell | undefined;

  /** What once went wrong would go wrong again. */
  get isInTrouble(): boolean {
    return this.#trouble !== undefined;
  }

  /** Of every trial so far that gave something, in nanoseconds. */
  get medians(): readonly number[] {
    return this.#trials.filter((trial) => trial !== null);
  }

  /** Adds a trial. */
  keep(outcome: Outcome): void {
    switch (outcome.kind) {
      case 'measured':
        this.#trials.push(median(outcome.samples.wall));
        this.#cpuTrials.push(outcome.samples.cpu.length === 0 ? null : median(outcome.samples.cpu));
        for (const note of outcome.notes) this.#notes.add(note);
        return;
      case 'absent':
        this.#trials.push(null);
        this.#cpuTrials.push(null);
        if (outcome.why !== undefined) this.#trouble = { status: 'absent', why: outcome.why };
        return;
      case 'wrong':
      case 'failed':
        this.#trouble = { status: outcome.kind, why: outcome.why };
        return;
    }
  }

  /** Undefined where no trial gave anything. */
  finish(): Cell | undefined {
    if (this.#trouble !== undefined) return this.#trouble;
    return this.medians.length > 0 ? measured(this.#trials, [...this.#notes], this.#cpuTrials) : undefined;
  }
}

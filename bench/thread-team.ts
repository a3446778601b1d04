import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { places } from './places.js';
import { WrongResult } from './rows/row.js';
import type { Origin } from './subjects/subject.js';

/** What each thread of a team does when the signal is given. */
export type Job =
  /** Calls add over and over; before the signal it has done so to get warm. */
  | { readonly kind: 'call'; readonly warmUpMs: number; readonly durationMs: number }
  /** One call of Python that never lets go of the GIL by itself. */
  | { readonly kind: 'spin'; readonly durationMs: number };

export interface Engagement extends Origin {
  readonly job: Job;
  readonly signals: Int32Array;
}

/** The words of `signals`. */
export const Signal = { ready: 0, go: 1 } as const;

/** What a thread says at its end. The times are those of `now`. */
export type ThreadReport =
  | {
      readonly kind: 'done';
      readonly begun: number;
      readonly ended: number;
      readonly calls: number;
    }
  | { readonly kind: 'wrong'; readonly why: string };

export type Stretch = Omit<Extract<ThreadReport, { kind: 'done' }>, 'kind'>;

/** Nanoseconds of a clock that all threads share, as `performance.now()` is not. */
export function now(): number {
  return Number(process.hrtime.bigint());
}

const farewellMs = 2_000;

/** Worker threads of this process that have opened the subject and begin their job together. */
export class ThreadTeam {
  readonly #workers: readonly Worker[];
  readonly #reports: readonly Promise<ThreadReport>[];
  readonly #signals: Int32Array;

  private constructor(workers: readonly Worker[], signals: Int32Array) {
    this.#workers = workers;
    this.#signals = signals;
    this.#reports = workers.map(async (worker) => {
      // Rejects with what was thrown in the thread.
      const [report] = (await once(worker, 'message')) as [ThreadReport];
      return report;
    });
    // Awaited in `finish`, or never where another of them failed first.
    for (const report of this.#reports) report.catch(() => undefined);
  }

  /** Resolves when every thread is ready; rejects when one of them cannot be. */
  static async gather(size: number, origin: Origin, job: Job): Promise<ThreadTeam> {
    const signals = new Int32Array(new SharedArrayBuffer(8));
    const workers = Array.from({ length: size }, () => {
      const workerData: Engagement = { subject: origin.subject, checkout: origin.checkout, job, signals };
      return new Worker(places.thread, { workerData });
    });
    const team = new ThreadTeam(workers, signals);
    // Before the signal a thread has nothing to report but that it got a wrong answer while it warmed up.
    const early = Promise.race(team.#reports).then((report) => {
      throw report.kind === 'wrong' ? new WrongResult(report.why) : new Error('a thread did not wait');
    });
    early.catch(() => undefined);
    while (Atomics.load(signals, Signal.ready) < size) {
      await Promise.race([early, new Promise((resolve) => setTimeout(resolve, 5))]);
    }
    return team;
  }

  /** The signal: from now on each thread does its job, whether this one is busy or not. */
  begin(): void {
    Atomics.store(this.#signals, Signal.go, 1);
    Atomics.notify(this.#signals, Signal.go);
  }

  /** What the threads say of their job. Resolves when all of them have ended. */
  async finish(): Promise<readonly Stretch[]> {
    const gone = this.#workers.map(async (worker) => {
      const timer = setTimeout(() => void worker.terminate(), farewellMs);
      await once(worker, 'exit');
      clearTimeout(timer);
    });
    const reports = await Promise.all(this.#reports);
    await Promise.all(gone);
    return reports.map((report) => {
      if (report.kind === 'wrong') throw new WrongResult(report.why);
      return report;
    });
  }
}

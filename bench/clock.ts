import Benchmark from 'benchmark';
import type { Plan } from './plan.js';
import type { Task, TimedTask } from './rows/row.js';

const minimumSamples = 5;

/** What the timing of a task says: nanoseconds per call, one number per sample. */
export interface Samples {
  readonly wall: readonly number[];
  /** What the process computed meanwhile, in all its threads. Empty for an asynchronous task, which mostly waits, and for a probe. */
  readonly cpu: readonly number[];
}

/** What Benchmark hands to an asynchronous function. */
interface Deferred {
  resolve(): void;
}

/** Times a task in this process. Rejects with what the task threw. */
export async function clock(task: Task, plan: Plan): Promise<Samples> {
  if (task.kind === 'probe') return { wall: await task.measure(plan), cpu: [] };
  await warmUp(task, Math.max(plan.warmUpMs, task.leastWarmUpMs ?? 0));
  return sample(task, plan);
}

// By processor time, so that a busy machine does not measure what V8 has not optimised yet; an asynchronous task uses
// hardly any.
async function warmUp(task: TimedTask, durationMs: number): Promise<void> {
  const begun = process.cpuUsage();
  const end = performance.now() + durationMs;
  const isWarm = (): boolean => {
    if (task.kind === 'async') return performance.now() >= end;
    const { user, system } = process.cpuUsage(begun);
    return user + system >= durationMs * 1000;
  };
  do {
    await task.run();
  } while (!isWarm());
  settle(task);
}

function sample(task: TimedTask, plan: Plan): Promise<Samples> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const cpu = new CpuClock();
    const benchmark: Benchmark = new Benchmark({
      defer: task.kind === 'async',
      minTime: plan.sampleMs / 1000,
      maxTime: plan.measureMs / 1000,
      minSamples: minimumSamples,
      fn:
        task.kind === 'sync'
          ? cpu.watching(task.run)
          : (deferred: Deferred) => void resolveAfter(deferred, task.run),
      onCycle: () => {
        // Shorter ones, with which Benchmark finds out how many runs make a sample, are no samples to it either.
        cpu.stop(benchmark.times.cycle * 1000 >= plan.sampleMs);
        if (failure !== undefined) return;
        try {
          settle(task);
        } catch (error) {
          fail(error);
        }
      },
      onComplete: () => {
        failure ??= benchmark.error as unknown as Error | undefined;
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        const perCall = (values: readonly number[], perUnit: number): readonly number[] =>
          values.map((value) => (value * perUnit) / task.batchSize);
        resolve({ wall: perCall(benchmark.stats.sample, 1e9), cpu: perCall(cpu.samples, 1e3) });
      },
    });

    async function resolveAfter(deferred: Deferred, run: () => Promise<void>): Promise<void> {
      await run().catch(fail);
      deferred.resolve();
    }

    function fail(error: unknown): void {
      failure ??= error instanceof Error ? error : new Error(String(error));
      benchmark.abort();
    }

    benchmark.run();
  });
}

/**
 * The processor time of the runs of a sample, beside the wall time that Benchmark takes of them. The first run of each
 * cycle does not count: Benchmark makes it to see whether the code works, then compiles its loop anew.
 */
class CpuClock {
  /** Microseconds per run. */
  readonly samples: number[] = [];
  #runs = 0;
  #begun: NodeJS.CpuUsage = { user: 0, system: 0 };

  watching(run: () => void): () => void {
    return () => {
      if (this.#runs++ === 1) this.#begun = process.cpuUsage();
      run();
    };
  }

  /** Ends a sample: called right after its last run, before anything else is done. */
  stop(counts: boolean): void {
    const { user, system } = process.cpuUsage(this.#begun);
    if (counts && this.#runs > 1) this.samples.push((user + system) / (this.#runs - 1));
    this.#runs = 0;
  }
}

// Fresh values, and the garbage of the last sample away, so that collecting it falls to the sample that made it.
function settle(task: TimedTask): void {
  task.renew();
  if (task.kind !== 'async' || task.isSteady !== true) globalThis.gc?.();
}

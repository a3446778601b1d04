import Benchmark from 'benchmark';
import type { Plan } from './plan.js';
import type { Task } from './rows/row.js';

const minimumSamples = 5;

/** What Benchmark hands to an asynchronous function. */
interface Deferred {
  resolve(): void;
}

/** Times a task in this process and gives nanoseconds per call, one number per sample. Rejects with what the task threw. */
export async function clock(task: Task, plan: Plan): Promise<readonly number[]> {
  await warmUp(task, plan.warmUpMs);
  const samples = await sample(task, plan);
  return samples.map((seconds) => (seconds * 1e9) / task.batchSize);
}

async function warmUp(task: Task, durationMs: number): Promise<void> {
  const end = performance.now() + durationMs;
  do {
    await task.run();
  } while (performance.now() < end);
  settle(task);
}

function sample(task: Task, plan: Plan): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const benchmark: Benchmark = new Benchmark({
      defer: task.kind === 'async',
      minTime: plan.sampleMs / 1000,
      maxTime: plan.measureMs / 1000,
      minSamples: minimumSamples,
      fn: task.kind === 'sync' ? task.run : (deferred: Deferred) => void resolveAfter(deferred, task.run),
      onCycle: () => {
        if (failure !== undefined) return;
        try {
          settle(task);
        } catch (error) {
          fail(error);
        }
      },
      onComplete: () => {
        failure ??= benchmark.error as unknown as Error | undefined;
        if (failure === undefined) resolve(benchmark.stats.sample);
        else reject(failure);
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

// Fresh values, and the garbage of the last sample away, so that collecting it falls to the sample that made it.
function settle(task: Task): void {
  task.renew();
  globalThis.gc?.();
}

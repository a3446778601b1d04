import { describe, expect, it } from 'vitest';
import { clock } from '../../../bench/clock.js';
import { plans } from '../../../bench/plan.js';
import type { Task } from '../../../bench/rows/row.js';

const plan = { ...plans.quick, warmUpMs: 1, measureMs: 20 };

function spin(durationMs: number): void {
  const end = performance.now() + durationMs;
  while (performance.now() < end);
}

// It takes time and no processor.
function sleep(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}

function taskOf(run: () => void): Task {
  return { kind: 'sync', batchSize: 4, run, renew: () => spin(3) };
}

const sum = (times: readonly number[]): number => times.reduce((total, time) => total + time, 0);

describe('the clock', () => {
  it('gives the wall time of a call, and the processor time of it, without that of what renews the values', async () => {
    const { wall, cpu } = await clock(
      taskOf(() => {
        spin(1);
        sleep(3);
      }),
      plan,
    );
    expect(wall.length).toBeGreaterThanOrEqual(5);
    expect(Math.min(...wall)).toBeGreaterThanOrEqual(1e6);
    expect(cpu).toHaveLength(wall.length);
    // All of them together: the system counts processor time in ticks, and gives a sample that of another one.
    expect(sum(cpu)).toBeLessThan(sum(wall) * 0.9);
    expect(Math.max(...cpu)).toBeGreaterThan(0);
  });

  it('has no processor time of an asynchronous task, whose work others do', async () => {
    const { wall, cpu } = await clock(
      {
        kind: 'async',
        batchSize: 1,
        run: () => new Promise((resolve) => setTimeout(resolve, 2)),
        renew: () => undefined,
      },
      plan,
    );
    expect(wall.length).toBeGreaterThanOrEqual(5);
    expect(cpu).toEqual([]);
  });

  it('rejects with what the task threw', async () => {
    let calls = 0;
    const failing = taskOf(() => {
      if (calls++ > 4) throw new Error('wrong sum');
      spin(1);
    });
    await expect(clock(failing, plan)).rejects.toThrow('wrong sum');
  });

  it('leaves a probe to measure by itself', async () => {
    const samples = await clock({ kind: 'probe', measure: () => Promise.resolve([3, 4]) }, plan);
    expect(samples).toEqual({ wall: [3, 4], cpu: [] });
  });

  it('warms a task up as long as it asks for', async () => {
    const begun = performance.now();
    const task: Task = { kind: 'async', batchSize: 1, run: () => Promise.resolve(), renew: () => undefined };
    await clock({ ...task, leastWarmUpMs: 50 }, plan);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(50 + plan.measureMs);
  });
});

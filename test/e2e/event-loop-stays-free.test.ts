import { graft } from 'graftwire';
import { describe, expect, it } from 'vitest';

interface Busy {
  sleep(seconds: number): number;
  spin(seconds: number): number;
}
const busy = graft.async(graft.loadSync<Busy>('./fixtures/asynchronous.py', { from: import.meta.url }));

/** The longest time between two timers while something runs, and how many there were. */
async function ticksDuring(
  work: Promise<unknown>,
): Promise<{ readonly ticks: number; readonly longestMs: number }> {
  let ticks = 0;
  let longestMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    ticks += 1;
  }, 1);
  await work;
  clearInterval(timer);
  return { ticks, longestMs };
}

describe('while Python is busy for a second, timers fire', () => {
  it.each([
    ['in time.sleep', () => busy.sleep(1)],
    ['in a loop of pure Python', () => busy.spin(1)],
  ])('%s', async (_, work) => {
    const { ticks, longestMs } = await ticksDuring(work());
    expect(ticks).toBeGreaterThan(10);
    // No measure of speed: a machine may be slow. One that stands still for the whole second is what this finds.
    expect(longestMs).toBeLessThan(700);
  });

  it('and synchronous calls are executed in between', async () => {
    const work = busy.spin(0.3);
    let isOver = false;
    void work.then(() => (isOver = true));
    let calls = 0;
    while (!isOver) {
      expect(graft.python.eval('1 + 1')).toBe(2);
      calls += 1;
      await new Promise(setImmediate);
    }
    expect(calls).toBeGreaterThan(3);
  });
});

import { graft } from 'graftwire';
import { describe, expect, it } from 'vitest';

interface Busy {
  sleep(seconds: number): number;
  spin(seconds: number): number;
}
const busy = graft.async(graft.loadSync<Busy>('./fixtures/asynchronous.py', { from: import.meta.url }));

/** How often a timer fires while something runs. How late it is, the row `timers` of bench/ measures. */
async function ticksDuring(work: Promise<unknown>): Promise<number> {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 1);
  await work;
  clearInterval(timer);
  return ticks;
}

describe('while Python is busy for a second, timers fire', () => {
  it.each([
    ['in time.sleep', () => busy.sleep(1)],
    ['in a loop of pure Python', () => busy.spin(1)],
  ])('%s', async (_, work) => {
    // One that stands still until Python is done would count one, or none.
    expect(await ticksDuring(work())).toBeGreaterThan(2);
  });

  it('and synchronous calls are executed in between', async () => {
    // It goes on until such calls have been made.
    graft.python.exec('calls = 0\ndef spin():\n    while calls < 10: pass\n    return calls');
    const work = graft.async(graft.python.import('__main__'))['spin']!();
    for (let calls = 0; calls < 10; calls++) {
      graft.python.exec('calls += 1');
      await new Promise(setImmediate);
    }
    expect(await work).toBe(10);
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Project } from '../e2e/project.js';
import { chosenPython, everyPython } from '../e2e/pythons.js';

const fixture = readFileSync(fileURLToPath(new URL('fixtures/interrupts.cjs', import.meta.url)), 'utf8');

/** Runs a scenario of the fixture in a process of its own. */
async function outcomeOf(task: readonly unknown[], { executable } = chosenPython): Promise<unknown> {
  const project = new Project({ 'main.cjs': fixture });
  const ended = await project.run('main.cjs', {
    args: [JSON.stringify(task)],
    env: { GRAFT_PYTHON: executable },
  });
  expect({ code: ended.code, err: ended.err }).toEqual({ code: 0, err: '' });
  return JSON.parse(ended.out) as unknown;
}

const timeout = { code: 'timeout', name: 'GraftError', cause: 'CallInterrupted' };
/** Python's main thread is Node's in the first two. */
const places = ['main', 'worker', 'worker-first'] as const;

/**
 * CPython 3.12 takes the jump back from a handler for part of its `try`; on other threads than the main one nothing can be raised behind
 * it (docs/threading.md).
 */
function swallowingInWorkers(version: string): readonly string[] {
  return version.startsWith('3.12.') ? [] : ['swallow', 'swallow_deep', 'swallow_asleep'];
}

describe.each(everyPython())('CPython $versionText', (python) => {
  it.each([
    ['main', ['loop', 'sleep', 'wait_for_lock', 'swallow', 'swallow_deep', 'swallow_asleep']],
    ['worker', ['loop', ...swallowingInWorkers(python.versionText)]],
    ['worker-first', ['loop', ...swallowingInWorkers(python.versionText)]],
  ])('in the %s, %s end when their time is over, and nothing after them', async (place, names) => {
    const ended = names.map((name) => [name, [timeout, 1000]]);
    expect(await outcomeOf([place, 'ends', names], python)).toEqual(Object.fromEntries(ended));
  });

  it.each(places)('in the %s they have time to clean up, from when they are interrupted', async (place) => {
    const names = ['clean_up', 'clean_up_asleep', 'clean_up_late'];
    const ended = names.map((name) => [name, [timeout, 1, 1, 1000]]);
    expect(await outcomeOf([place, 'cleansUp', names], python)).toEqual(Object.fromEntries(ended));
  });

  it.each(['main', 'worker'])('in the %s a call that ends with its time harms none', async (place) => {
    const seen = (await outcomeOf([place, 'innocent', 1000], python)) as Record<string, number>;
    expect(seen['hit']).toBe(0);
    expect(seen['timeout']).toBeGreaterThan(10);
    expect(seen['ended']).toBeGreaterThan(10);
  });
});

describe.each(places)('in the %s', (place) => {
  it('10,000 calls that end at about the same moment as their time hit none that follows', async () => {
    const seen = (await outcomeOf([place, 'innocent', 10_000])) as Record<string, number>;
    expect(seen['hit']).toBe(0);
    expect(seen['timeout']).toBeGreaterThan(100);
    expect(seen['ended']).toBeGreaterThan(100);
  });

  it('many short calls with a deadline are calls like others', async () => {
    expect(await outcomeOf([place, 'many'])).toBe(20_000);
  });

  it('the shorter deadline of an inner call ends that one only', async () => {
    expect(await outcomeOf([place, 'inner'])).toEqual({ result: ['outer goes on', timeout] });
  });

  it('the deadline of an outer call ends all inside it', async () => {
    expect(await outcomeOf([place, 'outer'])).toEqual([
      { code: 'cancelled', name: 'GraftError', cause: 'CallInterrupted' },
      // What the callback threw instead ends the outer call as well.
      { ...timeout, cause: 'Error' },
      1000,
    ]);
  });

  it('a callback that swallows it does not keep an outer call from ending', async () => {
    expect(await outcomeOf([place, 'stubborn'])).toEqual(timeout);
  });

  it('an exception that a call ends with is told in full, however long that takes', async () => {
    expect(await outcomeOf([place, 'told'])).toEqual(['timeout', 'told in full']);
  });

  it('a signal that a callback aborts ends the call with its reason, and later calls before they begin', async () => {
    const reason = { name: 'RangeError', cause: null };
    expect(await outcomeOf([place, 'abort'])).toEqual([reason, reason, 5]);
  });
});

describe('a call of C that is not interrupted', () => {
  it.each(['worker', 'worker-first'])('throws in a %s when it comes back', async (place) => {
    const [held, next] = (await outcomeOf([place, 'hold'])) as [Record<string, unknown>, unknown];
    expect(held['code']).toBe('timeout');
    expect(next).toBe(5);
  });
});

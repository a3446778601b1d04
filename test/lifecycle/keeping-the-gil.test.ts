import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('fixtures/keeping-the-gil.cjs', import.meta.url));

/** Runs one scenario in a process of its own; a hang is ended, and then there is no output. */
function outcomeOf(scenario: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, [program, scenario], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout === '' ? 'null' : stdout);
}

describe('while the main thread keeps the GIL between calls', () => {
  it('a worker makes its first call, though the main thread is blocked waiting for it', () => {
    expect(outcomeOf('worker')).toEqual({ waited: 'ok', result: 42 });
  });

  it('a thread that Python does not know yet runs a callback of Python, though the main thread is busy', () => {
    expect(outcomeOf('foreign-thread')).toEqual({ ranWhileBusy: true });
  });

  it('a Python thread that was started in a call runs on after it', () => {
    expect(outcomeOf('python-thread')).toEqual({ ranWhileBusy: true });
  });

  it('Python threads run while the event loop waits', () => {
    expect(outcomeOf('event-loop')).toEqual({ ranWhileWaiting: true });
  });
});

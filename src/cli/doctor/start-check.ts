import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonInstallation } from '../../runtime/python/installation.js';
import { startScript } from './start-script.js';

/** How starting Python inside a Node process went. */
export type StartCheck =
  | {
      readonly ok: true;
      readonly version: string;
      readonly prefix: string;
      readonly executable: string;
      /** From loading the library to the first answer of Python. */
      readonly startMs: number;
      /** One call of a Python function without arguments, warm. */
      readonly callNs: number;
    }
  | { readonly ok: false; readonly error: string; readonly remedy: string };

const timeoutMs = 30_000;

/**
 * Starts `python` inside a Node process of its own: a crash is then a finding like any other, and the time is that of a
 * fresh start.
 */
export function checkStart(directory: string, python: PythonInstallation, cwd: string): StartCheck {
  const library = join(directory, 'dist', 'index.cjs');
  if (!existsSync(library)) {
    return { ok: false, error: `${library} is not there.`, remedy: 'In a checkout, run npm run build.' };
  }
  const child = spawnSync(process.execPath, ['-e', startScript, library], {
    cwd,
    env: { ...process.env, GRAFT_PYTHON: python.executable },
    encoding: 'utf8',
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const answer = readAnswer(child.stdout);
  if (child.status === 0 && answer !== undefined) return { ok: true, ...answer };
  return {
    ok: false,
    error: `Node with this Python in it ${howItEnded(child)}.${lastWords(child.stderr)}`,
    remedy: 'Try another Python (--python), and report this with the output of graftwire doctor --json.',
  };
}

type Answer = Omit<Extract<StartCheck, { ok: true }>, 'ok'>;

function readAnswer(stdout: string | null): Answer | undefined {
  try {
    return JSON.parse(stdout?.trim().split('\n').at(-1) ?? '') as Answer;
  } catch {
    return undefined;
  }
}

function howItEnded(child: { error?: Error; signal: string | null; status: number | null }): string {
  if ((child.error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') {
    return `did not answer within ${timeoutMs / 1000} s`;
  }
  return child.signal === null ? `ended with code ${String(child.status)}` : `died of ${child.signal}`;
}

/** The line of an uncaught error that says what it is, else the last line. */
function lastWords(stderr: string | null): string {
  const lines = (stderr ?? '').split('\n').filter((line) => line.trim() !== '');
  const words = lines.find((line) => /^(\w*Error|Fatal Python error)/.test(line)) ?? lines.at(-1);
  return words === undefined ? '' : ` It said: ${words.trim()}`;
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Origin } from '../subjects/subject.js';
import type { Task, TimedRow } from './row.js';

const times = 3;

/** A process of `graftwire generate`, from its start to its end: analysis, generation and files. */
export const generationRows: readonly TimedRow[] = [
  createRow('generate-lodash', 'generate the Graft of lodash', 'npm:lodash', () =>
    isInstalled('lodash') ? {} : undefined,
  ),
  createRow('generate-numpy', 'generate the Graft of numpy', 'python:numpy', () => {
    const python = pythonWithNumpy();
    return python === undefined ? undefined : { GRAFT_PYTHON: python };
  }),
];

function createRow(
  name: string,
  title: string,
  source: string,
  environment: () => NodeJS.ProcessEnv | undefined,
): TimedRow {
  return {
    name,
    title,
    extra: true,
    // No floor has it.
    concurrent: true,
    prepare(subject, origin) {
      const env = subject.openRoutes === undefined ? undefined : environment();
      return env === undefined ? undefined : generation(origin, source, env);
    },
  };
}

function generation({ checkout }: Origin, source: string, env: NodeJS.ProcessEnv): Task {
  return {
    kind: 'probe',
    measure: () => {
      const samples: number[] = [];
      for (let time = 0; time < times; time++) {
        const folder = mkdtempSync(join(tmpdir(), 'graftwire-bench-'));
        try {
          const begun = performance.now();
          const args = ['generate', source, '--for', 'npm', '--out', folder];
          execFileSync(process.execPath, [join(checkout, 'dist', 'cli.cjs'), ...args], {
            cwd: checkout,
            env: { ...process.env, ...env },
            stdio: 'ignore',
          });
          samples.push((performance.now() - begun) * 1e6);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }
      return Promise.resolve(samples);
    },
  };
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Of the environments that the test suite makes. */
function pythonWithNumpy(): string | undefined {
  const cache = join(process.cwd(), '.cache');
  if (!existsSync(cache)) return undefined;
  return readdirSync(cache)
    .filter((name) => name.startsWith('scientific-3.11'))
    .map((name) => join(cache, name, 'bin', 'python'))
    .find((python) => existsSync(python));
}

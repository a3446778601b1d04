import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Subject } from './canonicalise.js';

/** A command that reads lines of hexadecimal and answers each as `canonicalise` does. */
export interface Implementation {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const pathOf = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

const built = 'build/native-tests/canonicalise';

/** The C++ implementation, where its executable has been built, or is named by `GRAFT_CANONICALISE`. */
export function nativeImplementation(): Implementation | undefined {
  const command = process.env['GRAFT_CANONICALISE'] ?? pathOf(built);
  return existsSync(command) ? { name: 'C++', command, args: [] } : undefined;
}

/** Says at the end of a comparison that it was without C++. */
export function declareNativeGap(comparison: string): void {
  console.warn(
    `declared gap: ${comparison} without C++: ${built} is not there (npm run test:native builds it)`,
  );
}

/** The Python implementation: under `GRAFT_PYTHON`, or python3 on PATH. */
export function pythonImplementation(): Implementation {
  const command = process.env['GRAFT_PYTHON'] ?? 'python3';
  return { name: 'Python', command, args: ['-B', pathOf('test/conformance/canonicalise.py')] };
}

/** The answers of `implementation` to `inputs`, in their order. */
export async function answersOf(
  implementation: Implementation,
  subject: Subject,
  inputs: readonly string[],
): Promise<string[]> {
  const args = [...implementation.args, ...(subject === 'frame' ? ['--frame'] : [])];
  const child = spawn(implementation.command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(inputs.map((hex) => `${hex}\n`).join(''));
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const answers = Buffer.concat(chunks).toString('latin1').trimEnd().split('\n');
  if (code !== 0 || answers.length !== inputs.length) {
    const next = inputs[answers.length]?.slice(0, 400);
    throw new Error(`${implementation.name} ended with ${code} after ${answers.length} answers, at ${next}`);
  }
  return answers;
}

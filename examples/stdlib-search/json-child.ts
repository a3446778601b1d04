import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** search.py in a process of its own, which is asked and answers in lines of JSON. */
export interface JsonChild {
  readonly call: (name: string, args: readonly unknown[]) => Promise<unknown>;
  readonly stop: () => void;
}

/** Starts the process, with the same Python that runs inside this one. */
export function startJsonChild(executable: string): JsonChild {
  const child = spawn(executable, [fileURLToPath(new URL('json_lines.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting: { resolve: (value: unknown) => void; reject: (reason: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)));
  child.on('error', (error) => waiting.splice(0).forEach(({ reject }) => reject(error)));
  child.on('exit', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`the child process ended with ${code}`));
  });
  return {
    call: (name, args) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify({ function: name, args })}\n`);
      }),
    stop: () => child.stdin.end(),
  };
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { places } from '../places.js';
import type { SubjectName } from '../subjects/subject.js';
import { readTreeBytes } from './resident-memory.js';

/** What starts in a process of its own: a subject, or nothing but Node. */
export type Starter = 'bare-node' | SubjectName;

export const processRows = [
  { name: 'start', title: 'start to first result' },
  { name: 'memory', title: 'memory after first call' },
] as const;

/** One start of a fresh process. */
export interface Start {
  /** From the spawn to the first result on standard output, in milliseconds. */
  readonly wallMs: number;
  /** What the process had computed by then, in all its threads, in milliseconds; child processes left aside. */
  readonly cpuMs: number;
  /** Resident memory after that, that of child processes beside the process's own, in bytes. */
  readonly memoryBytes: number;
  readonly childMemoryBytes: number;
  /** `sys.prefix`, where it was asked for and there is a Python. */
  readonly prefix: string | undefined;
}

/** What `bench/start/hold.mjs` writes after the first result. */
interface Account {
  readonly cpuMicroseconds: number;
  readonly prefix?: string;
}

const limitMs = 30_000;
// What a process still does right after its first result (a thread that ends, a file that closes) is waited for.
const settleMs = 60;

function scriptOf(starter: Starter): string {
  const own = starter === 'bare-node' || starter === 'graftwire' || starter === 'floor';
  return join(own ? places.start : join(places.peers, 'start'), `${starter}.mjs`);
}

/**
 * Starts one fresh process and stops it again. Rejects with why it gave no result, or another one than 5.
 *
 * @param asksPrefix Whether Python is asked where it runs, which costs memory.
 */
export function startOnce(
  starter: Starter,
  environment: NodeJS.ProcessEnv,
  asksPrefix: boolean,
): Promise<Start> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [scriptOf(starter), places.workload], {
      env: { ...environment, BENCH_HOLD: asksPrefix ? 'ask' : 'quietly' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let wallMs: number | undefined;
    let output = '';
    let complaint = '';
    let start: Promise<Start> | undefined;
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      wallMs ??= performance.now() - begun;
      output += chunk.toString();
      const [result, account, rest] = output.split('\n');
      if (result === undefined || account === undefined || rest === undefined) return;
      start ??= finish(result, JSON.parse(account) as Account, wallMs, child.pid ?? 0);
      // The one that is asked ends by itself, as programs do: some write down then what helps the next.
      void start.catch(() => undefined).finally(() => asksPrefix || child.kill('SIGKILL'));
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const ending = `no result: ended with ${String(code ?? signal)}`;
      resolve(start ?? Promise.reject(new Error(complaint.trim().split('\n').at(-1) || ending)));
    });
  });
}

async function finish(result: string, account: Account, wallMs: number, pid: number): Promise<Start> {
  if (result !== '5') throw new Error(`add(2, 3) gave ${result}`);
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const { ownBytes, childBytes } = readTreeBytes(pid);
  return {
    wallMs,
    cpuMs: account.cpuMicroseconds / 1000,
    memoryBytes: ownBytes,
    childMemoryBytes: childBytes,
    prefix: account.prefix,
  };
}

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
}

/** Resident memory of a process and of all its descendants. */
export function readTreeBytes(pid: number): { readonly ownBytes: number; readonly childBytes: number } {
  const entries = existsSync('/proc/self/status') ? readProc() : readPs();
  const own = entries.find((entry) => entry.pid === pid);
  return { ownBytes: own?.bytes ?? 0, childBytes: sumOfChildren(entries, pid) };
}

function sumOfChildren(entries: readonly ProcessEntry[], parent: number): number {
  return entries
    .filter((entry) => entry.parent === parent)
    .reduce((sum, entry) => sum + entry.bytes + sumOfChildren(entries, entry.pid), 0);
}

function readProc(): readonly ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const field = (label: string): number =>
          Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
        return [{ pid: Number(name), parent: field('PPid'), bytes: field('VmRSS') * 1024 }];
      } catch {
        // It ended while the list was read.
        return [];
      }
    });
}

function readPs(): readonly ProcessEntry[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, kilobytes = 0]) => ({ pid, parent, bytes: kilobytes * 1024 }));
}

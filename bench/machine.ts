import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { peerNames, peerVersion } from './install/peers.js';
import type { Python } from './install/python.js';
import { places } from './places.js';

/** Where and with what was measured, with nothing in it that names the machine or its user. */
export interface Machine {
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly v8: string;
  readonly cpython: string;
  /** Of the package and of each peer that is installed. */
  readonly versions: Readonly<Record<string, string>>;
  readonly commit: string;
  /** Runnable processes over the last minute, before the first measurement. */
  readonly loadBefore: number;
}

export function describeMachine(python: Python | undefined): Machine {
  const versions: Record<string, string> = { graftwire: describeVersion(places.root) };
  for (const peer of peerNames) versions[peer] = peerVersion(peer) ?? 'not installed';
  return {
    platform: `${process.platform}-${process.arch}`,
    cpu: (cpus()[0]?.model ?? 'unknown')
      .replace(/\((R|TM)\)/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.versions.node,
    v8: process.versions.v8,
    cpython: python?.version ?? 'none',
    versions,
    commit: describeCommit(places.root),
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** The same in a file name: what another machine of the same make would also be called. */
export function nameOfMachine(machine: Machine): string {
  const cpu = machine.cpu.replace(/\b(CPU|Processor|@)\b|@/g, ' ');
  return [machine.platform, cpu, `${machine.cores}c`, `node${machine.node}`, `cpython${machine.cpython}`]
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/-+/g, '-');
}

export function describeVersion(checkout: string): string {
  const manifest = createRequire(import.meta.url)(join(checkout, 'package.json')) as {
    readonly version: string;
  };
  return manifest.version;
}

export function describeCommit(checkout: string): string {
  const git = (...parameters: string[]): string =>
    execFileSync('git', parameters, {
      cwd: checkout,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'none';
  }
}

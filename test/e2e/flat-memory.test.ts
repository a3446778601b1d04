import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environment, packageRoot } from './project.js';

interface Ended {
  readonly code: number;
  readonly out: string;
}

/** The drill's part on memory, with a hundredth of its calls. */
function drillMemory(...more: readonly string[]): Promise<Ended> {
  const args = [join(packageRoot, 'scripts/drill.mjs'), '--only=memory', '--calls=1e5', ...more];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: environment() }, (error, out) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out });
    });
  });
}

describe('memory at rest', () => {
  it.each([
    'scalars',
    'strings',
    'dicts',
    'dicts of new keys;lists, bytes and Maps;refusals;attributes;code as text;calls from getters;loading',
    'objects;callbacks;errors of callbacks;iterators;arrays;values of classes',
    'exceptions',
    'keywords',
  ])('stays flat, resident, in V8 and in Python, over a hundred thousand calls: %s', async (kinds) => {
    const { code, out } = await drillMemory(`--kinds=${kinds}`);
    expect(code, out).toBe(0);
    expect(out.match(/ flat\n/g)).toHaveLength(kinds.split(';').length);
  });

  it.each([
    ['kept in JavaScript', 'heapBytes'],
    ['kept in Python', 'pythonBlocks'],
  ])('is found to grow where something is %s', async (kind, measure) => {
    const { code, out } = await drillMemory(`--kinds=${kind}`);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`${measure} grew by \\d+ in 90000 calls`));
  });
});

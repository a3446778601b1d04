import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { decodeHex, errorOf } from './codec.js';

describe('a length that is announced and not there', () => {
  it.each([
    ['an array of 2**32 - 1', 'dd ffffffff c0'],
    ['a map of 2**32 - 1', 'df ffffffff c0c0'],
    ['a string of 4 GiB', 'db ffffffff 61'],
    ['bytes of 4 GiB', 'c6 ffffffff 00'],
    ['an extension of 4 GiB', 'c9 ffffffff 64 00'],
    ['arrays of 2**32 - 1 in each other', 'dd ffffffff '.repeat(100)],
    ['an array of 65,535', 'dc ffff c0'],
    ['an array of 2**24', 'dd 01000000 c0'],
    [
      'arrays, each of all that is left',
      Array.from({ length: 200 }, (_, at) => `dc00${(255 - at).toString(16).padStart(2, '0')}`).join(''),
    ],
  ])('allocates next to nothing: %s', (_, hex) => {
    const before = process.memoryUsage();
    for (let time = 0; time < 100; time++) {
      expect(errorOf(() => decodeHex(hex)).code).toBe('malformed');
    }
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
    expect(grown).toBeLessThan(64 * 1024 * 1024);
  });
});

/** Bytes that become much larger than they are: the worst of each kind. `**` differs from one to the next. */
const worst: [string, string][] = [
  ['empty arrays', '90'],
  ['empty maps', '80'],
  ['empty bytes', 'c400'],
  ['bytes of one', 'c40100'],
  ['maps of one key', '81a06e'],
  ['maps of keys that differ', '81a4********c0'],
  ['maps whose key is an integer', '8101c0'],
  ['maps of a key that is no place for an object', '82a16100a13100'],
  ['arrays of one', '91c0'],
  ['floats', 'ca3fc00000'],
  ['bigints', 'c709017fffffffffffffffff'],
  ['extensions', 'c70064'],
  ['strings', 'a161'],
  ['strings that differ', 'a3******'],
  ['strings with a lone surrogate', 'c70302eda080'],
];

describe('what a body becomes', () => {
  it('takes at most 128 bytes for each of its bytes', () => {
    const { outputFiles } = buildSync({
      entryPoints: [fileURLToPath(new URL('measure-allocation.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
    });
    const items = worst.map(([, item]) => item);
    const child = spawnSync(
      process.execPath,
      ['--expose-gc', '--input-type=module', '-', items[0] as string, ...items],
      { input: outputFiles[0]!.text, encoding: 'utf8' },
    );
    expect(child.stderr).toBe('');
    const measured = JSON.parse(child.stdout) as { bytes: number; allocated: number }[];
    expect(measured).toHaveLength(worst.length);
    for (const [index, { bytes, allocated }] of measured.entries()) {
      const name = `${worst[index]![0]}: ${(allocated / bytes).toFixed(1)} bytes a byte`;
      expect(allocated, name).toBeLessThan(128 * bytes + 1e5);
      // Something must have been measured.
      expect(allocated, name).toBeGreaterThan(bytes / 2);
    }
  });
});

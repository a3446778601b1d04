import { isDeepStrictEqual } from 'node:util';
import { graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from './failure.js';
import { Project } from './project.js';

interface Values {
  echo<T>(value: T): T;
  count(...values: readonly unknown[]): [args: number, kwargs: number];
  numbers(size: number): number[];
  total(values: readonly number[]): number;
  repeated<T extends string | Uint8Array>(piece: T, times: number): T;
  length(value: unknown): number;
}

const values = graft.loadSync<Values>('./fixtures/values.py', { from: import.meta.url });
const megabyte = 1024 * 1024;

describe('a large value', () => {
  it('of a million items crosses to Python and back', () => {
    const million = Array.from({ length: 1_000_000 }, (_, index) => index);
    expect(values.total(million)).toBe(499_999_500_000);
    expect(values.numbers(1_000_000)).toHaveLength(1_000_000);
    expect(isDeepStrictEqual(values.echo(million), million)).toBe(true);
    const objects = Array.from({ length: 100_000 }, (_, id) => ({
      id,
      name: `name ${id}`,
      tags: ['a', 'b'],
      ratio: id / 7,
    }));
    expect(isDeepStrictEqual(values.echo(objects), objects)).toBe(true);
  });

  it.each([
    ['ASCII', 'x'],
    ['Latin-1', 'é'],
    ['the BMP', '世'],
    ['characters beyond the BMP', '🎉'],
  ])('that is a string of %s, 50 MB long, crosses and comes back', (_, unit) => {
    const text = unit.repeat(Math.floor((50 * megabyte) / Buffer.byteLength(unit)));
    expect(values.length(text)).toBe(text.length / unit.length);
    expect(values.echo(text) === text).toBe(true);
    expect(values.repeated(unit, 1000) === unit.repeat(1000)).toBe(true);
  });

  it('of 50 MB of bytes crosses and comes back', () => {
    const bytes = new Uint8Array(50 * megabyte).map((_, index) => index * 31);
    const back = values.echo(bytes);
    expect(Buffer.compare(back, bytes)).toBe(0);
    expect(values.repeated(Uint8Array.of(1, 2), 10 * megabyte)).toHaveLength(20 * megabyte);
  });

  it('in the middle of small ones leaves them whole', () => {
    const large = 'y'.repeat(3 * megabyte);
    expect(
      isDeepStrictEqual(values.echo([1, large, { a: large, b: 2 }, 'end']), [
        1,
        large,
        { a: large, b: 2 },
        'end',
      ]),
    ).toBe(true);
    for (const size of [10, megabyte, 100, 9 * megabyte, 0, 300_000, 1]) {
      expect(values.echo({ before: 1, text: 'z'.repeat(size), after: 2 }).text).toHaveLength(size);
    }
  });

  it('takes its memory with it when it is gone', async () => {
    const project = new Project({
      'main.mjs': `
        import { readFileSync } from 'node:fs';
        import { graft } from 'graftwire';
        const echo = (text) => graft.python.eval('text', { text });
        // V8 gives large strings back in the background, so the least of a few looks counts.
        const residentMegabytes = async () => {
          let least = Infinity;
          for (let look = 0; look < 10; look++) {
            gc();
            echo('small');
            least = Math.min(least, Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[1]) / 256);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          return least;
        };
        const sizes = [await residentMegabytes()];
        for (const [unit, times] of [['m', 120e6], ['é', 60e6], ['🎉', 30e6]]) {
          echo(unit.repeat(times));
          sizes.push(await residentMegabytes());
        }
        // An argument that is refused when most of it has been written, and one that a getter of another argument sends.
        const refused = [Array.from({ length: 12 }, (_, i) => String.fromCharCode(97 + i).repeat(10e6)), Symbol()];
        try {
          echo(refused);
        } catch (error) {
          console.log(error.path);
        }
        refused.length = 0;
        sizes.push(await residentMegabytes());
        echo({ get inner() { return echo('n'.repeat(120e6)).length; } });
        sizes.push(await residentMegabytes());
        console.log(JSON.stringify(sizes));`,
    });
    const { out, err } = await project.run('main.mjs', { nodeArgs: ['--expose-gc'] });
    expect(err).toBe('');
    const [path, sizes = ''] = out.trim().split('\n');
    expect(path).toContain('[1]');
    const [before = 0, ...after] = JSON.parse(sizes) as number[];
    expect(after).toHaveLength(5);
    for (const megabytes of after) expect(megabytes - before).toBeLessThan(60);
  });
});

describe('an array that is mostly empty', () => {
  it('is refused where its length cannot be held', () => {
    const sparse: unknown[] = [];
    sparse.length = 2 ** 32 - 1;
    expect(failure(() => values.echo(sparse))).toMatchObject({ code: 'too-large' });
  });
});

describe('many arguments', () => {
  it('from none to tens of thousands are all passed, positional and by keyword', () => {
    const counts = [
      ...Array.from({ length: 20 }, (_, count) => count),
      31,
      32,
      127,
      128,
      255,
      256,
      300,
      65_535,
      65_536,
    ];
    for (const count of counts) {
      const args = Array.from({ length: count }, (_, index) => index);
      expect(values.count(...args)).toEqual([count, 0]);
      const keywords = Object.fromEntries(args.map((index) => [`name_${index}`, index]));
      expect(values.count(1, kw(keywords))).toEqual([1, count]);
      expect(values.count(...args, kw({ last: 1 }))).toEqual([count, 1]);
    }
  });
});

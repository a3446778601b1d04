import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { join } from 'node:path';
import { graft, GraftError, NDArray } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from './failure.js';
import { packageRoot } from './project.js';

interface Arrays {
  told(memory: unknown): [type: string, format: string, isReadOnly: boolean, items: unknown];
  double(memory: unknown): void;
  keep(memory: unknown): void;
  kept(): unknown;
  own(): Float64Array;
  is_own(array: unknown): boolean;
  first(): number;
  read_only(): Uint8Array;
  strided(): NDArray;
}

graft.python.exec(`
import array
held = []
mine = array.array('d', [1, 2, 3])
def told(memory): return [type(memory).__name__, memory.format, memory.readonly, memory.tolist()]
def double(memory):
    for index in range(len(memory)): memory[index] *= 2
def keep(memory): held.append(memory)
def kept(): return held[-1].tolist()
def own(): return mine
def is_own(value): return value is mine
def first(): return mine[0]
def read_only(): return memoryview(b'abc')
def strided(): return memoryview(array.array('i', range(10)))[::-2]
`);
const arrays = graft.loadSync<Arrays>('python:__main__');

describe('a typed array in Python', () => {
  it.each([
    [new Float64Array([1.5]), 'd', [1.5]],
    [new Float32Array([]), 'f', []],
    [new Int16Array([-1]), 'h', [-1]],
    [new BigInt64Array([2n ** 40n]), 'q', [2 ** 40]],
    [new Uint8ClampedArray([255]), 'B', [255]],
    [new ArrayBuffer(2), 'B', [0, 0]],
  ])('is a memoryview of the same items: %o', (value, format, items) => {
    expect(arrays.told(value)).toEqual(['memoryview', format, false, items]);
  });

  it('is the same memory, also after the call where Python keeps it, and is not transferred then', () => {
    const array = new Float64Array([1, 2]);
    arrays.double(array);
    expect([...array]).toEqual([2, 4]);
    arrays.keep(array);
    array[0] = 77;
    try {
      structuredClone(array, { transfer: [array.buffer] });
    } catch {
      // Later versions of Node refuse it, earlier ones copy.
    }
    expect(arrays.kept()).toEqual([77, 4]);
    expect([...array]).toEqual([77, 4]);
  });

  it('is lent to its own call, also where another one is made while its arguments are written', () => {
    const argument = {
      first: new Int8Array([1]),
      get second() {
        arrays.double(new Int8Array([9, 9]));
        expect(arrays.told(new Int8Array([2]))[3]).toEqual([2]);
        return new Int8Array([3]);
      },
    };
    expect(graft.python.eval('[v["first"].tolist(), v["second"].tolist()]', { v: argument })).toEqual([
      [1],
      [3],
    ]);
  });

  it('is lent by what a callback answers, too, until Python is done with it', () => {
    const answers = [new Int16Array([1]), new Int16Array([2])];
    const callback = (index: number): Int16Array => {
      arrays.double(new Int8Array([index]));
      return answers[index]!;
    };
    const expression = '[[m.tolist(), m.__setitem__(0, 7)] for m in [f(0), f(1), f(0)]]';
    expect(graft.python.eval(expression, { f: callback })).toEqual([
      [[1], null],
      [[2], null],
      [[7], null],
    ]);
    expect(answers.map(([first]) => first)).toEqual([7, 7]);
  });

  it('is cut off when its call has ended and no view is left, whatever Python keeps', () => {
    const array = new Float32Array([1]);
    graft.python.exec('exporter = m.obj', { m: array });
    expect(failure(() => graft.python.eval('memoryview(exporter)')).message).toMatch(/which has ended/);
  });

  it('has the shape of an NDArray', () => {
    const array = new NDArray(new Int32Array([1, 2, 3, 4]), [2, 2]);
    expect(arrays.told(array)[3]).toEqual([[1, 2], [3, 4]]); // prettier-ignore
  });

  it('is a copy that can only be read where its memory may go away: shared, resizable, in a worker', async () => {
    expect(arrays.told(new Int8Array(new SharedArrayBuffer(1)))[2]).toBe(true);
    const Resizable = ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer;
    expect(arrays.told(new Int8Array(new Resizable(1, { maxByteLength: 2 })))[2]).toBe(true);
    const worker = new Worker(
      `const { graft } = require(${JSON.stringify(join(packageRoot, 'dist', 'index.cjs'))});
       const readonly = graft.python.eval('m.readonly', { m: new Float64Array(1) });
       graft.python.eval('held.append(m)', { m: new Float64Array([5]) });
       require('node:worker_threads').parentPort.postMessage(readonly);`,
      { eval: true },
    );
    expect(await once(worker, 'message')).toEqual([true]);
    await worker.terminate();
    expect(arrays.kept()).toEqual([5]);
  });
});

describe('graft.alloc', () => {
  it('gives zeroed memory that is written to without a copy, as bytes too', () => {
    const buffer = graft.alloc(24);
    expect([buffer instanceof ArrayBuffer, buffer.byteLength]).toEqual([true, 24]);
    const numbers = new Float64Array(buffer, 8);
    expect(arrays.told(numbers)).toEqual(['memoryview', 'd', false, [0, 0]]);
    numbers[1] = 4;
    arrays.double(numbers);
    expect([...new Float64Array(buffer)]).toEqual([0, 0, 8]);
    expect(arrays.told(new Uint8Array(buffer, 0, 2))).toEqual(['memoryview', 'B', false, [0, 0]]);
    expect(arrays.told(buffer)[3]).toHaveLength(24);
    expect(arrays.told(graft.alloc(0))).toEqual(['memoryview', 'B', false, []]);
    expect(graft.python.eval('m.obj is not None', { m: new DataView(buffer, 24) })).toBe(true);
  });

  it('begins where vectors of a processor want it', () => {
    const address = '__import__("ctypes").addressof(__import__("ctypes").c_char.from_buffer(m))';
    for (const bytes of [1, 100, 1e6])
      expect((graft.python.eval(address, { m: graft.alloc(bytes) }) as number) % 64).toBe(0);
  });

  it('is lent in a worker, to be written to, and stays with Python when that has ended', async () => {
    const worker = new Worker(
      `const { graft } = require(${JSON.stringify(join(packageRoot, 'dist', 'index.cjs'))});
       const array = new Float64Array(graft.alloc(16));
       graft.python.exec('m[0] = 5; held.append(m)', { m: array });
       require('node:worker_threads').parentPort.postMessage(array[0]);`,
      { eval: true },
    );
    expect(await once(worker, 'message')).toEqual([5]);
    await worker.terminate();
    graft.python.exec('held[-1][1] = 6');
    expect(arrays.kept()).toEqual([5, 6]);
  });

  it.each([
    [-1, 'invalid-argument', '-1'],
    [1.5, 'invalid-argument', '1.5'],
    [Number.NaN, 'invalid-argument', 'NaN'],
    ['8', 'invalid-argument', 'string'],
    [undefined, 'invalid-argument', 'undefined'],
    [2 ** 54, 'too-large', '18014398509481984'],
  ])('refuses %s: %s', (bytes, code, named) => {
    const error = failure(() => graft.alloc(bytes as number));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code, remedy: expect.any(String) as string });
    expect(error.message).toContain(named);
  });
});

describe("an array of Python's", () => {
  it('is the same memory, the same object again, and goes back as itself', () => {
    const array = arrays.own();
    expect(array).toBe(arrays.own());
    expect(arrays.is_own(array)).toBe(true);
    array[0] = 9;
    expect(arrays.first()).toBe(9);
  });

  it('is a copy where Python may not see it written to', () => {
    const array = arrays.read_only();
    array[0] = 0;
    expect([...arrays.read_only()]).toEqual([97, 98, 99]);
  });

  it('keeps strides that go backwards', () => {
    expect(arrays.strided().toNested()).toEqual([9, 7, 5, 3, 1]);
  });

  it('is given back when it is dropped in a long loop', () => {
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 300; round++) graft.python.eval("memoryview(bytearray(b'x') * 8_000_000)");
    expect(process.memoryUsage().rss - before).toBeLessThan(1.2e9);
  });
});

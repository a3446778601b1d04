import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { join } from 'node:path';
import { graft, NDArray } from 'graftwire';
import { describe, expect, it } from 'vitest';
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

import { Complex, NDArray, PlainDate, Slice, graft, kw, tuple } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';
import { scientific } from './scientific-environment.js';

const np = await scientific('numpy');

describe.skipIf(np === undefined)('numpy', () => {
  it('takes numbers in arrays of any kind', () => {
    expect(np.sum([1, 2, 3])).toBe(6);
    expect(np.sum(new Float64Array([0.5, 1.5]))).toBe(2);
    expect(np.mean(new Int32Array([1, 2]))).toBe(1.5);
    expect(np.sum(new BigInt64Array([1n, 2n]))).toBe(3);
    expect(np.dot([1, 2], [3, 4])).toBe(11);
    const matrix = new NDArray(new Float64Array([1, 2, 3, 4]), [2, 2]);
    expect(np.sum(matrix, kw({ axis: 0 }))).toEqual(new Float64Array([4, 6]));
  });

  it('gives typed arrays of the type of its items', () => {
    expect(np.array([1.5, 2])).toEqual(new Float64Array([1.5, 2]));
    expect(np.array([1, 2])).toEqual(new BigInt64Array([1n, 2n]));
    expect(np.array([1, 2], kw({ dtype: np.float32 }))).toEqual(new Float32Array([1, 2]));
    expect(np.array([1, 2], kw({ dtype: 'uint8' }))).toEqual(new Uint8Array([1, 2]));
    expect(np.argsort([3, 1, 2])).toEqual(new BigInt64Array([1n, 2n, 0n]));
  });

  it('gives arrays of more dimensions with their shape', () => {
    const inverse = np.linalg.inv([
      [2, 0],
      [0, 4],
    ]);
    expect(inverse).toBeInstanceOf(NDArray);
    expect([inverse.shape, inverse.dtype, inverse.get(1, 1)]).toEqual([[2, 2], 'float64', 0.25]);
    expect(np.reshape(np.arange(6), tuple(2, 3)).toNested()).toEqual([
      [0n, 1n, 2n],
      [3n, 4n, 5n],
    ]);
    expect(np.greater([1, 2], [2, 1]).toNested()).toEqual([false, true]);
  });

  it('shares an array rather than copying it', () => {
    const zeros = np.zeros(3);
    zeros[1] = 5;
    expect(np.sum(zeros)).toBe(5);
    const square = np.zeros(tuple(2, 2));
    np.fill_diagonal(square, 1);
    expect(square.toNested()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    np.multiply(zeros, 2, kw({ out: zeros }));
    expect(zeros).toEqual(new Float64Array([0, 10, 0]));
  });

  it('shares a transposed array, whose items do not stand side by side', () => {
    const matrix = np.array([
      [1.5, 2, 3],
      [4, 5, 6],
    ]);
    const transposed = np.transpose(matrix);
    expect([transposed.shape, transposed.strides, transposed.isContiguous]).toEqual([[3, 2], [1, 3], false]);
    transposed.set(9, 2, 1);
    expect(matrix.get(1, 2)).toBe(9);
    expect(np.array_equal(np.transpose(transposed), matrix)).toBe(true);
    const backwards = np.flip(np.array([1.5, 2, 3]));
    expect(Array.from({ length: 3 }, (_, i) => backwards.get(i))).toEqual([3, 2, 1.5]);
  });

  it('does not let JavaScript change what is read-only', () => {
    graft.python.exec(`
      import numpy
      text = b'abc'
      letters = numpy.frombuffer(text, dtype='uint8')
    `);
    const { letters } = imported('__main__');
    expect([...letters]).toEqual([97, 98, 99]);
    try {
      letters[0] = 120;
    } catch {
      // Refusing it is as good.
    }
    expect(graft.python.eval('text')).toEqual(new Uint8Array([97, 98, 99]));
  });

  it('calls its universal functions with numbers and with arrays', () => {
    expect([np.add(1, 2), np.sqrt(4), np.hypot(3, 4)]).toEqual([3, 2, 5]);
    expect(np.add([1, 2], [0.5, 1])).toEqual(new Float64Array([1.5, 3]));
    expect(np.where([true, false], [1.5, 2], [3, 4])).toEqual(new Float64Array([1.5, 4]));
    expect(np.unique([3, 1, 1], kw({ return_counts: true }))).toEqual([
      new BigInt64Array([1n, 3n]),
      new BigInt64Array([2n, 1n]),
    ]);
  });

  it('has the methods of its universal functions', () => {
    const reduce = graft.get(np.add, 'reduce') as (items: unknown) => unknown;
    expect(reduce([1, 2, 3])).toBe(6);
  });

  it('gives scalars as plain values', () => {
    expect(np.float64).toBeTypeOf('function');
    expect(np.sum(np.array([1, 2], kw({ dtype: 'complex128' })))).toEqual(new Complex(3, 0));
    expect([...np.array(['2024-01-02'], kw({ dtype: 'datetime64[D]' }))]).toEqual([
      PlainDate.from('2024-01-02'),
    ]);
    expect([np.pi, np.inf, np.newaxis]).toEqual([Math.PI, Infinity, null]);
    expect(np.max(np.array([2n ** 62n]))).toBe(2n ** 62n);
  });

  it('keeps arrays that JavaScript has no form for as objects', () => {
    const names = np.array(['a', 'b', 'c']);
    expect(names).toBeInstanceOf(np.ndarray);
    expect([names.shape, names.ndim, names.size, names.length]).toEqual([[3], 1, 3, 3]);
    expect(names.dtype.kind).toBe('U');
    expect([names.get(0), names.at(-1), names.at(3)]).toEqual(['a', 'c', undefined]);
    expect(names.get(new Slice(1, null, null)).tolist()).toEqual(['b', 'c']);
    names.set(0, 'z');
    expect([...names]).toEqual(['z', 'b', 'c']);
    expect(names.reshape(1, 3).get(tuple(0, 2))).toBe('c');
    const records = np.array([tuple(1, 'a')], kw({ dtype: [tuple('x', 'i4'), tuple('y', 'U1')] }));
    expect(records.get('x')).toEqual(new Int32Array([1]));
    expect(records.dtype.names).toEqual(['x', 'y']);
  });

  it('gives named tuples of arrays', () => {
    const { eigenvalues, eigenvectors } = np.linalg.eigh([
      [2, 0],
      [0, 3],
    ]);
    expect(eigenvalues).toEqual(new Float64Array([2, 3]));
    expect(eigenvectors.shape).toEqual([2, 2]);
  });

  it('calls functions of JavaScript with rows', () => {
    const sum = (row: Float64Array): number => row.reduce((a, b) => a + b);
    const rows = [
      [1.5, 2],
      [3, 4],
    ];
    expect(np.apply_along_axis(sum, 1, rows)).toEqual(new Float64Array([3.5, 7]));
  });

  it('has objects with methods and settings', () => {
    const random = np.random.default_rng(42);
    const same = np.random.default_rng(42);
    expect(random.integers(0, 10, kw({ size: 5 }))).toEqual(same.integers(0, 10, kw({ size: 5 })));
    expect(random.normal(kw({ size: tuple(2, 3) })).shape).toEqual([2, 3]);
    const line = new np.polynomial.Polynomial([1, 2]);
    expect([line.degree(), line.coef, line.roots()]).toEqual([
      1,
      new Float64Array([1, 2]),
      new Float64Array([-0.5]),
    ]);
    const masked = np.ma.array([1, 2, 3], kw({ mask: [0, 1, 0] }));
    expect([masked.sum(), masked.tolist()]).toEqual([4, [1, null, 3]]);
  });

  it('writes and reads files in memory', () => {
    const file = new (imported('io').BytesIO)();
    np.save(file, new Float32Array([1, 2]));
    file.seek(0);
    expect(np.load(file)).toEqual(new Float32Array([1, 2]));
  });

  it('says what went wrong', () => {
    expect(failure(() => np.add([1, 2], [1, 2, 3]))).toMatchObject({
      message: expect.stringContaining('could not be broadcast together'),
      remote: { type: 'ValueError' },
    });
    const singular = [
      [1, 1],
      [1, 1],
    ];
    expect(failure(() => np.linalg.inv(singular))).toMatchObject({
      name: 'LinAlgError',
      message: 'Singular matrix',
    });
    const strict = new np.errstate(kw({ divide: 'raise' }));
    graft.enter(strict);
    expect(failure(() => np.divide(1, 0))).toMatchObject({ remote: { type: 'FloatingPointError' } });
    strict[Symbol.dispose]();
  });
});

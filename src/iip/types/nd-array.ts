import { inspectSymbol } from './inspect-symbol.js';
import { invalid } from './invalid.js';

/** What an {@link NDArray} keeps its items in. */
export type NDArrayData =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** Where the items of an {@link NDArray} stand in its data. */
export interface NDArrayLayout {
  /** In items, of each dimension; default: the last dimension's items stand side by side (C order). */
  readonly strides?: readonly number[];
  /** Where the first item stands, in items; default 0. */
  readonly offset?: number;
  /** `bool` where the bytes of a Uint8Array are truth values; default: what the data's class says. */
  readonly dtype?: string;
}

/**
 * An array of more than one dimension, or one whose items do not stand side by side: a view of a typed array. What comes from Python shares
 * its memory with it.
 */
export class NDArray {
  readonly data: NDArrayData;
  readonly shape: readonly number[];
  /** In items. */
  readonly strides: readonly number[];
  readonly offset: number;
  /** As numpy names it: `float64`, `int32`, `bool`. */
  readonly dtype: string;

  /** @throws GraftError `invalid-argument` where shape and strides reach beyond the data */
  constructor(data: NDArrayData, shape: readonly number[], layout: NDArrayLayout = {}) {
    if (!ArrayBuffer.isView(data) || data instanceof DataView) throw invalid('NDArray takes a typed array.');
    if (!isShape(shape)) throw invalid('The shape of an NDArray is an array of sizes.');
    const { strides = contiguous(shape), offset = 0, dtype = dtypeOf(data) } = layout;
    if (strides.length !== shape.length) throw invalid('An NDArray has a stride for each dimension.');
    this.data = data;
    this.shape = Object.freeze([...shape]);
    this.strides = Object.freeze([...strides]);
    this.offset = offset;
    this.dtype = dtype;
    const reach = this.strides.map((stride, at) => stride * (this.shape[at]! - 1));
    const lowest = reach.reduce((sum, step) => sum + Math.min(step, 0), offset);
    const highest = reach.reduce((sum, step) => sum + Math.max(step, 0), offset);
    if (this.length > 0 && !(lowest >= 0 && highest < data.length))
      throw invalid(`An NDArray of shape (${shape.join(', ')}) does not fit into ${data.length} items.`);
    Object.freeze(this);
  }

  /** How many items there are. */
  get length(): number {
    return this.shape.reduce((product, size) => product * size, 1);
  }

  /** Whether the items stand side by side, the last dimension's next to each other. */
  get isContiguous(): boolean {
    const wanted = contiguous(this.shape);
    return this.strides.every((stride, at) => stride === wanted[at] || this.shape[at] === 1);
  }

  /** The item at an index of each dimension; negative ones count from the end. */
  get(...indices: readonly number[]): number | bigint {
    return this.data[this.placeOf(indices)]!;
  }

  set(value: number | bigint, ...indices: readonly number[]): void {
    this.data[this.placeOf(indices)] = value;
  }

  /** Arrays of arrays with a copy of the items. */
  toNested(): unknown {
    const nested = (dimension: number, place: number): unknown => {
      if (dimension === this.shape.length)
        return this.dtype === 'bool' ? this.data[place] !== 0 : this.data[place];
      return Array.from({ length: this.shape[dimension]! }, (_, index) =>
        nested(dimension + 1, place + index * this.strides[dimension]!),
      );
    };
    return nested(0, this.offset);
  }

  toJSON(): unknown {
    return this.toNested();
  }

  toString(): string {
    return `NDArray(${this.dtype}, ${this.shape.join('x')})`;
  }

  [inspectSymbol](): string {
    return this.length <= 100
      ? `${this.toString()} ${JSON.stringify(this.toNested(), bigIntText)}`
      : this.toString();
  }

  private placeOf(indices: readonly number[]): number {
    if (indices.length !== this.shape.length)
      throw invalid(`An NDArray of ${this.shape.length} dimensions takes as many indices.`);
    return indices.reduce((place, index, at) => {
      const size = this.shape[at]!;
      const counted = index < 0 ? index + size : index;
      if (!(Number.isInteger(counted) && counted >= 0 && counted < size))
        throw invalid(`There is no index ${index} in a dimension of ${size}.`);
      return place + counted * this.strides[at]!;
    }, this.offset);
  }
}

function isShape(shape: readonly number[]): boolean {
  return Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function contiguous(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let at = shape.length - 1; at >= 0; at--) {
    strides[at] = step;
    step *= shape[at]!;
  }
  return strides;
}

function dtypeOf(data: NDArrayData): string {
  const name = data.constructor.name.replace(/Array$/, '').toLowerCase();
  return name.replace(/^big(u?int)/, '$1').replace('uint8clamped', 'uint8');
}

function bigIntText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

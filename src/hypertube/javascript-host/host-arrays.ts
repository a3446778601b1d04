import { ExtensionType } from '../../iip/extensions.js';
import { NDArray } from '../../iip/types/nd-array.js';
import type { NDArrayData } from '../../iip/types/nd-array.js';
import { ValueFault } from '../../iip/value-fault.js';
import { viewName } from '../../iip/view-name.js';
import type { ValueReader } from '../../iip/value-reader.js';
import type { ValueWriter } from '../../iip/value-writer.js';

type DataMaker = new (buffer: ArrayBufferLike, offset: number, length: number) => NDArrayData;

/** By the letters of Python's struct module, as a caller in this process writes them. */
const makers: ReadonlyMap<string, DataMaker> = new Map<string, DataMaker>([
  ['d', Float64Array],
  ['f', Float32Array],
  ['b', Int8Array],
  ['h', Int16Array],
  ['i', Int32Array],
  ['q', BigInt64Array],
  ['B', Uint8Array],
  ['H', Uint16Array],
  ['I', Uint32Array],
  ['Q', BigUint64Array],
]);
const formats: ReadonlyMap<string, string> = new Map([
  ...[...makers].map(([format, maker]) => [maker.name, format] as const),
  ['Uint8ClampedArray', 'B'],
  ['DataView', 'B'],
]);

/** The memory of an array: all of its buffer, so that both sides share it, or a copy where it is a part. */
export function memoryOf(value: object): ArrayBuffer | undefined {
  const view = viewOf(value);
  if (view === undefined) return undefined;
  const { buffer, byteOffset, byteLength } = view;
  const isWhole = buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength;
  return isWhole ? buffer : new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}

function viewOf(value: object): ArrayBufferView | undefined {
  if (value instanceof ArrayBuffer) return new DataView(value);
  if (value instanceof NDArray) return value.data;
  return ArrayBuffer.isView(value) ? value : undefined;
}

/** Writes a typed array, DataView, ArrayBuffer or NDArray as extension 25; false where `value` is none. */
export function writeArray(
  writer: ValueWriter,
  value: object,
  give: (value: object) => { readonly id: number; readonly isKnown: boolean },
): boolean {
  const view = viewOf(value);
  const format = view === undefined ? undefined : formats.get(viewName(view));
  if (view === undefined || format === undefined) return false;
  const itemBytes = (view as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1;
  const isNd = value instanceof NDArray;
  const shape = isNd ? [...value.shape] : [view.byteLength / itemBytes];
  const strides = isNd ? value.strides.map((stride) => stride * itemBytes) : [itemBytes];
  const { id, isKnown } = give(value);
  const start = writer.openExtension();
  writer.writeString(isNd && value.dtype === 'bool' ? '?' : format);
  writer.writeInt(itemBytes);
  writer.writeValue(shape, 0);
  writer.writeValue(strides, 0);
  writer.writeInt(isNd ? value.offset * itemBytes : 0);
  writer.writeInt(id);
  writer.writeBoolean(isKnown);
  // Its number is enough to find its memory by.
  writer.writeInt(id);
  writer.closeExtension(ExtensionType.array, start);
  return true;
}

/** Reads the payload of extension 26. `lent`: the memory that the caller lends under a number. */
export function readBuffer(
  reader: ValueReader,
  lent: (number: number) => ArrayBufferView | undefined,
): NDArray | NDArrayData {
  const number = reader.readValue(0) as number;
  const maker = makers.get(String(reader.readValue(0)));
  const shape = reader.readValue(0) as readonly number[] | null;
  const view = lent(number);
  if (maker === undefined || view === undefined)
    throw new ValueFault('malformed', 'refers to memory that the caller has not lent.');
  const itemBytes = (maker as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  const data = new maker(view.buffer, view.byteOffset, view.byteLength / itemBytes);
  return shape === null ? data : new NDArray(data, shape);
}

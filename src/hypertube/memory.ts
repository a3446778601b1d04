import type { NativeLane } from '../binding/native-addon.js';
import { refuseDetached } from '../iip/detached.js';
import { ExtensionType } from '../iip/extensions.js';
import { NDArray } from '../iip/types/nd-array.js';
import type { NDArrayData } from '../iip/types/nd-array.js';
import { ValueFault } from '../iip/value-fault.js';
import { viewName } from '../iip/view-name.js';
import { isAllocated } from './allocated.js';
import type { CallRecord } from './call-record.js';
import { ControlWord } from './control-word.js';
import type { LaneReader, LaneWriter } from './lane-codec.js';
import type { RemoteObjects } from './objects.js';
import { PinnedMemory } from './pinned-memory.js';

type DataConstructor = new (buffer: ArrayBufferLike, offset: number, length: number) => NDArrayData;

/** By the letters of Python's struct module and the bytes of an item: how long some of them are depends on the machine. */
const classes: readonly (readonly [letters: string, bytes: number, maker: DataConstructor])[] = [
  ['d', 8, Float64Array],
  ['f', 4, Float32Array],
  ['bhilqn', 1, Int8Array],
  ['bhilqn', 2, Int16Array],
  ['bhilqn', 4, Int32Array],
  ['bhilqn', 8, BigInt64Array],
  ['BHILQNc?', 1, Uint8Array],
  ['BHILQN', 2, Uint16Array],
  ['BHILQN', 4, Uint32Array],
  ['BHILQN', 8, BigUint64Array],
];
const formats: ReadonlyMap<string, string> = new Map([
  ['Float64Array', 'd'],
  ['Float32Array', 'f'],
  ['Int8Array', 'b'],
  ['Int16Array', 'h'],
  ['Int32Array', 'i'],
  ['BigInt64Array', 'q'],
  ['Uint8Array', 'B'],
  ['Uint8ClampedArray', 'B'],
  ['Uint16Array', 'H'],
  ['Uint32Array', 'I'],
  ['BigUint64Array', 'Q'],
  ['DataView', 'B'],
]);

/** How lent memory is kept. If you change one, also change native/node/lent_memory.h. */
const Way = { pinned: 0, copied: 1, shared: 2 } as const;

/** Memory that crosses without a copy: typed arrays lent to Python, and arrays of Python's shown here. */
export class Memory {
  private readonly native: NativeLane;
  private readonly record: CallRecord;
  private pinned: PinnedMemory | undefined;

  /** Set when something is lent. */
  hasLent = false;

  constructor(native: NativeLane, record: CallRecord) {
    this.native = native;
    this.record = record;
  }

  /** Writes a typed array, DataView, ArrayBuffer or NDArray; false where `value` is none. */
  write(writer: LaneWriter, value: object): boolean {
    if (value instanceof ArrayBuffer) {
      refuseDetached(value);
      return this.writeView(writer, new DataView(value), null);
    }
    if (ArrayBuffer.isView(value)) {
      refuseDetached(value.buffer);
      return this.writeView(writer, value, null);
    }
    if (!(value instanceof NDArray)) return false;
    if (!value.isContiguous) {
      throw new ValueFault(
        'unsupported-value',
        'is an NDArray whose items do not stand side by side.',
        'Send a copy of it.',
      );
    }
    const { data, offset, length, shape } = value;
    return this.writeView(writer, data.subarray(offset, offset + length), shape.length === 1 ? null : shape);
  }

  private writeView(writer: LaneWriter, view: ArrayBufferView, shape: readonly number[] | null): boolean {
    const format = formats.get(viewName(view));
    if (format === undefined) return false;
    const number = this.lend(view, writer.pos);
    const start = writer.openExtension();
    writer.writeInt(number);
    writer.writeName(format);
    writer.writeValue(shape, 0);
    writer.closeExtension(ExtensionType.buffer, start);
    return true;
  }

  /** `place`: where in the record the argument is written, by which its call is known. */
  private lend(view: ArrayBufferView, place: number): number {
    this.hasLent = true;
    const { buffer } = view;
    const way = this.wayOf(buffer);
    const lent = buffer instanceof ArrayBuffer ? view : copyOf(view);
    const { words } = this.record;
    words[ControlWord.inUse] = way;
    words[ControlWord.reference] = place;
    this.native.lend(lent);
    return words[ControlWord.reference]!;
  }

  /** Memory that moves, that other threads write to, or that goes with this thread is copied, and what Python sees can only be read. */
  private wayOf(buffer: ArrayBufferLike): number {
    if (isAllocated(buffer)) return Way.shared;
    const isMovable = !(buffer instanceof ArrayBuffer) || (buffer as { resizable?: boolean }).resizable;
    const pinned = (this.pinned ??= new PinnedMemory());
    if (isMovable === true || !pinned.isMainThread) return Way.copied;
    pinned.pin(buffer);
    return Way.pinned;
  }

  /** Reads the payload of an array: a typed array where it has one dimension and its items stand side by side, else an NDArray. */
  read(reader: LaneReader, objects: RemoteObjects): unknown {
    const format = reader.readValue(0) as string;
    const itemBytes = reader.readValue(0) as number;
    const shape = reader.readValue(0) as number[];
    const strides = (reader.readValue(0) as number[]).map((bytes) => bytes / itemBytes);
    const offset = (reader.readValue(0) as number) / itemBytes;
    const reference = reader.readValue(0) as number;
    const isKnown = reader.readValue(0) as boolean;
    const number = reader.readValue(0) as number;
    const { words } = this.record;
    if (isKnown) {
      words[ControlWord.reference] = reference;
      const handle = this.native.handle();
      if (handle !== undefined) return handle;
    }
    words[ControlWord.reference] = number;
    const buffer = this.native.show();
    if (buffer === undefined)
      throw new ValueFault('out-of-memory', 'is an array for which there is no memory.');
    (this.pinned ??= new PinnedMemory()).pin(buffer);
    const letter = format.at(-1)!;
    const maker = classes.find(([letters, bytes]) => bytes === itemBytes && letters.includes(letter))![2];
    const data = new maker(buffer, 0, buffer.byteLength / itemBytes);
    const handle =
      shape.length === 1 && (strides[0] === 1 || shape[0]! <= 1) && letter !== '?'
        ? data
        : new NDArray(data, shape, { strides, offset, ...(letter === '?' ? { dtype: 'bool' } : {}) });
    objects.hold(handle, reference);
    return handle;
  }
}

function copyOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

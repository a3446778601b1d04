import { ExtensionType } from '../../iip/extensions.js';
import { HeapMemory } from '../../iip/heap-memory.js';
import { processLimits } from '../../iip/limits.js';
import { isBytes } from '../../iip/object-kind.js';
import { ValueFault, locate } from '../../iip/value-fault.js';
import { ValueReader } from '../../iip/value-reader.js';
import { readValueType } from '../../iip/value-types.js';
import { ValueWriter } from '../../iip/value-writer.js';
import { isRefused } from '../refused.js';

/** How values get to the other side. */
export interface Crossing {
  /** What becomes of an object that crosses by reference. */
  readonly cross: (value: object) => unknown;
  /** Whether an object crosses by reference although it looks like a value. */
  readonly isHeld: (value: object) => boolean;
}

/**
 * Copies a value as the wire would: it is encoded, and decoded again. What crosses by reference is not copied but given to `cross`, once
 * for each time that it stands in the value.
 *
 * @param path of the value, for errors: `args[0]`, `result`
 * @throws GraftError what the wire throws for values that cannot cross, with the path to them
 */
export function copyValue(value: unknown, { cross, isHeld }: Crossing, path: string): unknown {
  // What nearly every value is: nothing of it can be changed.
  if (typeof value !== 'object' && typeof value !== 'function') {
    if (typeof value !== 'symbol') return value === undefined ? null : value;
  } else if (value === null) return null;
  const writer = new CopyWriter(isHeld);
  try {
    writer.writeValue(value, 0);
    return new CopyReader(writer.references, cross).read(writer.u8, writer.pos);
  } catch (error) {
    throw locate(error, path);
  }
}

/** Writes what crosses by reference as its place in a list. */
class CopyWriter extends ValueWriter {
  readonly references: object[] = [];

  private readonly isHeld: Crossing['isHeld'];

  constructor(isHeld: Crossing['isHeld']) {
    super(new HeapMemory(Number.MAX_SAFE_INTEGER), processLimits.maxDepth);
    this.isHeld = isHeld;
  }

  override writeValue(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null) super.writeValue(value, depth);
    else if (isArguments(value)) super.writeValue(Array.from(value), depth);
    else if (this.isHeld(value)) this.writeReference(value);
    else super.writeValue(value, depth);
  }

  protected override writeOther(value: object, depth: number): void {
    if (ArrayBuffer.isView(value) && !isBytes(value)) this.writeReference(copyOfView(value));
    else super.writeOther(value, depth);
  }

  protected override writeReference(value: object): void {
    if (isRefused(value)) super.writeReference(value);
    const start = this.openExtension();
    this.writeInt(this.references.push(value) - 1);
    this.closeExtension(ExtensionType.reference, start);
  }

  protected override isReference(value: unknown): boolean {
    return typeof value === 'object' || typeof value === 'function';
  }
}

class CopyReader extends ValueReader {
  private readonly references: readonly object[];
  private readonly cross: Crossing['cross'];

  constructor(references: readonly object[], cross: Crossing['cross']) {
    super({ limits: processLimits, strict: false });
    this.references = references;
    this.cross = cross;
  }

  read(bytes: Uint8Array, end: number): unknown {
    this.attach(bytes);
    this.begin(0, end);
    return this.readValue(0);
  }

  protected override readOpaque(type: number, pos: number, length: number): unknown {
    const { pos: after } = this;
    this.pos = pos;
    const value = type === ExtensionType.reference ? this.crossed() : readValueType(this, type, pos + length);
    if (value === undefined && type !== ExtensionType.reference)
      throw new ValueFault('unsupported-value', `a value of extension type ${type} cannot be copied.`);
    this.pos = after;
    return value;
  }

  private crossed(): unknown {
    const value = this.references[this.readValue(0) as number]!;
    return ArrayBuffer.isView(value) ? value : this.cross(value);
  }
}

/** Whether something is what a function knows as `arguments`: a list, whatever it is made of. */
function isArguments(value: object): value is ArrayLike<unknown> {
  return Object.prototype.toString.call(value) === '[object Arguments]';
}

/** Memory is a value: on another machine it is another one. */
function copyOfView(view: ArrayBufferView): ArrayBufferView {
  if (view instanceof DataView)
    return new DataView(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
  return (view as Float64Array).slice();
}

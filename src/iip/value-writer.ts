import { Extension, ExtensionType } from './extensions.js';
import { Float } from './float.js';
import { KeySet } from './key-set.js';
import type { Keywords } from './keywords.js';
import { networkLimits } from './limits.js';
import { entriesOfMap, isBytes, isPlainArray, isPlainObject } from './object-kind.js';
import { ScalarWriter, type WriterMemory } from './scalar-writer.js';
import { unsupported } from './unsupported.js';
import { writeValueType } from './value-types.js';
import { mapSegment, ValueFault, within, withinEntry, withinProperty } from './value-fault.js';

export type { WriterMemory } from './scalar-writer.js';

/**
 * Writes JavaScript's values as MessagePack in the canonical form of docs/iip.md, section 2.
 *
 * Getters and Proxies run code of others, which may come back to the same writer: a nested writing begins at `pos`,
 * puts it back when done, and may have moved the memory. That is why `pos` is always up to date and `u8` and `view`
 * are read anew after every value.
 *
 * What it throws for a value is a {@link ValueFault}; `locate` makes of it the error with the whole path.
 */
export class ValueWriter extends ScalarWriter {
  private readonly maxDepth: number;

  constructor(memory: WriterMemory, maxDepth: number = networkLimits.maxDepth) {
    super(memory);
    this.maxDepth = maxDepth;
  }

  /** Writes any value. `depth`: how many containers it is in; an invocation's argument is in none. */
  writeValue(value: unknown, depth: number): void {
    // Not a switch: compared one by one, typeof needs no call.
    if (typeof value === 'number') this.writeNumber(value);
    else if (typeof value === 'string') this.writeString(value);
    else if (value === null || value === undefined) this.writeByte(0xc0);
    else if (typeof value === 'object') this.writeObject(value, depth);
    else if (typeof value === 'boolean') this.writeByte(value ? 0xc3 : 0xc2);
    else if (typeof value === 'bigint') this.writeBigInt(value);
    else if (typeof value === 'function') this.writeReference(value);
    else throw unsupported(value);
  }

  /** Whether a value crosses as a reference to an object of the receiver's, which is a key like any other there. */
  protected isReference(_value: unknown): boolean {
    return false;
  }

  /** Writes a function, or an object that is no value. Only where an object can be held for the other side there is a way to. */
  protected writeReference(value: object): void {
    throw unsupported(value);
  }

  /** Writes the keyword arguments of a call. Unlike the array of arguments, their map is a level of nesting. */
  writeKeywords(keywords: Keywords): void {
    const start = this.openExtension();
    this.writeProperties(keywords.values, 1);
    this.closeExtension(ExtensionType.keywords, start);
  }

  private writeObject(value: object, depth: number): void {
    if (Array.isArray(value)) {
      this.writeArray(value, depth);
      return;
    }
    const maker: unknown = value.constructor;
    if (maker === Object) this.writePlainObject(value as Record<string, unknown>, depth);
    else if (maker === Float) this.writeFloat((value as Float).value);
    else this.writeOther(value, depth);
  }

  private writeArray(value: readonly unknown[], depth: number): void {
    if (value.constructor !== Array && !isPlainArray(value)) throw unsupported(value);
    this.enter(value, depth);
    const count = value.length;
    // A Proxy may say anything.
    if (count >>> 0 !== count) throw unsupported(value);
    // A frozen array stands for a tuple.
    const start = Object.isFrozen(value) ? this.openExtension() : -1;
    // Before the first item is looked at: an array may be long and empty.
    this.reserve(5 + count);
    this.writeArrayHeader(count);
    let index = 0;
    try {
      for (; index < count; index++) this.writeValue(value[index], depth + 1);
    } catch (error) {
      throw within(error, `[${index}]`, value);
    }
    if (start >= 0) this.closeExtension(ExtensionType.tuple, start);
  }

  private writePlainObject(value: Readonly<Record<string, unknown>>, depth: number): void {
    this.enter(value, depth);
    this.writeProperties(value, depth + 1);
  }

  /** Writes the own properties of `value` as a map; what is in them has `depth`. */
  private writeProperties(value: Readonly<Record<string, unknown>>, depth: number): void {
    const start = this.pos;
    this.writeByte(0x80);
    let count = 0;
    let at: string | undefined;
    let isPlain = true;
    try {
      for (const key in value) {
        if (!Object.prototype.hasOwnProperty.call(value, key)) {
          at = undefined;
          if (isPlainObject(value)) continue;
          isPlain = false;
          break;
        }
        at = key;
        this.writeString(key);
        this.writeValue(value[key], depth);
        count += 1;
      }
    } catch (error) {
      throw at === undefined ? error : withinProperty(error, at, value);
    }
    if (count > 0 && count < 16 && isPlain) this.u8[start] = 0x80 | count;
    else this.closeProperties(value, start, isPlain ? count : 0);
  }

  private closeProperties(value: object, start: number, count: number): void {
    if (count === 0) {
      // Iterators, among others, have no constructor of their own and no properties: they are not the empty object.
      if (isPlainObject(value)) return;
      this.pos = start;
      this.writeReference(value);
      return;
    }
    const end = this.pos;
    const header = count < 0x10000 ? 3 : 5;
    this.reserve(5);
    this.u8.copyWithin(start + header, start + 1, end);
    this.pos = start;
    this.writeMapHeader(count);
    this.pos = end + header - 1;
  }

  protected writeOther(value: object, depth: number): void {
    if (isBytes(value)) {
      this.writeBytes(value);
      return;
    }
    const entries = entriesOfMap(value);
    if (entries !== undefined) this.writeMap(value as ReadonlyMap<unknown, unknown>, entries, depth);
    else if (value instanceof Extension) this.writeExtension(value.type, value.bytes);
    else if (isPlainObject(value)) this.writePlainObject(value as Record<string, unknown>, depth);
    else if (!writeValueType(this, value, depth)) this.writeReference(value);
  }

  private writeMap(
    value: ReadonlyMap<unknown, unknown>,
    entries: Iterable<[unknown, unknown]>,
    depth: number,
  ): void {
    this.enter(value, depth);
    const count = value.size;
    this.writeMapHeader(count);
    let keys: KeySet | undefined;
    let written = 0;
    for (const [key, item] of entries) {
      if (++written > count) break;
      if (typeof key !== 'string') {
        keys ??= new KeySet();
        if (!KeySet.takes(key)) {
          if (!this.isReference(key)) throw unsupported(key, 'as a key of a Map');
          this.writeValue(key, depth + 1);
          this.writeValue(item, depth + 1);
          continue;
        }
        if (!keys.add(key)) {
          const message = 'is a key that Python takes for another one of this Map.';
          const remedy = 'There equal numbers of any type are the same key, and true is 1 and false 0.';
          throw new ValueFault('duplicate-key', message, remedy).within(mapSegment(key), value);
        }
      }
      try {
        this.writeValue(key, depth + 1);
        this.writeValue(item, depth + 1);
      } catch (error) {
        throw withinEntry(error, key, value);
      }
    }
    if (written !== count) throw new ValueFault('unsupported-value', 'changed while it was sent.');
  }

  /** Begins a container that is in `depth` others. */
  enter(value: object, depth: number): void {
    if (depth < this.maxDepth) return;
    throw new ValueFault('too-deep', `is inside more than ${this.maxDepth} containers.`).within('', value);
  }
}

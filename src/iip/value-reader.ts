import { ExtensionType, type Extension } from './extensions.js';
import { Float } from './float.js';
import { KeyCache, KeyKind, kindOfKey, type CachedKey } from './key-cache.js';
import { KeySet } from './key-set.js';
import { ObjectShape } from './object-shape.js';
import { ScalarReader, type ScalarReaderOptions } from './scalar-reader.js';
import { shortTextBytes } from './short-text.js';
import { isId, type Id } from './string-map.js';
import { ValueFault, within, withinEntry, withinProperty } from './value-fault.js';

export type { ScalarReaderOptions as ValueReaderOptions } from './scalar-reader.js';

/** Larger objects are rarely alike. */
const mostShapedKeys = 32;
const scalarTypes: ReadonlySet<number> = new Set([
  ExtensionType.int,
  ExtensionType.string,
  ExtensionType.utf16,
  ExtensionType.latin1,
]);

type StringKeyed = Record<string, unknown>;
type Entries = Map<unknown, unknown>;

/**
 * Reads MessagePack values: every form that MessagePack defines, within the limits of docs/iip.md, section 2. It checks
 * declared lengths before it allocates, and reports the first fault in the order of the bytes.
 *
 * What it throws is a {@link ValueFault}; `locate` makes of it the error with the whole path.
 */
export class ValueReader extends ScalarReader {
  private readonly keys = new KeyCache();
  /** Where the shapes of objects begin; undefined where none are used. */
  private readonly noKeys: ObjectShape | undefined;
  /** The values of the objects that are being read, the innermost object's last. */
  private readonly values: unknown[] = [];
  private top = 0;
  /** How many containers the extension that is being read is in. */
  private extensionDepth = 0;

  constructor(options: ScalarReaderOptions = {}) {
    super(options);
    this.noKeys = options.shapes === true ? ObjectShape.empty() : undefined;
  }

  /** Reads the next value. `depth`: how many containers it is in. */
  readValue(depth: number): unknown {
    const { u8, pos } = this;
    if (pos >= this.end) throw this.cutOff();
    if (this.isCounted) this.countValue();
    const token = u8[pos]!;
    this.pos = pos + 1;
    if (token < 0x80) return token;
    if (token < 0x90) return this.readMap(token & 0x0f, depth);
    if (token < 0xa0) return this.readArray(token & 0x0f, depth);
    if (token < 0xc0) return this.readString(token & 0x1f);
    if (token >= 0xe0) return token - 0x100;
    switch (token) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xcb:
        return this.toFloat(this.view.getFloat64(this.take(8)));
      case 0xcc:
        return u8[this.take(1)]!;
      case 0xcd:
        this.take(2);
        return (u8[pos + 1]! << 8) | u8[pos + 2]!;
      case 0xce:
        return this.view.getUint32(this.take(4));
      default:
        return this.readWide(token, depth);
    }
  }

  /** Reads the forms with a longer header: apart, since a small readValue is much faster than one with every case. */
  private readWide(token: number, depth: number): unknown {
    switch (token) {
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.readString(this.readLength(token - 0xd9));
      case 0xdc:
      case 0xdd:
        return this.readArray(this.readLength(token - 0xdb), depth);
      case 0xde:
      case 0xdf:
        return this.readMap(this.readLength(token - 0xdd), depth);
      default:
        this.extensionDepth = depth;
        return this.readRare(token);
    }
  }

  /** Reads the header of an array, whose items are read next one by one. -1, and nothing read, where none begins. */
  readArrayHeader(): number {
    if (!this.isAtArray) return -1;
    const token = this.readToken();
    const count = token < 0xa0 ? token & 0x0f : this.readLength(token - 0xdb);
    this.enter(count, 0);
    return count;
  }

  /** Reads the header of a map, whose keys and values are read next one by one. */
  readMapHeader(): number {
    const token = this.readToken();
    if ((token & 0xf0) !== 0x80 && token !== 0xde && token !== 0xdf)
      throw this.malformed('no map', this.pos - 1);
    const count = token < 0x90 ? token & 0x0f : this.readLength(token - 0xdd);
    this.enter(count * 2, 0);
    return count;
  }

  /** Whether the next value is a float, which after reading may look like an int. */
  get isAtFloat(): boolean {
    const token = this.peekToken();
    return token === 0xca || token === 0xcb;
  }

  /** Whether the next value is an array. */
  get isAtArray(): boolean {
    const token = this.peekToken();
    return (token & 0xf0) === 0x90 || token === 0xdc || token === 0xdd;
  }

  /** Whether equal keys, and equal items of a set, are to be looked for. */
  get checksKeys(): boolean {
    return this.isStrict;
  }

  /** Reads a number that a peer has chosen for something. A float is none, also an integral one. */
  readId(): Id {
    const { isAtFloat } = this;
    const value = this.readValue(0);
    if (isAtFloat || !isId(value)) throw this.malformed('no id');
    return value;
  }

  /** A reader of the payload of an extension: a body of its own, read in the same way. */
  payloadReader({ bytes }: Extension): ValueReader {
    // Whoever makes texts of other memory knows nothing of the payload.
    const options: { -readonly [Name in keyof ScalarReaderOptions]: ScalarReaderOptions[Name] } = {
      ...this.options,
    };
    delete options.readText;
    const reader = new ValueReader(options);
    reader.attach(bytes);
    return reader;
  }

  /** Reads what is neither a container nor an extension other than those of ints and strings. */
  readScalar(): unknown {
    const token = this.peekToken();
    const typeAt = token >= 0xc7 && token <= 0xc9 ? 1 + (1 << (token - 0xc7)) : 1;
    const isExtension = (token >= 0xc7 && token <= 0xc9) || (token >= 0xd4 && token <= 0xd8);
    if (isExtension && this.pos + typeAt < this.end && !scalarTypes.has(this.u8[this.pos + typeAt]!)) {
      throw this.malformed('an extension stands where a scalar must');
    }
    return this.readFlat();
  }

  /** Reads a value that may not be an array or a map. `depth`: how many containers it is in. */
  readFlat(depth = 0): unknown {
    if (isContainer(this.peekToken())) {
      this.readToken();
      throw this.malformed('an array or a map stands where neither may', this.pos - 1);
    }
    return this.readValue(depth);
  }

  /**
   * Reads the payload of the extension that was met last, which ends at `end`: `read` is given how many containers the extension is in.
   * Unlike with {@link payloadReader}, its values count as values of the body, and its containers as inside the extension's.
   */
  readExtensionBody<T>(end: number, read: (reader: this, depth: number) => T): T {
    const behind = this.end;
    this.end = end;
    const value = read(this, this.extensionDepth);
    if (this.pos !== end) throw this.malformed('an extension goes on behind its last value');
    this.end = behind;
    return value;
  }

  /** Begins a container that is in `depth` others. */
  enter(leastBytes: number, depth: number): void {
    if (depth >= this.limits.maxDepth) {
      throw new ValueFault('too-deep', `is inside more than ${this.limits.maxDepth} containers.`);
    }
    if (leastBytes > this.end - this.pos) throw this.cutOff();
  }

  private readArray(count: number, depth: number): unknown[] {
    this.enter(count, depth);
    const items = new Array<unknown>(count);
    let index = 0;
    try {
      for (; index < count; index++) items[index] = this.readValue(depth + 1);
    } catch (error) {
      throw within(error, `[${index}]`, items);
    }
    return items;
  }

  /** Reads a map of `count` pairs. */
  private readMap(count: number, depth: number): StringKeyed | Entries {
    this.enter(count * 2, depth);
    const { noKeys } = this;
    if (noKeys === undefined || count === 0 || count > mostShapedKeys)
      return this.readShortKeys({}, 0, count, depth);
    return this.readShaped(noKeys, count, depth);
  }

  /** The next key where it is short ASCII; otherwise undefined, and it is to be read again. */
  private readShortKey(): CachedKey | undefined {
    const { pos } = this;
    const length = this.peekToken() - 0xa0;
    if (length < 0 || length > shortTextBytes) return undefined;
    this.readToken();
    const key = this.keys.find(this.u8, this.view, this.take(length), length);
    if (key === undefined) {
      this.pos = pos;
      this.valuesLeft += 1;
    }
    return key;
  }

  /** Reads a map whose keys are followed through the shapes; from a key on that has none, it goes on key by key. */
  private readShaped(noKeys: ObjectShape, count: number, depth: number): StringKeyed | Entries {
    const { values } = this;
    const base = this.top;
    let shape = noKeys;
    let done = 0;
    try {
      for (; done < count; done++) {
        const start = this.pos;
        const key = this.readShortKey();
        if (key === undefined) break;
        const larger = key.kind === KeyKind.plain ? shape.with(key.text) : undefined;
        if (larger === undefined) {
          this.pos = start;
          this.valuesLeft += 1;
          break;
        }
        shape = larger;
        this.top = base + done + 1;
        values[base + done] = this.readValue(depth + 1);
      }
    } catch (error) {
      values.length = base;
      const key = shape.keys[done];
      throw key === undefined ? error : withinProperty(error, key, {});
    } finally {
      this.top = base;
    }
    const object = shape.make(values, base);
    // What the stack held would otherwise live as long as the reader.
    for (let at = base; at < base + done; at++) values[at] = undefined;
    return done === count ? object : this.readShortKeys(object, done, count, depth);
  }

  /**
   * Goes on with a map of which `done` pairs are in `object`, while its keys are short ASCII; at the first other one
   * {@link readPairs} goes on.
   */
  private readShortKeys(
    object: StringKeyed,
    done: number,
    count: number,
    depth: number,
  ): StringKeyed | Entries {
    for (let index = done; index < count; index++) {
      const start = this.pos;
      const key = this.readShortKey();
      if (key === undefined || key.kind === KeyKind.index) {
        if (key !== undefined) {
          this.pos = start;
          this.valuesLeft += 1;
        }
        return this.readPairs(object, index, count, depth);
      }
      try {
        const value = this.readValue(depth + 1);
        if (key.kind === KeyKind.plain) object[key.text] = value;
        else defineOwn(object, key.text, value);
      } catch (error) {
        throw withinProperty(error, key.text, object);
      }
    }
    if (this.isStrict && Object.keys(object).length !== count) throw duplicateKey();
    return object;
  }

  /**
   * Goes on with a map of which `done` pairs are in `object`, none of them under an array index. It stays an object
   * while all keys are strings that an object lists in the order in which they came; otherwise it becomes a Map.
   */
  private readPairs(object: StringKeyed, done: number, count: number, depth: number): StringKeyed | Entries {
    let lastIndex = done === 0 ? -1 : Infinity;
    for (let index = done; index < count; index++) {
      const { pos: start, valuesLeft } = this;
      const key = this.readKey(depth);
      const kind = typeof key === 'string' ? kindOfKey(key) : KeyKind.plain;
      const isInOrder = kind !== KeyKind.index || Number(key) > lastIndex;
      if (typeof key !== 'string' || !isInOrder) {
        this.pos = start;
        this.valuesLeft = valuesLeft;
        return this.readEntries(object, index, count, depth);
      }
      lastIndex = kind === KeyKind.index ? Number(key) : Infinity;
      try {
        const value = this.readValue(depth + 1);
        if (kind === KeyKind.inherited) defineOwn(object, key, value);
        else object[key] = value;
      } catch (error) {
        throw withinProperty(error, key, object);
      }
    }
    if (this.isStrict && Object.keys(object).length !== count) throw duplicateKey();
    return object;
  }

  /** Goes on, as a Map, with a map of which `done` pairs are in `object`. */
  private readEntries(object: StringKeyed, done: number, count: number, depth: number): Entries {
    const entries: Entries = new Map(Object.entries(object));
    const keys = new KeySet();
    let isDuplicate = entries.size !== done;
    for (let index = done; index < count; index++) {
      const key = this.readKey(depth);
      try {
        const value = this.readValue(depth + 1);
        if (typeof key !== 'string' && this.isStrict && !keys.add(key)) isDuplicate = true;
        entries.set(key, value);
      } catch (error) {
        throw withinEntry(error, key, entries);
      }
    }
    if (this.isStrict && (isDuplicate || entries.size !== count)) throw duplicateKey();
    return entries;
  }

  private readKey(depth: number): unknown {
    const key = this.readFlat(depth + 1);
    // A Map makes 0 of -0.
    return this.isExact && key === 0 && 1 / key < 0 ? new Float(key) : key;
  }
}

function isContainer(token: number): boolean {
  return (token >= 0x80 && token < 0xa0) || (token >= 0xdc && token < 0xe0);
}

function duplicateKey(): ValueFault {
  return new ValueFault('duplicate-key', 'has two keys that are the same.');
}

function defineOwn(object: StringKeyed, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

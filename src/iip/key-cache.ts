import { readShortText, shortTextBytes } from './short-text.js';

const slotBits = 10;
const slots = 1 << slotBits;

/** How a key goes into an object. */
export const KeyKind = {
  /** By assignment. */
  plain: 0,
  /** An array index: objects put these first, in ascending order. */
  index: 1,
  /** By definition: assignment would meet what every object inherits (`__proto__`, or a frozen `toString`). */
  inherited: 2,
} as const;

export type KeyKind = (typeof KeyKind)[keyof typeof KeyKind];

/** A key of a map as a string, made once for many maps. */
export class CachedKey {
  readonly text: string;
  readonly kind: KeyKind;
  constructor(text: string) {
    // As the engine keeps the keys of objects: looked up once here, and not at each use.
    this.text = Object.keys({ [text]: 0 })[0]!;
    this.kind = kindOfKey(text);
  }
}

/** How `text` goes into an object as a key. */
export function kindOfKey(text: string): KeyKind {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) {
    const number = Number(text);
    return number < 2 ** 32 - 1 && String(number) === text && Number.isInteger(number)
      ? KeyKind.index
      : KeyKind.plain;
  }
  return text in Object.prototype ? KeyKind.inherited : KeyKind.plain;
}

/**
 * Remembers short ASCII keys, so that a key that comes again costs a comparison and not a new string. One slot a hash,
 * the later key wins: the memory is bounded, and keys made to collide cost what keys without a cache cost.
 */
export class KeyCache {
  private readonly keys = new Array<CachedKey | undefined>(slots).fill(undefined);
  /** Of the key in each slot: its first four bytes, its last four, how many it has. Together all of up to eight. */
  private readonly firsts = new Int32Array(slots);
  private readonly lasts = new Int32Array(slots);
  private readonly lengths = new Uint8Array(slots);

  /** The key of `length` bytes at `pos`, or undefined where it is not short ASCII. */
  find(u8: Uint8Array, view: DataView, pos: number, length: number): CachedKey | undefined {
    let first: number;
    let last = 0;
    if (length >= 4) {
      first = view.getInt32(pos);
      last = view.getInt32(pos + length - 4);
    } else if (length > 1) first = view.getUint16(pos) | (u8[pos + length - 1]! << 16);
    else if (length === 1) first = u8[pos]!;
    else return undefined;
    const slot =
      ((Math.imul(first, 0x9e3779b1) ^ Math.imul(last, 0x85ebca77)) + length * 0x3fffff) >>> (32 - slotBits);
    if (this.firsts[slot] === first && this.lasts[slot] === last && this.lengths[slot] === length) {
      const known = this.keys[slot]!;
      if (length <= 8 || hasMiddle(known.text, u8, pos, length)) return known;
    }
    const text = length > shortTextBytes ? undefined : readShortText(u8, pos, length);
    if (text?.length !== length) return undefined;
    this.firsts[slot] = first;
    this.lasts[slot] = last;
    this.lengths[slot] = length;
    return (this.keys[slot] = new CachedKey(text));
  }
}

function hasMiddle(text: string, u8: Uint8Array, pos: number, length: number): boolean {
  for (let index = 4; index < length - 4; index++) {
    if (text.charCodeAt(index) !== u8[pos + index]) return false;
  }
  return true;
}

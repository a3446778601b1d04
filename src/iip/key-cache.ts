import { readShortText, shortTextBytes } from './short-text.js';

const slots = 1024;

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
    this.text = text;
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
 * Remembers short ASCII keys, so that a key that comes again costs a comparison and not a new string. One slot a hash, the
 * later key wins: the memory is bounded, and keys made to collide cost what keys without a cache cost.
 */
export class KeyCache {
  private readonly keys: (CachedKey | undefined)[] = new Array<CachedKey | undefined>(slots).fill(undefined);

  /** The key of `length` bytes at `pos`, or undefined where it is not short ASCII. */
  find(u8: Uint8Array, pos: number, length: number): CachedKey | undefined {
    if (length > shortTextBytes || length === 0) return undefined;
    const last = pos + length - 1;
    const middle = u8[pos + (length >> 1)]!;
    const slot = (u8[pos]! * 7 + u8[last]! * 31 + middle * 131 + length * 61) & (slots - 1);
    const known = this.keys[slot];
    if (known !== undefined && isSame(known.text, u8, pos, length)) return known;
    return this.add(u8, pos, length, slot);
  }

  private add(u8: Uint8Array, pos: number, length: number, slot: number): CachedKey | undefined {
    const text = readShortText(u8, pos, length);
    if (text?.length !== length) return undefined;
    const key = new CachedKey(text);
    this.keys[slot] = key;
    return key;
  }
}

function isSame(text: string, u8: Uint8Array, pos: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let index = 0; index < length; index++) {
    if (text.charCodeAt(index) !== u8[pos + index]) return false;
  }
  return true;
}

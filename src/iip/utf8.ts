// UTF-8, and WTF-8: UTF-8 in which a lone surrogate is three bytes (docs/iip.md, extension 2).

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;
const codePointOf = (high: number, low: number): number => 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff);

/** The bytes of `text` in UTF-8, or in WTF-8 where it has lone surrogates. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isHigh(unit) && index + 1 < text.length && isLow(text.charCodeAt(index + 1))) {
      bytes += 2;
      index += 1;
    } else bytes += 2;
  }
  return bytes;
}

/**
 * Writes the units of `text` from `from` on at `pos`, as UTF-8.
 *
 * @returns the position behind it, or -1 at a lone surrogate
 */
export function writeUtf8(text: string, from: number, u8: Uint8Array, pos: number): number {
  return write(text, from, u8, pos, false);
}

/** Writes `text` at `pos` as WTF-8: a lone surrogate is three bytes. Returns the position behind it. */
export function writeWtf8(text: string, u8: Uint8Array, pos: number): number {
  return write(text, 0, u8, pos, true);
}

function write(text: string, from: number, u8: Uint8Array, pos: number, surrogates: boolean): number {
  for (let index = from; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      u8[pos++] = unit;
    } else if (unit < 0x800) {
      u8[pos++] = 0xc0 | (unit >> 6);
      u8[pos++] = 0x80 | (unit & 0x3f);
    } else {
      const next = isHigh(unit) && index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
      if (isLow(next)) {
        const codePoint = codePointOf(unit, next);
        u8[pos++] = 0xf0 | (codePoint >> 18);
        u8[pos++] = 0x80 | ((codePoint >> 12) & 0x3f);
        u8[pos++] = 0x80 | ((codePoint >> 6) & 0x3f);
        u8[pos++] = 0x80 | (codePoint & 0x3f);
        index += 1;
      } else {
        if (!surrogates && (unit & 0xf800) === 0xd800) return -1;
        u8[pos++] = 0xe0 | (unit >> 12);
        u8[pos++] = 0x80 | ((unit >> 6) & 0x3f);
        u8[pos++] = 0x80 | (unit & 0x3f);
      }
    }
  }
  return pos;
}

const unitsAtOnce = 4096;

/**
 * Reads `length` bytes at `pos` as UTF-8; with `surrogates`, as WTF-8.
 *
 * @returns the text, or undefined where the bytes are neither: overlong, cut off, above U+10FFFF, a surrogate (of
 * WTF-8: a pair of them that UTF-8 writes as one character)
 */
export function readUtf8(
  u8: Uint8Array,
  pos: number,
  length: number,
  surrogates = false,
): string | undefined {
  const end = pos + length;
  const units: number[] = [];
  let text = '';
  let previous = 0;
  while (pos < end) {
    if (units.length >= unitsAtOnce) {
      text += String.fromCharCode(...units);
      units.length = 0;
    }
    const first = u8[pos++]!;
    if (first < 0x80) {
      units.push((previous = first));
      continue;
    }
    const more = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
    if (more === 0 || more > end - pos) return undefined;
    let codePoint = first & (0x3f >> more);
    for (let index = 0; index < more; index++) {
      const next = u8[pos++]!;
      if ((next & 0xc0) !== 0x80) return undefined;
      codePoint = (codePoint << 6) | (next & 0x3f);
    }
    if (codePoint > 0xffff) {
      if (codePoint > 0x10ffff) return undefined;
      units.push(0xd7c0 + (codePoint >> 10), 0xdc00 | (codePoint & 0x3ff));
      previous = 0;
    } else {
      if ((more === 2 && codePoint < 0x800) || more === 3) return undefined;
      if ((codePoint & 0xf800) === 0xd800 && (!surrogates || (isLow(codePoint) && isHigh(previous))))
        return undefined;
      units.push((previous = codePoint));
    }
  }
  return text + String.fromCharCode(...units);
}

import { Extension } from '../../src/iip/extensions.js';
import { Float } from '../../src/iip/float.js';

/** A value as test/vectors writes it in JSON: what it is, apart from any language and any form on the wire. */
export type Tagged =
  | null
  | boolean
  | { readonly int: string }
  | { readonly float: string }
  | { readonly str: string }
  /** A string with lone surrogates, as the hex of its WTF-8: parsers of JSON disagree about those. */
  | { readonly wtf8: string }
  | { readonly bin: string }
  | { readonly array: readonly Tagged[] }
  | { readonly map: readonly (readonly [Tagged, Tagged])[] }
  | { readonly ext: readonly [type: number, payload: string] };

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

/** What a float is called in JSON, which has no NaN and no -0. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

export function parseFloatName(name: string): number {
  const names: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity, '-0': -0 };
  return names[name] ?? Number(name);
}

/** WTF-8 of any JavaScript string; written anew here, so that the tests do not believe what they test. */
export function wtf8Of(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
    }
  }
  return Uint8Array.from(bytes);
}

function textOfWtf8(bytes: Uint8Array): string {
  const units: number[] = [];
  for (let pos = 0; pos < bytes.length; pos += 0) {
    const first = bytes[pos] as number;
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    let code = size === 1 ? first : first & (0xff >> (size + 1));
    for (const next of bytes.subarray(pos + 1, pos + size)) code = (code << 6) | (next & 63);
    units.push(code);
    pos += size;
  }
  return units.map((code) => String.fromCodePoint(code)).join('');
}

const isWellFormed = (text: string): boolean => Buffer.from(text, 'utf8').toString('utf8') === text;

export function taggedString(text: string): Tagged {
  return isWellFormed(text) ? { str: text } : { wtf8: toHex(wtf8Of(text)) };
}

/** The JavaScript value, floats exact. */
export function fromTagged(tagged: Tagged): unknown {
  if (tagged === null || typeof tagged === 'boolean') return tagged;
  if ('int' in tagged) {
    const value = BigInt(tagged.int);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if ('float' in tagged) {
    const value = parseFloatName(tagged.float);
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? new Float(value) : value;
  }
  if ('str' in tagged) return tagged.str;
  if ('wtf8' in tagged) return textOfWtf8(fromHex(tagged.wtf8));
  if ('bin' in tagged) return fromHex(tagged.bin);
  if ('array' in tagged) return tagged.array.map(fromTagged);
  if ('ext' in tagged) return new Extension(tagged.ext[0], fromHex(tagged.ext[1]));
  return new Map(tagged.map.map(([key, value]) => [keyFromTagged(key), fromTagged(value)]));
}

/** A Map makes 0 of -0. */
function keyFromTagged(key: Tagged): unknown {
  const value = fromTagged(key);
  return Object.is(value, -0) ? new Float(-0) : value;
}

/** What a JavaScript value, floats exact, is in JSON. */
export function toTagged(value: unknown): Tagged {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return taggedString(value);
    case 'bigint':
      return { int: String(value) };
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? { int: String(value) }
        : { float: formatFloat(value) };
    default:
      return objectToTagged(value as object | null);
  }
}

function objectToTagged(value: object | null): Tagged {
  if (value === null) return null;
  if (value instanceof Float) return { float: formatFloat(value.value) };
  if (value instanceof Extension) return { ext: [value.type, toHex(value.bytes)] };
  if (value instanceof Uint8Array) return { bin: toHex(value) };
  if (Array.isArray(value)) return { array: value.map(toTagged) };
  const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  return { map: entries.map(([key, item]) => [toTagged(key), toTagged(item)]) };
}

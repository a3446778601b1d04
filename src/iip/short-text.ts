import { readUtf8 } from './utf8.js';

/** Texts of so many bytes at most are made by {@link readShortText}; longer ones by whoever is quicker with those. */
export const shortTextBytes = 24;

const { fromCharCode } = String;
/** One array for each length, used again and again: its items are the arguments of fromCharCode. */
const unitsOfLength: readonly number[][] = Array.from({ length: shortTextBytes + 1 }, (_, length) =>
  new Array<number>(length).fill(0),
);

/**
 * Reads up to {@link shortTextBytes} bytes at `pos` as UTF-8. So few are quicker made from numbers than by a decoder.
 *
 * @returns undefined where they are not UTF-8
 */
export function readShortText(u8: Uint8Array, pos: number, length: number): string | undefined {
  for (let index = pos; index < pos + length; index++) {
    if (u8[index]! >= 0x80) return readUtf8(u8, pos, length);
  }
  switch (length) {
    case 0:
      return '';
    case 1:
      return fromCharCode(u8[pos]!);
    case 2:
      return fromCharCode(u8[pos]!, u8[pos + 1]!);
    case 3:
      return fromCharCode(u8[pos]!, u8[pos + 1]!, u8[pos + 2]!);
    case 4:
      return fromCharCode(u8[pos]!, u8[pos + 1]!, u8[pos + 2]!, u8[pos + 3]!);
    case 5:
      return fromCharCode(u8[pos]!, u8[pos + 1]!, u8[pos + 2]!, u8[pos + 3]!, u8[pos + 4]!);
    case 6:
      return fromCharCode(u8[pos]!, u8[pos + 1]!, u8[pos + 2]!, u8[pos + 3]!, u8[pos + 4]!, u8[pos + 5]!);
    case 7:
      return fromCharCode(
        u8[pos]!,
        u8[pos + 1]!,
        u8[pos + 2]!,
        u8[pos + 3]!,
        u8[pos + 4]!,
        u8[pos + 5]!,
        u8[pos + 6]!,
      );
    case 8:
      return fromCharCode(
        u8[pos]!,
        u8[pos + 1]!,
        u8[pos + 2]!,
        u8[pos + 3]!,
        u8[pos + 4]!,
        u8[pos + 5]!,
        u8[pos + 6]!,
        u8[pos + 7]!,
      );
    default: {
      const units = unitsOfLength[length]!;
      for (let index = 0; index < length; index++) units[index] = u8[pos + index]!;
      return fromCharCode(...units);
    }
  }
}

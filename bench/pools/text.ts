import { createRandom } from './random.js';

export const encodings = ['ascii', 'latin1', 'bmp', 'astral'] as const;
export type Encoding = (typeof encodings)[number];

/** Bytes of UTF-8 in one period, for every encoding: what makes 100 B and 10 kB exact whatever the characters. */
export const periodBytes = 25;

type Span = readonly [first: number, last: number];

const letters: Span = [0x61, 0x7a];
const accented: Span = [0xe0, 0xf6];
const cyrillic: Span = [0x430, 0x44f];
const han: Span = [0x4e00, 0x9fa5];
const emoji: Span = [0x1f600, 0x1f64f];

// How many characters of which range make one period; 25 bytes of UTF-8 each.
const recipes: Readonly<Record<Encoding, readonly (readonly [count: number, span: Span])[]>> = {
  ascii: [[25, letters]],
  latin1: [
    [15, letters],
    [5, accented],
  ],
  bmp: [
    [3, letters],
    [8, cyrillic],
    [2, han],
  ],
  astral: [
    [3, letters],
    [2, cyrillic],
    [2, han],
    [3, emoji],
  ],
};

const tapePeriods = 2048;
const mixedPeriods = 4;

/**
 * A maker of strings of `bytes` bytes of UTF-8 (a multiple of 25), no two alike. Each is a new flat sequential string:
 * read out of a Buffer, never joined, sliced or interned, one byte a character for ASCII and Latin-1, two otherwise.
 */
export function createTextMaker(encoding: Encoding, bytes: number, seed: number): () => string {
  const periods = bytes / periodBytes;
  if (!Number.isInteger(periods) || periods < 1)
    throw new RangeError(`${bytes} is no multiple of ${periodBytes}`);
  const random = createRandom(seed);
  const tape = writeTape(encoding, random);
  const unitBytes = encoding === 'ascii' || encoding === 'latin1' ? 1 : 2;
  const unitsPerPeriod = tape.length / tapePeriods;
  const source = Buffer.from(tape, unitBytes === 1 ? 'latin1' : 'utf16le');
  const step = unitsPerPeriod * unitBytes;
  const scratch = Buffer.alloc(periods * step);
  return () => {
    // Periods chosen one by one make the text differ from every other; the rest of a long one is a run of the tape.
    const mixed = Math.min(periods, mixedPeriods);
    for (let period = 0; period < mixed; period++) {
      const from = random(tapePeriods) * step;
      source.copy(scratch, period * step, from, from + step);
    }
    if (periods > mixed) {
      const from = random(tapePeriods - (periods - mixed)) * step;
      source.copy(scratch, mixed * step, from, from + (periods - mixed) * step);
    }
    return scratch.toString(unitBytes === 1 ? 'latin1' : 'utf16le');
  };
}

function writeTape(encoding: Encoding, random: (limit: number) => number): string {
  const parts: string[] = [];
  for (let period = 0; period < tapePeriods; period++) {
    const characters: string[] = [];
    for (const [count, [first, last]] of recipes[encoding]) {
      for (let index = 0; index < count; index++) {
        characters.push(String.fromCodePoint(first + random(last - first + 1)));
      }
    }
    parts.push(shuffled(characters, random).join(''));
  }
  return parts.join('');
}

function shuffled(characters: readonly string[], random: (limit: number) => number): string[] {
  const order = [...characters];
  for (let index = order.length - 1; index > 0; index--) {
    const other = random(index + 1);
    [order[index], order[other]] = [order[other] ?? '', order[index] ?? ''];
  }
  return order;
}

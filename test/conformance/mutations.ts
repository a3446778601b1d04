import fc from 'fast-check';

/** A source of small whole numbers below a bound. */
export type Random = (bound: number) => number;

/** Numbers that a seed determines (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

type Mutation = (bytes: Uint8Array, other: Uint8Array, random: Random) => Uint8Array;

/** Bytes that announce something: headers of every kind. */
const announcing = [
  0xdc, 0xdd, 0xde, 0xdf, 0xd9, 0xda, 0xdb, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xc1, 0xcf, 0xd3,
];

const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const mutations: readonly Mutation[] = [
  // One bit.
  (bytes, _, random) => {
    const copy = bytes.slice();
    const at = random(copy.length);
    copy[at] = (copy[at] as number) ^ (1 << random(8));
    return copy;
  },
  // Cut off, anywhere.
  (bytes, _, random) => bytes.slice(0, random(bytes.length)),
  // A piece of another in the middle.
  (bytes, other, random) => {
    const at = random(bytes.length);
    const from = random(other.length);
    const piece = other.slice(from, from + random(12));
    return concat(bytes.slice(0, at), piece, bytes.slice(at + random(piece.length + 1)));
  },
  // Something longer announced than there is.
  (bytes, _, random) => {
    const copy = bytes.slice();
    copy[random(copy.length)] = announcing[random(announcing.length)] as number;
    return copy;
  },
  // A length field with an edge in it.
  (bytes, _, random) => {
    const copy = bytes.slice();
    const at = random(copy.length);
    const edge = [0x00, 0x01, 0x7f, 0x80, 0xff][random(5)] as number;
    copy.fill(edge, at, at + 1 + random(4));
    return copy;
  },
  // More than one value.
  (bytes, other) => concat(bytes, other),
  // Inside of containers, up to and beyond the limit of levels.
  (bytes, _, random) => {
    const levels = [3, 510, 511, 512, 513][random(5)] as number;
    return concat(new Uint8Array(levels).fill(0x91), bytes);
  },
];

/** One change of `bytes`, of the kind that faults and attackers make. `other`: another input to take from. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0 || other.length === 0) return other;
  return (mutations[random(mutations.length)] as Mutation)(bytes, other, random);
}

/** What is not even meant to be MessagePack, though half of it begins like it. */
export function noise(random: Random): Uint8Array {
  const length = 1 + random(60);
  return Uint8Array.from({ length }, () => (random(2) === 0 ? random(0x100) : 0x80 + random(0x80)));
}

/** `count` samples that the seed determines. */
export function sample<T>(arbitrary: fc.Arbitrary<T>, count: number, seed: number): T[] {
  return fc.sample(arbitrary, { numRuns: count, seed });
}

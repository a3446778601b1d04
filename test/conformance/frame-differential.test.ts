import { afterAll, describe, expect, it } from 'vitest';
import { answersTo, disagreements } from './disagreements.js';
import { encodeFrameRow } from './encode-frame.js';
import { frames } from './frame-arbitraries.js';
import { createRandom, mutate, sample, type Random } from './mutations.js';
import { declareNativeGap, nativeImplementation, pythonImplementation } from './other-implementations.js';
import { runs, seed } from './runs.js';

/** Mends the length, without which a changed frame would be refused for that alone. */
function mended(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length < 16 || random(8) === 0) return bytes;
  new DataView(bytes.buffer).setUint32(0, bytes.length, true);
  return bytes;
}

/** Sets one byte of the header or of what follows it to something small. */
function headerChanged(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  copy[4 + random(Math.min(40, copy.length - 4))] = random(20);
  return copy;
}

/** A quarter each of canonical frames, of the same in other forms, and of those changed in two ways. */
function inputs(): Uint8Array[] {
  const random = createRandom(seed);
  const quarter = Math.ceil(runs / 4);
  const rows = sample(frames, quarter, seed);
  const valid = [
    ...rows.map((row) => encodeFrameRow(row)),
    ...rows.map((row) => encodeFrameRow(row, random)),
  ];
  const any = (): Uint8Array => valid[random(valid.length)] as Uint8Array;
  const changed = Array.from({ length: quarter }, () => mended(mutate(any(), any(), random), random));
  return [...valid, ...changed, ...Array.from({ length: quarter }, () => headerChanged(any(), random))];
}

describe(`the implementations on ${runs} frames and changed frames (seed ${seed})`, () => {
  const answers = answersTo('frame', inputs());

  it('are given frames of which a good part is valid', () => {
    expect(answers.ours.filter((answer) => answer.startsWith('ok')).length).toBeGreaterThan(runs / 4);
  });

  it('give the same verdict and the same canonical bytes in TypeScript and in Python', async () => {
    expect(await disagreements(answers, pythonImplementation())).toEqual([]);
  });

  const native = nativeImplementation();
  afterAll(() => {
    if (native === undefined) declareNativeGap('the comparison on frames');
  });
  it.skipIf(native === undefined)('give the same in TypeScript and in C++', async () => {
    expect(await disagreements(answers, native!)).toEqual([]);
  });
});

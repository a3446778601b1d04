import { afterAll, describe, expect, it } from 'vitest';
import { longScalars, values } from './arbitraries.js';
import { answersTo, disagreements } from './disagreements.js';
import { encodeTagged } from './encode-tagged.js';
import { createRandom, mutate, noise, sample } from './mutations.js';
import { declareNativeGap, nativeImplementation, pythonImplementation } from './other-implementations.js';
import { runs, seed } from './runs.js';

/** A quarter each of canonical values, of the same in other forms, of those changed, and of noise. */
function inputs(): Uint8Array[] {
  const random = createRandom(seed);
  const quarter = Math.ceil(runs / 4);
  const tagged = [...sample(values, quarter, seed), ...sample(longScalars, 8, seed)];
  const canonical = tagged.map((value) => Uint8Array.from(encodeTagged(value)));
  const lenient = tagged.map((value) => Uint8Array.from(encodeTagged(value, random)));
  const valid = [...canonical, ...lenient];
  const any = (): Uint8Array => valid[random(valid.length)] as Uint8Array;
  const changed = Array.from({ length: quarter }, () => mutate(any(), any(), random));
  return [...valid, ...changed, ...Array.from({ length: quarter }, () => noise(random))];
}

describe(`the implementations on ${runs} values, changed values and noise (seed ${seed})`, () => {
  const answers = answersTo('value', inputs());

  it('give the same verdict and the same canonical bytes in TypeScript and in Python', async () => {
    expect(await disagreements(answers, pythonImplementation())).toEqual([]);
  });

  const native = nativeImplementation();
  afterAll(() => {
    if (native === undefined) declareNativeGap('the comparison on values');
  });
  it.skipIf(native === undefined)('give the same in TypeScript and in C++', async () => {
    expect(await disagreements(answers, native!)).toEqual([]);
  });
});

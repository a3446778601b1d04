import { createRandom } from './random.js';

/** A maker of arrays of `size` bytes, each in memory of its own and of other content than all before. */
export function createBytesMaker(size: number, seed: number): () => Uint8Array {
  const random = createRandom(seed);
  const tape = Uint8Array.from({ length: 64 * 1024 + size }, () => random(256));
  let serial = 0;
  return () => {
    const from = random(tape.length - size);
    const bytes = tape.slice(from, from + size);
    // A run of the tape may come twice; its number does not.
    new DataView(bytes.buffer).setUint32(0, serial++);
    return bytes;
  };
}

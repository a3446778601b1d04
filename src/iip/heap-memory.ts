import { ValueFault } from './value-fault.js';
import type { WriterMemory } from './scalar-writer.js';

/** Memory of JavaScript's own that doubles as it fills: what a `ValueWriter` writes to outside of a lane. */
export class HeapMemory implements WriterMemory {
  private u8: Uint8Array;
  private readonly maxBytes: number;

  /** `maxBytes`: beyond it, writing fails with `too-large`. `initialBytes`: room to begin with. */
  constructor(maxBytes: number, initialBytes = 1024) {
    this.maxBytes = maxBytes;
    this.u8 = new Uint8Array(Math.min(initialBytes, maxBytes));
  }

  bytes(): Uint8Array {
    return this.u8;
  }

  grow(neededBytes: number): void {
    if (neededBytes > this.maxBytes) {
      throw new ValueFault('too-large', `is longer than ${this.maxBytes} bytes when it is encoded.`);
    }
    const larger = new Uint8Array(Math.min(Math.max(neededBytes, this.u8.length * 2), this.maxBytes));
    larger.set(this.u8);
    this.u8 = larger;
  }
}

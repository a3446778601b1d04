import { loadAddon } from '../binding/native-addon.js';
import { GraftError } from '../errors/graft-error.js';

const allocated = new WeakSet<ArrayBufferLike>();

/**
 * Zeroed memory that JavaScript and Python share, and that lives until neither looks at it any more.
 *
 * @throws GraftError `invalid-argument`, `too-large`, `out-of-memory`
 */
export function allocate(bytes: number): ArrayBuffer {
  checkLength(bytes);
  if (bytes === 0) return new ArrayBuffer(0);
  const buffer = loadAddon().allocate(bytes);
  if (buffer === undefined) {
    throw new GraftError('out-of-memory', `There is no memory for ${bytes} bytes.`, {
      remedy: 'Allocate less, or let go of what was allocated before.',
    });
  }
  allocated.add(buffer);
  return buffer;
}

/** Whether a buffer came from {@link allocate}, and not out of another one by `transfer()`. */
export function isAllocated(buffer: ArrayBufferLike): boolean {
  return allocated.has(buffer);
}

function checkLength(bytes: unknown): void {
  if (typeof bytes !== 'number' || !Number.isInteger(bytes) || bytes < 0) {
    const given = typeof bytes === 'number' ? String(bytes) : typeof bytes;
    throw new GraftError(
      'invalid-argument',
      `graft.alloc takes a number of bytes, a whole one from 0 on, not ${given}.`,
      {
        remedy: 'Multiply the number of items by the bytes of one: 1000 * Float64Array.BYTES_PER_ELEMENT.',
      },
    );
  }
  const { MAX_LENGTH: longest } = process.getBuiltinModule('node:buffer').constants;
  if (bytes > longest) {
    throw new GraftError(
      'too-large',
      `${bytes} bytes are more than an ArrayBuffer can have here (${longest}).`,
      {
        remedy: 'Allocate several.',
      },
    );
  }
}

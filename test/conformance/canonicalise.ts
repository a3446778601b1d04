import { GraftError } from '../../src/errors/graft-error.js';
import { decodeFrame, encodeFrame, type Frame } from '../../src/iip/frame.js';
import { HeapMemory } from '../../src/iip/heap-memory.js';
import { networkLimits, type Limits } from '../../src/iip/limits.js';
import { ValueReader } from '../../src/iip/value-reader.js';
import { ValueWriter } from '../../src/iip/value-writer.js';
import { toHex } from './tagged.js';

/** What the bytes of a test are: one value, or a whole frame. */
export type Subject = 'value' | 'frame';

/** Reads `bytes` and answers `ok <canonical hex>` or `error <code>`: the TypeScript half of the comparison. */
export function canonicalise(subject: Subject, bytes: Uint8Array, limits: Limits = networkLimits): string {
  const read = refusalOf(() =>
    subject === 'frame' ? decodeFrame(bytes, { limits, floats: 'exact' }) : readWhole(bytes, limits),
  );
  if (typeof read === 'string') return `error ${read}`;
  const written = refusalOf(() =>
    subject === 'frame' ? encodeFrame(read.of as Frame, limits) : bytesOf(read.of, limits),
  );
  if (typeof written !== 'string') return `ok ${toHex(written.of)}`;
  // Canonical floats are longer than they may have been. Nothing else that was read may be refused when it is written.
  return written === 'too-large' ? `error ${written}` : `unwritable ${written}`;
}

/** The code with which `action` fails, or what it gives. */
export function refusalOf<T>(action: () => T): string | { readonly of: T } {
  try {
    return { of: action() };
  } catch (error) {
    if (error instanceof GraftError) return error.code;
    throw error;
  }
}

function bytesOf(value: unknown, limits: Limits): Uint8Array {
  const writer = new ValueWriter(new HeapMemory(2 ** 31), limits.maxDepth);
  writer.writeValue(value, 0);
  return writer.u8.slice(0, writer.pos);
}

/** The one value that `bytes` are, floats exact. */
export function readWhole(bytes: Uint8Array, limits: Limits = networkLimits): unknown {
  const reader = new ValueReader({ limits, floats: 'exact' });
  reader.attach(bytes);
  const value = reader.readValue(0);
  if (!reader.isAtEnd) throw new GraftError('malformed', 'There is more than one value.');
  return value;
}

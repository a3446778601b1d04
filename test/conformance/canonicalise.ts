import { GraftError } from '../../src/errors/graft-error.js';
import { decodeFrame, encodeFrame } from '../../src/iip/frame.js';
import { HeapMemory } from '../../src/iip/heap-memory.js';
import { networkLimits, type Limits } from '../../src/iip/limits.js';
import { ValueReader } from '../../src/iip/value-reader.js';
import { ValueWriter } from '../../src/iip/value-writer.js';
import { toHex } from './tagged.js';

/** What the bytes of a test are: one value, or a whole frame. */
export type Subject = 'value' | 'frame';

/** Reads `bytes` and answers `ok <canonical hex>` or `error <code>`: the TypeScript half of the comparison. */
export function canonicalise(subject: Subject, bytes: Uint8Array, limits: Limits = networkLimits): string {
  try {
    return `ok ${toHex(subject === 'frame' ? canonicalFrame(bytes, limits) : canonicalValue(bytes, limits))}`;
  } catch (error) {
    if (error instanceof GraftError) return `error ${error.code}`;
    throw error;
  }
}

export function canonicalValue(bytes: Uint8Array, limits: Limits): Uint8Array {
  const value = readWhole(bytes, limits);
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

function canonicalFrame(bytes: Uint8Array, limits: Limits): Uint8Array {
  return encodeFrame(decodeFrame(bytes, { limits, floats: 'exact' }), limits);
}

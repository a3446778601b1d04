import { GraftError } from '../../../src/errors/graft-error.js';
import { HeapMemory } from '../../../src/iip/heap-memory.js';
import { locate } from '../../../src/iip/value-fault.js';
import { ValueReader, type ValueReaderOptions } from '../../../src/iip/value-reader.js';
import { ValueWriter } from '../../../src/iip/value-writer.js';

/** The bytes of `value`, written into memory that has to grow on the way. */
export function encode(value: unknown, maxBytes = 2 ** 26): Uint8Array {
  const writer = new ValueWriter(new HeapMemory(maxBytes, 16));
  try {
    writer.writeValue(value, 0);
  } catch (error) {
    throw locate(error, 'args[0]');
  }
  return writer.u8.slice(0, writer.pos);
}

export const hexOf = (value: unknown): string => Buffer.from(encode(value)).toString('hex');

/** The one value that `bytes` are. */
export function decode(bytes: Uint8Array, options: ValueReaderOptions = {}): unknown {
  const reader = new ValueReader(options);
  reader.attach(bytes);
  try {
    const value = reader.readValue(0);
    if (!reader.isAtEnd) throw new Error(`${reader.end - reader.pos} bytes are left`);
    return value;
  } catch (error) {
    throw locate(error, 'result');
  }
}

export const decodeHex = (hex: string, options?: ValueReaderOptions): unknown =>
  decode(Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')), options);

/** The error with which `action` fails. */
export function errorOf(action: () => unknown): GraftError {
  try {
    action();
  } catch (error) {
    if (error instanceof GraftError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What is said of a value that cannot be sent as the first argument. */
export const refusal = (value: unknown): GraftError => errorOf(() => encode(value));

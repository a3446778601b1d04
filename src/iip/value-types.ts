import { GraftError } from '../errors/graft-error.js';
import { ValueFault } from './value-fault.js';
import { readerOf } from './value-type-readers.js';
import { writerOf } from './value-type-writers.js';
import type { ValueReader } from './value-reader.js';
import type { ValueWriter } from './value-writer.js';

/**
 * Writes an instance of a class that stands for a type of another language (docs/types.md), as its extension. `depth`: how many containers
 * it is in.
 *
 * @returns whether it is one
 */
export function writeValueType(writer: ValueWriter, value: object, depth: number): boolean {
  const write = writerOf(value);
  if (write === undefined) return false;
  write(writer, value, depth);
  return true;
}

/**
 * Reads the payload of an extension, which ends at `end`; undefined, and nothing read, where its type is none of these. To be called where
 * the extension was met: what is in the payload counts towards the limits of the body.
 *
 * @throws ValueFault `malformed` where the payload is not what its type says
 */
export function readValueType(reader: ValueReader, type: number, end: number): unknown {
  const read = readerOf(type);
  if (read === undefined) return undefined;
  try {
    return reader.readExtensionBody(end, read);
  } catch (error) {
    // What a class refuses, a peer should not have sent.
    if (!(error instanceof GraftError) || error.code !== 'invalid-argument') throw error;
    throw new ValueFault('malformed', `is no value of extension ${type}: ${error.message}`);
  }
}

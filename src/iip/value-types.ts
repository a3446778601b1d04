import type { ValueReader } from './value-reader.js';
import type { ValueWriter } from './value-writer.js';

/**
 * Writes an instance of a class that stands for a type of another language (docs/types.md), as its extension. `depth`: how many containers
 * it is in.
 *
 * @returns whether it is one
 */
export function writeValueType(_writer: ValueWriter, _value: object, _depth: number): boolean {
  return false;
}

/** Reads the payload of an extension, which ends at `end`; undefined, and nothing read, where its type is none of these. */
export function readValueType(_reader: ValueReader, _type: number, _end: number): unknown {
  return undefined;
}

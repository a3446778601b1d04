import { isPlainObject } from './object-kind.js';

/** A map whose keys are strings, as a {@link ValueReader} reads it and a {@link ValueWriter} writes it. */
export type StringMap = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

/** A number that a peer has chosen for something: an integer from 0 to 2^64 - 1. */
export type Id = number | bigint;

export function isStringMap(value: unknown): value is StringMap {
  if (value instanceof Map) return [...value.keys()].every((key) => typeof key === 'string');
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainObject(value);
}

export function isId(value: unknown): value is Id {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
  return typeof value === 'bigint' && value >= 0n && value < 1n << 64n;
}

/** What `map` has under `key`; undefined where it has nothing. */
export function entryOf(map: StringMap, key: string): unknown {
  if (map instanceof Map) return (map as ReadonlyMap<string, unknown>).get(key);
  return Object.hasOwn(map, key) ? (map as Readonly<Record<string, unknown>>)[key] : undefined;
}

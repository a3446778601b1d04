import { invalid } from './invalid.js';

/** `value` where it is an integer from `least` to `most`. `name`: of what, for the error. */
export function integerIn(value: unknown, name: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(`${name} is an integer from ${least} to ${most}, not ${shown(value)}.`);
}

/** `value` as a bigint, where it is a bigint or an integral safe number. */
export function bigIntOf(value: unknown, name: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw invalid(`${name} is a bigint or a safe integer, not ${shown(value)}.`);
}

/** An integer as ints arrive: a number where it is safe, otherwise a bigint. */
export function narrowed(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** `value` for a sentence. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 64 ? `${value.slice(0, 64)}…` : value);
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

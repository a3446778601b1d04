import { Keywords } from '../iip/keywords.js';

/** What the other side could do nothing with, or what would mean something else there. */
const refused = [RegExp, WeakMap, WeakSet, WeakRef, Number, String, Boolean, Symbol, BigInt, Keywords];

/** Whether an object can cross in no way, not even by reference. */
export function isRefused(value: object): boolean {
  return refused.some((maker) => value instanceof maker);
}

import { isNamespace } from './namespace.js';

/**
 * Whether an object looks like a value and is none, but offers something: a plain object that can do something, whose methods would be about a
 * copy, or a module in a module, of which a copy would have to take everything with it.
 */
export function isExportingObject(value: object): boolean {
  const maker: unknown = value.constructor;
  if (maker !== Object && (maker !== undefined || Object.getPrototypeOf(value) !== null)) return false;
  if (Object.hasOwn(value, '__esModule') || isNamespace(value)) return true;
  for (const key in value) if (typeof (value as Record<string, unknown>)[key] === 'function') return true;
  return false;
}

import type { UgmFunctionKind, UgmOutlineKind } from '../../model/ugm.js';
import { isClass } from '../exports.js';
import { isNamespace } from '../namespace.js';

const kinds: ReadonlyMap<string, UgmFunctionKind> = new Map([
  ['[object AsyncFunction]', 'async-function'],
  ['[object GeneratorFunction]', 'generator-function'],
  ['[object AsyncGeneratorFunction]', 'async-generator-function'],
]);

/** What calling a function gives, as far as the function itself says. */
export function functionKind(value: object): UgmFunctionKind {
  return kinds.get(Object.prototype.toString.call(value)) ?? 'function';
}

/** Whether something is called with `new`: a `class`, one of JavaScript's own, or a function whose objects have members. */
export function isConstructor(value: unknown): value is abstract new (...args: never[]) => object {
  if (typeof value !== 'function' || functionKind(value) !== 'function') return false;
  // What tells its own objects has some.
  if (isClass(value) || Object.hasOwn(value, Symbol.hasInstance)) return true;
  const own = Object.getOwnPropertyDescriptor(value, 'prototype');
  const prototype: unknown = own?.value;
  if (typeof prototype !== 'object' || prototype === null) return false;
  return (
    own!.writable === false ||
    Reflect.ownKeys(prototype).some((name) => name !== 'constructor') ||
    Object.getPrototypeOf(prototype) !== Object.prototype
  );
}

/** What a member of a module is. */
export function memberKind(value: unknown): UgmOutlineKind {
  if (isConstructor(value)) return 'class';
  if (typeof value === 'function') return functionKind(value);
  return isNamespace(value) ? 'module' : 'attribute';
}

import { behind } from '../../hypertube/strict/membrane.js';
import { isPlainObject } from '../../iip/object-kind.js';

const modules = new WeakSet<object>();

/** Notes what a module of JavaScript exports, which may be a plain object. */
export function noteDirectModule<T extends object>(exports: T): T {
  modules.add(exports);
  return exports;
}

/** Whether `value` has calls of JavaScript's own: a module that was loaded, a function, a class, or an object of one. */
export function isDirectTarget(value: unknown): value is object {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  if (modules.has(value)) return true;
  // What stands for an object in strict mode says nothing of its own.
  const object = behind(value);
  return !(Array.isArray(object) || isPlainObject(object) || isOfTheLanguage(object));
}

/** Whether it is a Map, a Promise or the like: a value, of which nothing runs elsewhere. */
function isOfTheLanguage(value: object): boolean {
  const maker: unknown = value.constructor;
  // The source of what stands for a class is told by the class.
  return (
    typeof maker === 'function' && Function.prototype.toString.call(behind(maker)).includes('[native code]')
  );
}

/** Stands for the name of a member that is the module itself. */
export const itself: unique symbol = Symbol('itself');

/** What every function has of its own, which is no export of it. */
const ofFunctions: ReadonlySet<string> = new Set(['name', 'length', 'prototype', 'arguments', 'caller']);

/**
 * The name that a member has in a module object; undefined where there is none. The default export is there by its own name or as
 * `default`, or it is the module itself: a CommonJS module may be a function.
 */
export function moduleMember(
  module: object,
  name: string,
  isDefaultExport: boolean,
): string | typeof itself | undefined {
  if (!isDefaultExport) return Reflect.has(module, name) ? name : undefined;
  const isFunction = typeof module === 'function';
  // Function.prototype has a `bind`, too, and each function a name.
  if (Object.hasOwn(module, name) && !(isFunction && ofFunctions.has(name))) return name;
  return Reflect.has(module, 'default') ? 'default' : itself;
}

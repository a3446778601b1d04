import { isNamespace } from '../hypertube/namespace.js';

const through = new WeakSet<object>();

/** Whether something is what `import * as` names, or the same with members that were made of its own. */
export function isOfImport(value: unknown): value is object {
  return isNamespace(value) || through.has(value as object);
}

/**
 * The same names as those of a namespace, whose values are made of its own at each reading: its exports may change, and those of a Graft package
 * do with their first use.
 */
export function throughNamespace<T extends object>(namespace: T, make: (value: unknown) => unknown): T {
  const made = Object.create(null) as T;
  for (const name of Object.keys(namespace)) {
    // Nothing of a Graft is a thenable.
    if (name === 'then') continue;
    const get = (): unknown => make(Reflect.get(namespace, name));
    Object.defineProperty(made, name, { get, enumerable: true });
  }
  through.add(made);
  return Object.freeze(made);
}

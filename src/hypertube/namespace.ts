/** Whether something is what `import * as` names, which is a module and not a value. */
export function isNamespace(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Module]' && Object.getPrototypeOf(value) === null;
}

import type { UgmModule, UgmOutlineKind } from '../../model/ugm.js';
import { isClass } from '../exports.js';
import { functionKind, isConstructor, memberKind } from './function-kind.js';

interface Named {
  readonly exports: object;
  readonly model: UgmModule | undefined;
}

/** What of a module may be invoked: what its model has, as far as the module does, or all that it exports. */
export function namesOf({ exports, model }: Named): readonly string[] {
  const own = Object.keys(exports).filter((name) => name !== 'module.exports' && name !== '__esModule');
  if (model === undefined) return own;
  const { functions, classes, records, enums, attributes, modules } = model;
  const told = new Set(
    [...functions, ...classes, ...records, ...enums, ...attributes, ...modules].map(({ name }) => name),
  );
  return own.filter((name) => told.has(modelName({ model }, name)));
}

/** The name that the model has for a member: for the default export that of what is exported. */
export function modelName({ model }: Pick<Named, 'model'>, name: string): string {
  return name === 'default' ? (model?.defaultExport ?? name) : name;
}

export function valueOf(exports: object, name: string): unknown {
  try {
    return (exports as Readonly<Record<string, unknown>>)[name];
  } catch {
    // One that has not been given a value yet, in modules that import each other.
    return undefined;
  }
}

/** What a member is. A function of old may make objects, too: it is called where its author says so. A module may have itself. */
export function kindIn(module: Named, name: string): UgmOutlineKind {
  const value = valueOf(module.exports, name);
  if (value === module.exports) return 'module';
  const kind = memberKind(value);
  if (kind !== 'class' || isClass(value as object)) return kind;
  const told = modelName(module, name);
  const isCalled = module.model?.functions.some((one) => one.name === told) === true;
  return isCalled ? functionKind(value as object) : kind;
}

/** What a function has of its own beside what each function has. */
export function membersOfFunction(value: unknown): readonly string[] {
  return typeof value === 'function' && !isConstructor(value) ? Object.keys(value) : [];
}

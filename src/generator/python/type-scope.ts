import type { UgmModule, UgmType, UgmTypeParameter } from '../../model/ugm.js';
import { isIdentifier } from './python-name.js';

/** A record without a name, which the declarations give one. */
export interface NamedShape {
  readonly name: string;
  readonly fields: Extract<UgmType, { readonly kind: 'shape' }>['fields'];
}

interface TypeVariable {
  readonly parameter: UgmTypeParameter;
  readonly written: string;
}

/** What declarations of one module need beside themselves: imports, type variables, names for shapes. Asked for while they are written. */
export class TypeScope {
  readonly model: UgmModule;
  readonly shapes: NamedShape[] = [];
  /** Type parameters of the whole module, by what they are: Python declares each once. */
  readonly variables = new Map<string, TypeVariable>();
  private readonly found = new Map<string, unknown>();
  private known: ReadonlyMap<string, string> = new Map();
  private readonly shapeNames = new Map<string, string>();
  private readonly imports = new Map<string, Set<string>>();
  private readonly types: ReadonlyMap<string, string>;
  private readonly taken: ReadonlySet<string>;

  /**
   * @param types the Python names of classes, records, enums and aliases, by those of the model
   * @param taken every name that something declared has, members of classes included: what is imported avoids them
   */
  constructor(model: UgmModule, types: ReadonlyMap<string, string>, taken: ReadonlySet<string>) {
    this.model = model;
    this.types = types;
    this.taken = taken;
  }

  /** The name of something of another module, which is imported under it. */
  use(module: string, name: string): string {
    let names = this.imports.get(module);
    if (names === undefined) this.imports.set(module, (names = new Set()));
    names.add(name);
    return this.local(name);
  }

  /** A built-in type, also where a member of the same name hides it. */
  builtin(name: string): string {
    return this.taken.has(name) ? this.use('builtins', name) : name;
  }

  /** A type of the module itself; undefined where it has none of that name. */
  own(name: string): string | undefined {
    return this.types.get(name);
  }

  /** The name of a record without one. */
  shape(fields: NamedShape['fields']): string {
    const key = JSON.stringify(fields);
    let name = this.shapeNames.get(key);
    if (name === undefined) {
      do name = `Shape${this.shapes.length + 1}`;
      while (this.taken.has(name));
      this.shapeNames.set(key, name);
      this.shapes.push({ name, fields });
    }
    return name;
  }

  /** What `find` finds, looked for once; `meanwhile` where looking for it asks for it. */
  once<T>(key: string, meanwhile: T, find: () => T): T {
    if (!this.found.has(key)) {
      this.found.set(key, meanwhile);
      this.found.set(key, find());
    }
    return this.found.get(key) as T;
  }

  /** Makes type parameters known while `write` writes what they are of. */
  within<T>(parameters: readonly UgmTypeParameter[], write: () => T): T {
    const before = this.known;
    const known = new Map(before);
    // One that stands for several types, or for parameters, is any. What one is by default is always written.
    for (const { name, bound, variadic } of parameters)
      if (variadic === undefined) known.set(name, this.declare({ name, ...(bound && { bound }) }));
    this.known = known;
    try {
      return write();
    } finally {
      this.known = before;
    }
  }

  /** The same for a class, a record or an alias: what it is used with is not checked against bounds, which Python might see otherwise. */
  withinType<T>(parameters: readonly UgmTypeParameter[], write: () => T): T {
    return this.within(
      parameters.map(({ name, variadic }) => ({ name, ...(variadic && { variadic }) })),
      write,
    );
  }

  /** The Python name of a type parameter that is known here. */
  variableNamed(name: string): string | undefined {
    return this.known.get(name);
  }

  private declare(parameter: UgmTypeParameter): string {
    const key = JSON.stringify(parameter);
    const found = this.variables.get(key);
    if (found !== undefined) return found.written;
    const plain = isIdentifier(parameter.name) ? parameter.name : 'T';
    const taken = new Set([...this.variables.values()].map((variable) => variable.written));
    let written = `_${plain}`;
    for (let count = 2; taken.has(written); count += 1) written = `_${plain}_${count}`;
    this.variables.set(key, { parameter, written });
    return written;
  }

  /** Those imports that are left in what was written. */
  importLines(words: ReadonlySet<string>): readonly string[] {
    return [...this.imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([module, names]) => {
        const list = [...names]
          .sort()
          .filter((name) => words.has(this.local(name)))
          .map((name) => (this.local(name) === name ? name : `${name} as ${this.local(name)}`));
        return list.length === 0 ? [] : [`from ${module} import ${list.join(', ')}`];
      });
  }

  private local(name: string): string {
    return this.taken.has(name) ? `_${name}` : name;
  }
}

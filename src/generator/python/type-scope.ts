import type { UgmModule, UgmRecord, UgmType, UgmTypeParameter } from '../../model/ugm.js';
import { isIdentifier, pythonKeywords } from './python-name.js';

/** A record without a name, which the declarations give one. */
export interface NamedShape {
  readonly name: string;
  readonly fields: Extract<UgmType, { readonly kind: 'shape' }>['fields'];
}

interface TypeVariable {
  readonly parameter: UgmTypeParameter;
  readonly plain: string;
  readonly written: string;
}

/** What declarations of one module need beside themselves: imports, type variables, names for shapes. Asked for while they are written. */
export class TypeScope {
  readonly model: UgmModule;
  readonly shapes: NamedShape[] = [];
  /** Type parameters of the whole module, by what they are: Python declares each once. */
  readonly variables = new Map<string, TypeVariable>();
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

  record(name: string): UgmRecord | undefined {
    return this.model.records.find((record) => record.name === name);
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

  /** Makes type parameters known while `write` writes what they are of. */
  within<T>(parameters: readonly UgmTypeParameter[], write: () => T): T {
    const before = this.known;
    const known = new Map(before);
    // One that stands for several types, or for parameters, is any.
    for (const { variadic, ...one } of parameters)
      if (variadic === undefined) known.set(one.name, this.declare(one));
    this.known = known;
    try {
      return write();
    } finally {
      this.known = before;
    }
  }

  /** The Python name of a type parameter that is known here. */
  variableNamed(name: string): string | undefined {
    return this.known.get(name);
  }

  private declare(parameter: UgmTypeParameter): string {
    const key = JSON.stringify(parameter);
    const found = this.variables.get(key);
    if (found !== undefined) return found.written;
    const plain = isIdentifier(parameter.name) && !pythonKeywords.has(parameter.name) ? parameter.name : 'T';
    const same = [...this.variables.values()].filter(({ plain: other }) => other === plain).length;
    const written = `_${plain}${same === 0 ? '' : same + 1}`;
    this.variables.set(key, { parameter, plain, written });
    return written;
  }

  importLines(): readonly string[] {
    return [...this.imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => {
        const list = [...names]
          .sort()
          .map((name) => (this.local(name) === name ? name : `${name} as ${this.local(name)}`));
        return `from ${module} import ${list.join(', ')}`;
      });
  }

  private local(name: string): string {
    return this.taken.has(name) ? `_${name}` : name;
  }
}

import type { UgmAlias, UgmClass, UgmEnum, UgmModule, UgmRecord, UgmTypeParameter } from '../../model/ugm.js';
import { FreeNames } from './free-names.js';
import { graftwireTypes, libraryTypes } from './library-types.js';
import { isReserved, isReservedType } from './reserved-words.js';

/** A type that the model has. */
export interface NamedType {
  /** As it is called in the declarations. */
  readonly local: string;
  readonly kind: 'class' | 'record' | 'enum' | 'alias';
  readonly typeParameters: readonly UgmTypeParameter[];
  /** Whether there is a value of this name, too. */
  readonly isValue: boolean;
}

/** What the module has at run time, in the order of the model: functions, classes, records, enums, attributes, modules. */
export type ModuleValue =
  | { readonly kind: 'function'; readonly name: string; readonly member: UgmModule['functions'][number] }
  | { readonly kind: 'class'; readonly name: string; readonly member: UgmClass }
  | { readonly kind: 'record'; readonly name: string; readonly member: UgmRecord }
  | { readonly kind: 'enum'; readonly name: string; readonly member: UgmEnum }
  | { readonly kind: 'attribute'; readonly name: string; readonly member: UgmModule['attributes'][number] }
  | { readonly kind: 'module'; readonly name: string; readonly member: UgmModule['modules'][number] };

/**
 * The names of a module's declarations: what each member is called there, and what else they name. Members have their own names, or escaped ones;
 * everything that is made for them gives way.
 */
export class DeclarationScope {
  readonly model: UgmModule;
  /** By the names of the model. */
  readonly values: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly records: ReadonlyMap<string, UgmRecord>;
  readonly aliases: ReadonlyMap<string, UgmAlias>;
  private readonly free = new FreeNames();
  private readonly imported = new Map<string, string>();
  private readonly opaque = new Map<string, OpaqueType>();
  /** Records and aliases that are given otherwise than they come, by the names of what is given. */
  private readonly given = new Map<string, string>();
  private needsDisposable = false;

  constructor(model: UgmModule) {
    this.model = model;
    this.records = new Map(model.records.map((record) => [record.name, record]));
    this.aliases = new Map(model.aliases.map((alias) => [alias.name, alias]));
    const values = moduleValues(model);
    const bare: readonly (UgmClass | UgmRecord | UgmAlias)[] = [
      ...model.classes.filter(({ typeOnly }) => typeOnly === true),
      ...model.records.filter((record) => !isClassRecord(record)),
      ...model.aliases,
    ];
    const merging = new Set(values.filter(({ kind }) => typeKinds.has(kind)).map(({ name }) => name));
    const named = this.free.giveAll([...new Set(values.map(({ name }) => name))], (name) =>
      merging.has(name) ? isReservedType(name) : isReserved(name),
    );
    this.values = named;
    const types = new Map<string, NamedType>();
    for (const { kind, name, member } of values) {
      if (kind !== 'class' && kind !== 'record' && kind !== 'enum') continue;
      const { typeParameters = [] } = member as Partial<UgmClass>;
      types.set(name, { local: named.get(name)!, kind, typeParameters, isValue: true });
    }
    // A type and a function or constant may share a name in TypeScript; a type and a class would become one.
    for (const member of bare) {
      if (types.has(member.name)) continue;
      const shares = named.get(member.name) === member.name && !isReservedType(member.name);
      const local = shares ? member.name : this.free.give(member.name, isReservedType);
      const { typeParameters = [] } = member;
      types.set(member.name, {
        local,
        kind: 'bases' in member ? ('form' in member ? 'record' : 'class') : 'alias',
        typeParameters,
        isValue: false,
      });
    }
    this.types = types;
  }

  get isPython(): boolean {
    return this.model.runtime === 'python';
  }

  /** A name for something that is made for the members, as an interface of options is. */
  give(wanted: string): string {
    return this.free.give(wanted, isTaken);
  }

  /** A global type of TypeScript's libraries, also where the module has something of this name. */
  global(name: string): string {
    return this.free.has(name) ? `globalThis.${name}` : name;
  }

  /** `Symbol.iterator`. */
  symbol(name: 'iterator' | 'asyncIterator' | 'dispose' | 'asyncDispose' | 'toPrimitive'): string {
    if (name === 'dispose' || name === 'asyncDispose') this.needsDisposable = true;
    return `${this.global('Symbol')}.${name}`;
  }

  /** A type of graftwire's. */
  graftwire(name: string): string {
    let local = this.imported.get(name);
    if (local === undefined) {
      local = this.free.has(name) ? this.give(`Graft${name}`) : this.free.give(name);
      this.imported.set(name, local);
    }
    return local;
  }

  /** What stands for a type that the model does not have. */
  opaqueType(name: string, module: string | undefined): string {
    const fullName = module === undefined ? name : `${module}:${name}`;
    let found = this.opaque.get(fullName);
    if (found === undefined) {
      const kind =
        this.model.foreign?.find((foreign) => foreign.name === name && foreign.module === module)?.kind ??
        'class';
      found = { local: this.give(name.replaceAll('.', '_')), fullName, kind };
      this.opaque.set(fullName, found);
    }
    return found.local;
  }

  /** What is given for a record or alias of the model: `Person` comes, a `PersonInput` is given. */
  inputName(name: string): string | undefined {
    return this.given.get(name);
  }

  addInput(name: string): void {
    this.given.set(name, this.give(`${this.types.get(name)!.local}Input`));
  }

  /** What has been named so far and has to be written above and below the declarations. */
  get used(): ScopeUse {
    return {
      imports: [...this.imported].sort(([a], [b]) => (a < b ? -1 : 1)),
      opaque: [...this.opaque.values()],
      disposable: this.needsDisposable,
    };
  }
}

export interface OpaqueType {
  readonly local: string;
  readonly fullName: string;
  readonly kind: 'class' | 'record' | 'enum' | 'alias';
}

export interface ScopeUse {
  /** What is imported from graftwire, and as what. */
  readonly imports: readonly (readonly [name: string, local: string])[];
  readonly opaque: readonly OpaqueType[];
  /** Whether `Symbol.dispose` is named, which TypeScript has to be told of. */
  readonly disposable: boolean;
}

const typeKinds: ReadonlySet<string> = new Set(['class', 'record', 'enum']);

function isTaken(name: string): boolean {
  return isReservedType(name) || libraryTypes.has(name) || graftwireTypes.has(name);
}

/** Whether objects of a record are made by a class, so that there is a value of its name. */
export function isClassRecord({ form }: UgmRecord): boolean {
  return form === 'dataclass' || form === 'named-tuple';
}

export function moduleValues(model: UgmModule): readonly ModuleValue[] {
  const records = model.records.filter(isClassRecord);
  return [
    ...model.functions.map((member) => ({ kind: 'function', name: member.name, member }) as const),
    ...model.classes
      .filter(({ typeOnly }) => typeOnly !== true)
      .map((member) => ({ kind: 'class', name: member.name, member }) as const),
    ...records.map((member) => ({ kind: 'record', name: member.name, member }) as const),
    ...model.enums.map((member) => ({ kind: 'enum', name: member.name, member }) as const),
    ...model.attributes.map((member) => ({ kind: 'attribute', name: member.name, member }) as const),
    ...model.modules.map((member) => ({ kind: 'module', name: member.name, member }) as const),
  ];
}

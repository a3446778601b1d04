import type { UgmAlias, UgmClass, UgmEnum, UgmForeignType, UgmModule, UgmRecord, UgmType } from './ugm.js';

/** What a `ref` stands for. */
export type ReferredType =
  | { readonly kind: 'class'; readonly class: UgmClass }
  | { readonly kind: 'record'; readonly record: UgmRecord }
  | { readonly kind: 'enum'; readonly enum: UgmEnum }
  | { readonly kind: 'alias'; readonly alias: UgmAlias }
  /** Of a module whose model is not at hand: an opaque handle. */
  | { readonly kind: 'foreign'; readonly foreign: UgmForeignType };

export type UgmRef = Extract<UgmType, { readonly kind: 'ref' }>;

/** The types of a model by name, and those of other models where they are given. Names are keys of a Map: a class may be called `constructor`. */
export class ModelIndex {
  readonly model: UgmModule;
  private readonly types = new Map<string, ReferredType>();

  /** @param others models of modules that types of `model` name */
  constructor(model: UgmModule, others: readonly UgmModule[] = []) {
    this.model = model;
    for (const foreign of model.foreign ?? []) {
      this.types.set(`${foreign.module}:${foreign.name}`, { kind: 'foreign', foreign });
    }
    for (const other of [...others, model]) this.add(other);
  }

  /** What `ref` stands for; undefined where neither the models nor `foreign` have it. */
  find({ name, module = this.model.name }: Pick<UgmRef, 'name' | 'module'>): ReferredType | undefined {
    return this.types.get(`${module}:${name}`);
  }

  /** The same by full name, as `bases`, `raises` and `inheritedFrom` have it. */
  findByFullName(fullName: string): ReferredType | undefined {
    return this.types.get(fullName);
  }

  /** The full names of all that a class or record is derived from and that models at hand name, nearest first, without itself. */
  ancestorsOf({ bases }: Pick<UgmClass, 'bases'>): readonly string[] {
    const found = new Set<string>(bases);
    // A Set goes on with what is added while it is gone through.
    for (const name of found) {
      const base = this.types.get(name);
      if (base?.kind === 'class') for (const further of base.class.bases) found.add(further);
      if (base?.kind === 'record') for (const further of base.record.bases) found.add(further);
    }
    return [...found];
  }

  private add({ name: module, aliases, enums, records, classes }: UgmModule): void {
    // Later ones win where a name stands for two: what can be called over what only the types have.
    for (const alias of aliases) this.types.set(`${module}:${alias.name}`, { kind: 'alias', alias });
    for (const record of records) this.types.set(`${module}:${record.name}`, { kind: 'record', record });
    for (const item of enums) this.types.set(`${module}:${item.name}`, { kind: 'enum', enum: item });
    for (const item of classes) this.types.set(`${module}:${item.name}`, { kind: 'class', class: item });
  }
}

import { GraftError } from '../../errors/graft-error.js';
import type { UgmMember, UgmModule, UgmOutline, UgmOutlineKind } from '../../model/ugm.js';
import { CompiledChecks } from '../validation/compiled-checks.js';
import type { ArgumentsCheck } from '../validation/arguments-check.js';
import { describedMember, describedModule } from './described.js';
import { isConstructor, memberKind } from './function-kind.js';
import { HostClasses } from './host-classes.js';
import { MemberTable } from './member-table.js';

/** A module that callers may load. */
export interface HostedModule {
  readonly name: string;
  readonly exports: object;
  readonly file: string | null;
  /** What invocations are checked against; without one, what the module itself has is offered, and nothing checked. */
  readonly model: UgmModule | undefined;
}

/** The modules of a host: what is loaded by a name, its members in the table, and what can be said about it. */
export class HostedModules {
  readonly table: MemberTable;
  readonly classes: HostClasses;
  private readonly modules = new Map<string, HostedModule>();
  private readonly checks = new CompiledChecks();

  constructor() {
    this.table = new MemberTable((fullName) => this.check(fullName));
    this.classes = new HostClasses(this.table);
  }

  /** @throws GraftError `invalid-argument` where there is another module of this name */
  add(module: HostedModule): void {
    const known = this.modules.get(module.name);
    if (known !== undefined) {
      if (known.exports === module.exports) return;
      throw new GraftError('invalid-argument', `There is another module called ${module.name}.`, {
        remedy: 'Give one of them another name.',
      });
    }
    this.modules.set(module.name, module);
    if (module.model !== undefined) this.checks.add(module.name, module.model);
    this.addMembers(module);
  }

  private addMembers(module: HostedModule): void {
    const { name: moduleName, exports } = module;
    const names = namesOf(module);
    this.table.addOfModule(moduleName, exports, names);
    for (const name of names) {
      const value = valueOf(exports, name);
      if (isConstructor(value)) this.classes.name(value, `${moduleName}:${name}`);
    }
  }

  /** The check for the arguments of a member that is of a module with a model. */
  check(fullName: string): ArgumentsCheck | undefined {
    return this.checks.find(fullName);
  }

  /** @throws GraftError `module-not-found` */
  find(name: string): HostedModule {
    const found = this.modules.get(name);
    if (found !== undefined) return found;
    throw new GraftError('module-not-found', `There is no module called ${name} here.`, {
      remedy: 'Host it first.',
    });
  }

  outline(name: string): UgmOutline {
    const module = this.find(name);
    const members: Record<string, UgmOutlineKind> = {};
    for (const member of namesOf(module)) members[member] = memberKind(valueOf(module.exports, member));
    return { name, file: module.file, doc: module.model?.doc ?? null, members };
  }

  /** The model of one member. A module in a module is hosted from then on, under the name that is given. */
  member(moduleName: string, name: string): UgmMember {
    const module = this.find(moduleName);
    if (!namesOf(module).includes(name))
      throw new GraftError('unknown-member', `There is no member '${moduleName}:${name}'.`);
    const value = valueOf(module.exports, name);
    if (memberKind(value) === 'module') {
      const inner = `${moduleName}.${name}`;
      this.add({ name: inner, exports: value as object, file: module.file, model: undefined });
      return { kind: 'module', name, module: inner };
    }
    return describedMember(name, value, module.model);
  }

  model(name: string): UgmModule {
    const module = this.find(name);
    return (
      module.model ??
      describedModule(
        name,
        namesOf(module).map((member) => [member, valueOf(module.exports, member)]),
      )
    );
  }
}

/** What of a module may be invoked: what its model has, as far as the module does, or all that it exports. */
function namesOf({ exports, model }: HostedModule): readonly string[] {
  const own = Object.keys(exports).filter((name) => name !== 'module.exports' && name !== '__esModule');
  if (model === undefined) return own;
  const { functions, classes, records, enums, attributes, modules } = model;
  const told = new Set(
    [...functions, ...classes, ...records, ...enums, ...attributes, ...modules].map(({ name }) => name),
  );
  return own.filter((name) => told.has(name) || name === model.defaultExport);
}

function valueOf(exports: object, name: string): unknown {
  try {
    return (exports as Readonly<Record<string, unknown>>)[name];
  } catch {
    // One that has not been given a value yet, in modules that import each other.
    return undefined;
  }
}

import { GraftError } from '../../errors/graft-error.js';
import type { UgmMember, UgmModule, UgmOutline, UgmOutlineKind } from '../../model/ugm.js';
import { isClass } from '../exports.js';
import { CompiledChecks } from '../validation/compiled-checks.js';
import type { ArgumentsCheck } from '../validation/arguments-check.js';
import { describedMember, describedModule } from './described.js';
import { functionKind, isConstructor } from './function-kind.js';
import { HostClasses } from './host-classes.js';
import { MemberTable } from './member-table.js';
import { modelName, kindIn, membersOfFunction, namesOf, valueOf } from './module-names.js';

/** A module that callers may load. */
export interface HostedModule {
  readonly name: string;
  readonly exports: object;
  readonly file: string | null;
  /** What invocations are checked against; without one, what the module itself has is offered, and nothing checked. */
  readonly model: UgmModule | undefined;
  /** Runs it again: into the same object of exports. Absent: nobody can. */
  readonly reload?: (() => void) | undefined;
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
    if (typeof exports === 'function') {
      const name = callableName(module);
      this.table.addOfModule(moduleName, { [name]: exports }, [name]);
      if (isConstructor(exports)) this.classes.name(exports, `${moduleName}:${name}`);
    }
    for (const name of names) {
      const value = valueOf(exports, name);
      if (isConstructor(value)) this.classes.name(value, `${moduleName}:${name}`);
      for (const own of membersOfFunction(value))
        this.table.addOfFunction(`${moduleName}:${name}`, value as object, own);
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

  /**
   * Runs a module again, and says what it has now.
   *
   * @throws GraftError `unimplemented`; what the module throws
   */
  reload(name: string): UgmOutline {
    const module = this.find(name);
    if (module.reload === undefined || typeof module.exports === 'function') {
      throw new GraftError(
        'unimplemented',
        `${name} is a module of JavaScript that cannot be run again here.`,
        {
          remedy: 'Start the process anew (node --watch does that at each change).',
        },
      );
    }
    module.reload();
    this.addMembers(module);
    return this.outline(name);
  }

  outline(name: string): UgmOutline {
    const module = this.find(name);
    const { exports } = module;
    const members: Record<string, UgmOutlineKind> = {};
    const ofFunctions: Record<string, readonly string[]> = {};
    for (const member of namesOf(module)) {
      members[member] = kindIn(module, member);
      const own = membersOfFunction(valueOf(exports, member));
      if (own.length > 0) ofFunctions[member] = own;
    }
    const outline = { name, file: module.file, doc: module.model?.doc ?? null, members, ofFunctions };
    if (typeof exports !== 'function') return outline;
    const kind = isClass(exports) ? 'class' : functionKind(exports);
    return { ...outline, callable: { name: callableName(module), kind } };
  }

  /** The model of one member. A module in a module is hosted from then on, under the name that is given. */
  member(moduleName: string, name: string): UgmMember {
    const module = this.find(moduleName);
    const isMember = namesOf(module).includes(name);
    const isItself = !isMember && typeof module.exports === 'function' && name === callableName(module);
    if (!isItself && !isMember)
      throw new GraftError('unknown-member', `There is no member '${moduleName}:${name}'.`);
    const value = isItself ? module.exports : valueOf(module.exports, name);
    const kind = isItself ? functionKind(module.exports) : kindIn(module, name);
    if (kind === 'module') {
      if (value === module.exports) return { kind, name, module: moduleName };
      const inner = `${moduleName}.${name}`;
      this.add({ name: inner, exports: value as object, file: module.file, model: undefined });
      return { kind: 'module', name, module: inner };
    }
    return describedMember(modelName(module, name), value, module.model, kind);
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

/** By which a module is called that is a function. */
function callableName({ model }: HostedModule): string {
  return model?.defaultExport ?? 'default';
}

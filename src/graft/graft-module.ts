import { GraftError } from '../errors/graft-error.js';
import { bindLazily } from '../hypertube/remote-object.js';
import type { Lane } from '../hypertube/lane.js';
import type { UgmFunctionKind, UgmMember, UgmOutline, UgmOutlineKind } from '../model/ugm.js';
import { createAsyncFunction, threadOf } from './async-method.js';
import { createFunction } from './graft-function.js';
import type { FunctionOrigin, GraftFunction } from './graft-function.js';
import type { FunctionModel } from './keywords-place.js';
import type { HostMembers } from './host-members.js';
import { memberNames } from './member-name.js';
import { remember } from './origin.js';

/**
 * A Python module as a JavaScript object: its functions are functions, its other attributes are read and set where they are. Names that
 * begin with `_` are not there; `then` and `toJSON` are `then_` and `toJSON_`.
 *
 * This is the type of a module about which TypeScript has been told nothing. `graft.load<Stats>('./stats.py')` says what it has.
 */
export interface GraftModule {
  readonly [name: string]: GraftMember;
}

/**
 * A member of a module without types: it can be called with anything, and have members itself, as `os.path` has. What a call gives
 * is `unknown` until it is checked, or asserted with `as`.
 */
export interface GraftMember {
  (...args: readonly unknown[]): unknown;
  /** A class makes an object, of which TypeScript has been told nothing either. */
  new (...args: readonly unknown[]): GraftObject;
  readonly [name: string]: GraftMember;
}

/** An object of a class without types. */
export interface GraftObject {
  readonly [name: string]: GraftMember;
}

/** Makes module objects, one for each module, so that loading twice gives the same object. */
export class GraftModules {
  private readonly lane: Lane;
  private readonly host: HostMembers;
  private readonly outlines = new WeakMap<object, UgmOutline>();
  private readonly made = new Map<string, { readonly module: GraftModule; readonly members: string }>();

  constructor(lane: Lane, host: HostMembers) {
    this.lane = lane;
    this.host = host;
  }

  /** The object of a module that was loaded. A module that has got other members since is made anew. */
  of(outline: UgmOutline): GraftModule {
    const members = JSON.stringify(outline.members);
    const known = this.made.get(outline.name);
    if (known?.members === members) return known.module;
    const module = this.create(outline);
    this.made.set(outline.name, { module, members });
    return module;
  }

  /**
   * The object of a module that has been run again: `module`, whose members are the new ones from now on, or another one where there are
   * names that it does not have, since it takes no new ones.
   */
  renewed(module: GraftModule, outline: UgmOutline): GraftModule {
    const shown = this.addMembers(module, outline, (name) => name in module);
    for (const name of Object.keys(module)) if (!shown.has(name)) Reflect.deleteProperty(module, name);
    if (Object.keys(module).length === shown.size) {
      this.made.set(outline.name, { module, members: JSON.stringify(outline.members) });
    } else {
      this.made.delete(outline.name);
    }
    return this.of(outline);
  }

  private create(outline: UgmOutline): GraftModule {
    const { callable } = outline;
    // What a class has, its own outline says.
    if (callable?.kind === 'class')
      return this.lane.read(0, this.host.bindName(`${outline.name}:${callable.name}`)) as never;
    const module = (
      callable === undefined
        ? Object.create(null)
        : this.callableModule(outline.name, callable.name, callable.kind)
    ) as GraftModule;
    this.addMembers(module, outline, () => true);
    hide(module, Symbol.toStringTag, 'Graft');
    if (callable === undefined)
      hide(module, inspectCustom, () => `[Graft ${outline.name}] { ${Object.keys(module).join(', ')} }`);
    // What is not there, a misspelt name for instance, cannot be set either: Python would never hear of it.
    Object.preventExtensions(module);
    this.outlines.set(module, outline);
    bindLazily(module, () => this.host.ask('memberValue', outline.name, '') as object);
    remember(module, { kind: 'module', module: outline.name, model: () => this.host.model(outline.name) });
    return module;
  }

  /** Gives the names under which the members are shown, also of those that are left out. */
  private addMembers(
    module: GraftModule,
    outline: UgmOutline,
    isTaken: (shown: string) => boolean,
  ): ReadonlySet<string> {
    const names = memberNames(Object.keys(outline.members));
    for (const [name, shown] of names) {
      if (!isTaken(shown)) continue;
      const kind = outline.members[name]!;
      // Made at first use: a module may have hundreds of members, of which a program calls three.
      const get = (): unknown => this.firstRead(module, outline.name, name, shown, kind);
      const set = (value: unknown): void => {
        this.firstSet(outline.name, name, kind, value);
      };
      Object.defineProperty(module, shown, { get, set, enumerable: true, configurable: true });
    }
    return new Set(names.values());
  }

  private firstSet(moduleName: string, name: string, told: UgmOutlineKind, value: unknown): void {
    const kind = told === 'lazy' ? this.host.member(moduleName, name).kind : told;
    const fullName = `${moduleName}:${name}`;
    if (kind === 'attribute') {
      this.lane.assign(0, this.host.bindName(fullName), value);
      return;
    }
    throw new GraftError('invalid-argument', `${fullName} is code, which JavaScript cannot replace.`, {
      remedy: 'Replace it in Python, for instance with graft.python.exec.',
    });
  }

  /** Puts a function, class or module in the place of its accessor, and a reading accessor in that of another attribute. */
  private firstRead(
    module: GraftModule,
    moduleName: string,
    name: string,
    shown: string,
    told: UgmOutlineKind,
  ): unknown {
    const fullName = `${moduleName}:${name}`;
    const kind = told === 'lazy' ? this.host.member(moduleName, name).kind : told;
    if (kind === 'attribute') {
      const member = this.host.bindName(fullName);
      const get = (): unknown => this.lane.read(0, member);
      const set = (value: unknown): void => {
        this.lane.assign(0, member, value);
      };
      Object.defineProperty(module, shown, { get, set, enumerable: true, configurable: true });
      return get();
    }
    const value =
      kind === 'module'
        ? this.moduleOf(moduleName, name)
        : kind === 'class'
          ? this.lane.read(0, this.host.bindName(fullName))
          : this.callable(moduleName, name, kind, module);
    Object.defineProperty(module, shown, { value, writable: false, enumerable: true, configurable: true });
    return value;
  }

  /** A module of JavaScript that is a function, which may make objects, too. */
  private callableModule(moduleName: string, name: string, kind: UgmFunctionKind): object {
    const call = this.callable(moduleName, name, kind) as (...args: unknown[]) => unknown;
    const maker = (): new (...args: unknown[]) => object =>
      this.lane.read(0, this.host.bindName(`${moduleName}:${name}`)) as never;
    const module = function (...args: unknown[]): unknown {
      return new.target === undefined ? call(...args) : Reflect.construct(maker(), args);
    };
    Object.defineProperty(module, 'name', { value: name, configurable: true });
    return module;
  }

  private moduleOf(moduleName: string, name: string): GraftModule {
    // The name that it has here need not be the one that it is imported by: os.path is posixpath.
    const { module } = this.host.member(moduleName, name) as Extract<UgmMember, { kind: 'module' }>;
    return this.of(this.host.load({ kind: 'module', target: module }));
  }

  private callable(moduleName: string, name: string, kind: UgmFunctionKind, module?: object): unknown {
    const fullName = `${moduleName}:${name}`;
    let known: UgmMember | undefined;
    const model = (typed?: boolean): UgmMember =>
      typed === true
        ? this.host.member(moduleName, name, true)
        : (known ??= this.host.member(moduleName, name));
    const value = this.makeCallable({ name, fullName, model: model as FunctionModel }, kind);
    bindLazily(value, () => this.host.ask('memberValue', moduleName, name) as object);
    remember(value, { kind, module: moduleName, model: () => model() });
    const own = module === undefined ? undefined : this.outlines.get(module)?.ofFunctions?.[name];
    for (const member of own ?? []) {
      const get = (): unknown => this.lane.read(0, this.host.bindName(`${fullName}.${member}`));
      Object.defineProperty(value, member, { get, enumerable: true, configurable: true });
    }
    return value;
  }

  private makeCallable(origin: FunctionOrigin, kind: UgmMember['kind']): GraftFunction {
    switch (kind) {
      case 'async-function':
        return createAsyncFunction(this.lane, origin, threadOf(kind));
      default:
        return createFunction(this.lane, origin);
    }
  }

  /** What a module object was made from. */
  outlineOf(module: object): UgmOutline | undefined {
    return this.outlines.get(module);
  }
}

/** `util.inspect.custom`, without loading node:util for it. */
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

function hide(object: object, key: symbol, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: false, configurable: true });
}

import { inspect } from 'node:util';
import type { BoundMember, Lane } from '../hypertube/lane.js';
import type { UgmMember, UgmOutline } from '../model/ugm.js';
import { createFunction, unimplemented } from './graft-function.js';
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
  readonly [name: string]: GraftMember;
}

/** Makes module objects, one for each module, so that loading twice gives the same object. */
export class GraftModules {
  private readonly lane: Lane;
  private readonly host: HostMembers;
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

  private create(outline: UgmOutline): GraftModule {
    const module = Object.create(null) as GraftModule;
    for (const [name, shown] of memberNames(Object.keys(outline.members))) {
      // Described at first use: a module may have hundreds of members, of which a program calls three.
      Object.defineProperty(module, shown, {
        get: () => this.firstRead(module, outline.name, name, shown),
        set: (value: unknown) => {
          this.lane.assign(this.lane.bind(`${outline.name}:${name}`), value);
        },
        enumerable: true,
        configurable: true,
      });
    }
    hide(module, Symbol.toStringTag, 'Graft');
    hide(module, inspect.custom, () => `[Graft ${outline.name}] { ${Object.keys(module).join(', ')} }`);
    remember(module, { kind: 'module', module: outline.name, model: () => this.host.model(outline.name) });
    return module;
  }

  /** Puts a function, class or module in the place of its accessor, and a reading accessor in that of another attribute. */
  private firstRead(module: GraftModule, moduleName: string, name: string, shown: string): unknown {
    const model = this.host.member(moduleName, name);
    const fullName = `${moduleName}:${name}`;
    if (model.kind === 'attribute') return this.becomeAttribute(module, fullName, shown);
    const value = this.memberOf(fullName, moduleName, model);
    Object.defineProperty(module, shown, { value, writable: true, enumerable: true, configurable: true });
    return value;
  }

  private becomeAttribute(module: GraftModule, fullName: string, shown: string): unknown {
    const member: BoundMember = this.lane.bind(fullName);
    Object.defineProperty(module, shown, {
      get: () => this.lane.read(member),
      set: (value: unknown) => {
        this.lane.assign(member, value);
      },
      enumerable: true,
      configurable: true,
    });
    return this.lane.read(member);
  }

  private memberOf(
    fullName: string,
    moduleName: string,
    model: Exclude<UgmMember, { kind: 'attribute' }>,
  ): unknown {
    if (model.kind === 'module') return this.of(this.host.load({ kind: 'module', target: model.module }));
    const value =
      model.kind === 'class'
        ? unimplemented(fullName, model, 'It is a class, and objects cannot cross in this version.')
        : createFunction(this.lane, fullName, model);
    remember(value, { kind: model.kind, module: moduleName, model: () => model });
    return value;
  }
}

function hide(object: object, key: symbol, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: false, configurable: true });
}

import { GraftError } from '../errors/graft-error.js';
import type { UgmScalar } from '../model/ugm.js';
import { memberNames } from './member-name.js';
import { createPlaceholder } from './placeholder.js';

/** What a Graft package says of its Graft. */
export interface GraftDefinition {
  /** `graft.<ecosystem>.<module>`. */
  readonly name: string;
  /** What is loaded where no configuration says otherwise: `python:statistics`, `./shop.py`, `npm:lodash`. */
  readonly source: string;
  /** The package's own file (`import.meta.url`), which a relative source is relative to. */
  readonly from: string;
  readonly runtime: 'python' | 'nodejs';
  /** The Graft's own configuration (a Graft Connection String), below all others. */
  readonly config?: string;
  /** Hash of the model that the package was made of. */
  readonly model?: string;
  /** The module's names for its members, without those that it has only types of. */
  readonly members: readonly string[];
  /** Which of the members the module has only as its default export. */
  readonly defaultExport?: string;
  /** Of members that are constants, what they are until the Graft is bound. */
  readonly constants?: Readonly<Record<string, UgmScalar>>;
}

/** The members of a bound Graft, by the module's names for them. */
export type BoundMembers = Readonly<Record<string, unknown>>;

/** What a Graft package exports its members with. */
export interface GeneratedGraft {
  /** What stands for a member until the Graft is bound, at the first use of any of them. */
  member(name: string): never;
  /** All members as one object, each read where it is. */
  readonly module: never;
}

/** Loads what a definition says, by its configuration. `isLazy`: a member of it costs something to be read. */
export type ModuleOpener = (definition: GraftDefinition) => {
  readonly module: object;
  readonly isLazy: (member: string) => boolean;
};

/** Those that are bound, to be bound anew. */
const bound = new Set<BoundGraft>();

/** Makes the Grafts of packages, which `open` opens. */
export function createGraftDefiner(
  open: ModuleOpener,
): (definition: GraftDefinition, assign: (members: BoundMembers) => void) => GeneratedGraft {
  return (definition, assign) => new BoundGraft(open, definition, assign);
}

/** Lets each Graft package be bound anew at the next use of one of its members. */
export function unbindGrafts(): void {
  for (const graft of bound) graft.unbind();
}

/**
 * The exports of a Graft package are live bindings. Each is a placeholder until the Graft is bound, at the first use of any: so the
 * configuration may be set after the imports, a Graft that is elsewhere never loads the module, and from then on a member is what the
 * module has, with nothing in between.
 */
class BoundGraft implements GeneratedGraft {
  private readonly placeholders = new Map<string, object>();
  private readonly used = new Set<string>();
  /** The names that members have in a module object. */
  private readonly shown: ReadonlyMap<string, string>;
  private opened: ReturnType<ModuleOpener> | undefined;
  private isBinding = false;
  private readonly open: ModuleOpener;
  private readonly definition: GraftDefinition;
  private readonly assign: (members: BoundMembers) => void;
  readonly module: never;

  constructor(open: ModuleOpener, definition: GraftDefinition, assign: (members: BoundMembers) => void) {
    this.open = open;
    this.definition = definition;
    this.assign = assign;
    this.shown = memberNames(definition.members);
    this.module = createPlaceholder(definition.name, () => this.bind()) as never;
  }

  member(name: string): never {
    const { constants } = this.definition;
    if (constants !== undefined && Object.hasOwn(constants, name)) return constants[name] as never;
    let placeholder = this.placeholders.get(name);
    if (placeholder === undefined) {
      placeholder = createPlaceholder(name, () => this.use(name));
      this.placeholders.set(name, placeholder);
    }
    return placeholder as never;
  }

  unbind(): void {
    bound.delete(this);
    this.opened = undefined;
    this.used.clear();
    this.assign(this.members((name) => this.member(name)));
  }

  private bind(): object {
    if (this.opened === undefined) {
      if (this.isBinding) {
        throw new GraftError('deadlock', `${this.definition.name} is used while it is being bound.`, {
          remedy: 'Do not use a Graft in the module that it is of, while that is loading.',
        });
      }
      this.isBinding = true;
      try {
        this.opened = this.open(this.definition);
      } finally {
        this.isBinding = false;
      }
      bound.add(this);
      this.publish();
    }
    return this.opened.module;
  }

  private use(name: string): unknown {
    const module = this.bind();
    const shown = this.shownIn(module, name);
    if (!Reflect.has(module, shown)) {
      throw new GraftError('unknown-member', `${this.definition.name} has no ${name} any more.`, {
        remedy: 'Generate the Graft again: its module has changed since (graftwire generate).',
      });
    }
    if (!this.used.has(name)) {
      this.used.add(name);
      this.publish();
    }
    return Reflect.get(module, shown);
  }

  /** Gives the package what is there. What costs something to be read stays a placeholder until it is used itself. */
  private publish(): void {
    const { module, isLazy } = this.opened!;
    this.assign(
      this.members((name) => {
        const shown = this.shownIn(module, name);
        const isLeft = !Reflect.has(module, shown) || (isLazy(name) && !this.used.has(name));
        return isLeft ? this.member(name) : Reflect.get(module, shown);
      }),
    );
  }

  /** The name that a member has in the module object. */
  private shownIn(module: object, name: string): string {
    const isDefault = name === this.definition.defaultExport && !Reflect.has(module, name);
    return isDefault ? 'default' : (this.shown.get(name) ?? name);
  }

  private members(valueOf: (name: string) => unknown): BoundMembers {
    return Object.fromEntries(this.definition.members.map((name) => [name, valueOf(name)]));
  }
}

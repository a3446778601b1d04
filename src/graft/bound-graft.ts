import { GraftError } from '../errors/graft-error.js';
import type { UgmModule } from '../model/ugm.js';
import type {
  BoundMembers,
  GeneratedGraft,
  GraftDefinition,
  ModuleOpener,
  OpenedGraft,
} from './generated-graft.js';
import { memberNames } from './member-name.js';
import { itself, moduleMember } from './module-member.js';
import { createPlaceholder } from './placeholder.js';

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

/** Lets the Graft packages of a module that has been run again have what it has now. */
export function renewGrafts(module: object): void {
  for (const graft of bound) if (graft.isOf(module)) graft.renew();
}

/** Of which Graft package something is the module or a member; undefined where it is of none that has been used. */
export function findBound(value: object): Belonging | undefined {
  for (const graft of bound) {
    const name = graft.nameOf(value);
    if (name !== undefined) return { name, graft: graft.name, model: graft.model() };
  }
  return undefined;
}

/** What something is in a Graft package. */
export interface Belonging {
  /** Of the member; empty for the module itself. */
  readonly name: string;
  readonly graft: string;
  readonly model: UgmModule | undefined;
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
  private opened: OpenedGraft | undefined;
  /** What the package has been given. */
  private current: Record<string, unknown> = {};
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

  get name(): string {
    return this.definition.name;
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
    this.publish((name) => this.member(name));
  }

  isOf(module: object): boolean {
    return this.opened?.module === module;
  }

  /** The same configuration, and what the module has now. */
  renew(): void {
    this.opened = this.open(this.definition);
    this.publishAll();
  }

  /** The name of the member that a value is; empty for the module itself. */
  nameOf(value: object): string | undefined {
    if (this.isOf(value)) return '';
    return Object.keys(this.current).find((name) => this.current[name] === value);
  }

  model(): UgmModule | undefined {
    return this.opened?.model();
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
      this.publishAll();
    }
    return this.opened.module;
  }

  private use(name: string): unknown {
    const module = this.bind();
    const key = this.keyOf(module, name);
    if (key === undefined) {
      throw new GraftError('unknown-member', `${this.definition.name} has no ${name} any more.`, {
        remedy: 'Generate the Graft again: its module has changed since (graftwire generate).',
      });
    }
    const value = key === itself ? module : (Reflect.get(module, key) as unknown);
    if (!this.used.has(name)) {
      this.used.add(name);
      this.current[name] = value;
      this.assign(this.current);
    }
    return value;
  }

  /** Gives the package what is there. What costs something to be read stays a placeholder until it is used itself. */
  private publishAll(): void {
    const { module, isLazy } = this.opened!;
    this.publish((name) => {
      const key = isLazy(name) && !this.used.has(name) ? undefined : this.keyOf(module, name);
      if (key === undefined) return this.member(name);
      if (key === itself) return module;
      try {
        return Reflect.get(module, key);
      } catch {
        // What cannot cross, or cannot be read yet: who uses it is told so, and nobody else.
        return this.member(name);
      }
    });
  }

  private publish(valueOf: (name: string) => unknown): void {
    this.current = Object.fromEntries(this.definition.members.map((name) => [name, valueOf(name)]));
    this.assign(this.current);
  }

  private keyOf(module: object, name: string): string | typeof itself | undefined {
    return moduleMember(module, this.shown.get(name) ?? name, name === this.definition.defaultExport);
  }
}

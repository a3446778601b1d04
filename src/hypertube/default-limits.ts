import type { CallGuards } from './call-guards.js';
import type { Lane } from './lane.js';
import type { RemoteObjects } from './objects.js';
import { referenceOf } from './remote-object.js';

/** How long the calls of a module may take that bring no limit of their own; one for each module, also of its objects. */
export interface DefaultLimit {
  timeoutMs: number | undefined;
}

/** What a lane calls, each with the reference of its target first. */
const entrances = ['call', 'construct', 'call0', 'call1', 'call2', 'read', 'assign'] as const;

const hostModule = 'graftwire.host:';
/** What graftwire asks by itself, and what brings items of a stream, whose limits are those that it was begun with. */
const unlimited: ReadonlySet<string> = new Set(
  ['load', 'reload', 'class', 'describe', 'constructor', 'method', 'member', 'model', 'memberValue']
    .concat(['classNamed', 'pull', 'closeStream'])
    .map((name) => hostModule + name),
);

/**
 * Limits of a lane's calls that the configuration of a module gives: of its functions and classes, and of the objects, functions and iterators
 * that its calls give. A lane of which no module has any knows nothing of this, and its calls cost nothing for it.
 */
export class DefaultLimits {
  private readonly lane: Lane;
  private readonly guards: CallGuards;
  private readonly objects: RemoteObjects;
  /** The module of the class with this reference. */
  private readonly moduleOf: (reference: number) => string | undefined;
  private readonly byModule = new Map<string, DefaultLimit>();
  /** By bound members; null: none has any. */
  private readonly byMember: (DefaultLimit | null | undefined)[] = [];
  private readonly byReference = new Map<number, DefaultLimit>();
  /** Of whose calls something is being received. */
  private receiving: DefaultLimit | undefined;
  private isInstalled = false;

  constructor(
    lane: Lane,
    guards: CallGuards,
    objects: RemoteObjects,
    moduleOf: (reference: number) => string | undefined,
  ) {
    this.lane = lane;
    this.guards = guards;
    this.objects = objects;
    this.moduleOf = moduleOf;
  }

  /** Says how long calls of a module and of its submodules may take; undefined: as long as they like. */
  set(module: string, timeoutMs: number | undefined): void {
    const known = this.byModule.get(module);
    if (known === undefined) this.byModule.set(module, { timeoutMs });
    else known.timeoutMs = timeoutMs;
    this.byMember.length = 0;
    if (timeoutMs === undefined || this.isInstalled) return;
    this.isInstalled = true;
    this.install();
  }

  private install(): void {
    const { lane, guards, objects } = this;
    for (const name of entrances) {
      const plain = lane[name].bind(lane) as (target: number, ...rest: unknown[]) => unknown;
      const limited = (target: number, ...rest: unknown[]): unknown => {
        const limit =
          name === 'construct'
            ? (this.ofModule(this.moduleOf(target)) ?? this.byReference.get(target))
            : this.limitOf(target, rest[0] as number, name === 'call' ? rest[1] : rest);
        const outer = this.receiving;
        if (limit === undefined && outer === undefined && guards.own === undefined)
          return plain(target, ...rest);
        const own = guards.takeOwn();
        this.receiving = limit;
        try {
          const made =
            limit?.timeoutMs === undefined || own?.timeoutMs !== undefined
              ? plain(target, ...rest)
              : guards.limit(limit.timeoutMs, () => plain(target, ...rest));
          if (name === 'construct' && limit !== undefined && typeof made === 'number')
            this.byReference.set(made, limit);
          return made;
        } finally {
          this.receiving = outer;
        }
      };
      Object.defineProperty(lane, name, { value: limited, configurable: true });
    }
    const receive = objects.receive.bind(objects);
    objects.receive = (reference, type, isKnown) => {
      if (this.receiving !== undefined) this.byReference.set(reference, this.receiving);
      else if (!isKnown) this.byReference.delete(reference);
      return receive(reference, type, isKnown);
    };
    lane.later.limits = (target, member, args) => {
      const { current } = guards;
      const limit = this.limitOf(target, member, args);
      if (limit?.timeoutMs === undefined) return current;
      return { ...current, timeoutMs: current?.timeoutMs ?? limit.timeoutMs, of: limit };
    };
    lane.later.reading = (limits, read) => {
      const outer = this.receiving;
      this.receiving = limits?.of;
      try {
        return read();
      } finally {
        this.receiving = outer;
      }
    };
  }

  /** @param args of members of Python's package the first is what they are of */
  private limitOf(target: number, member: number, args: unknown): DefaultLimit | undefined {
    if (member === 0) return this.byReference.get(target);
    let limit = this.byMember[member];
    if (limit === undefined) {
      const name = this.lane.fullNameOf(member);
      limit = name.startsWith(hostModule) ? hostLimit(name) : (this.ofModule(moduleIn(name)) ?? null);
      this.byMember[member] = limit;
    }
    if (limit === ofArgument) {
      const subject = Array.from(args as ArrayLike<unknown>).find(isObject);
      return subject === undefined ? undefined : this.byReference.get(referenceOf(subject));
    }
    return limit ?? (target === 0 ? undefined : this.byReference.get(target));
  }

  /** Of the module or the nearest one that it is a part of. */
  private ofModule(module: string | undefined): DefaultLimit | undefined {
    for (let name = module; name !== undefined && name !== '';) {
      const found = this.byModule.get(name);
      if (found !== undefined) return found;
      const end = name.lastIndexOf('.');
      name = end < 0 ? undefined : name.slice(0, end);
    }
    return undefined;
  }
}

/** Stands for: what the argument has. */
const ofArgument: DefaultLimit = { timeoutMs: undefined };

function hostLimit(name: string): DefaultLimit | null {
  return unlimited.has(name) ? null : ofArgument;
}

function moduleIn(fullName: string): string {
  return fullName.split(':', 1)[0]!;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

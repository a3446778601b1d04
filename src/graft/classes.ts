import { GraftError } from '../errors/graft-error.js';
import type { Lane } from '../hypertube/lane.js';
import { LaneThread } from '../hypertube/lane-thread.js';
import type { RemoteObjects } from '../hypertube/objects.js';
import type { RemoteError } from '../hypertube/remote-error.js';
import { isValue } from '../hypertube/remote-value.js';
import { bindReference, referenceToken, RemoteObject, takeReference } from '../hypertube/remote-object.js';
import { Access } from './access.js';
import type { ClassOutline, RemoteClass } from './class-outline.js';
import { createAsyncOwnMethod } from './async-method.js';
import { createFunction, createMethod } from './graft-function.js';
import type { HostMembers } from './host-members.js';
import { KeywordsPlace, type FunctionModel } from './keywords-place.js';
import { instanceNames, staticNames } from './member-name.js';
import { remember } from './origin.js';
import { targetOf } from './target.js';
import { addDisposal, addProtocols } from './protocols.js';
import type { Places } from './places.js';
import { becomeRecord, createRecord, EnumMembers } from './value-classes.js';

/** What stands for an instance of a class: an object of it, or a function. */
interface KnownClass {
  readonly reference: number;
  readonly value: RemoteClass;
  readonly isFunction: boolean;
  readonly isCoroutine: boolean;
}

/**
 * The classes of the objects that Python has sent, and the objects themselves: each class once, made of its outline when the first
 * of its objects arrives, and each object once as long as something here holds it.
 */
export class Classes implements RemoteObjects {
  private readonly lane: Lane;
  private readonly host: HostMembers;
  private readonly places: Places;
  private readonly root: typeof RemoteObject;
  /** By the references of the classes, which are kept. */
  private readonly known = new Map<number, KnownClass>();
  private readonly byName = new Map<string, RemoteClass>();
  private readonly outlines = new WeakMap<object, ClassOutline>();
  private readonly enums = new EnumMembers();

  /** @param root the base of all; another one than RemoteObject where objects of another lane have that one */
  constructor(lane: Lane, host: HostMembers, places: Places, root = RemoteObject) {
    this.lane = lane;
    this.host = host;
    this.places = places;
    this.root = root;
    addProtocols(root.prototype, host, ['text', 'repr', 'equals']);
    addDisposal(root.prototype, (handle) => {
      lane.held.release(takeReference(handle));
    });
  }

  receive(reference: number, type: number, isKnown: boolean): unknown {
    if (type === 0) return this.ofReference(reference).value;
    if (isKnown) {
      const handle = this.lane.held.handleOf(reference);
      if (handle !== undefined) return handle;
    }
    const { value, isFunction, isCoroutine } = this.ofReference(type);
    if (isCoroutine) return this.awaited(reference);
    const handle = isFunction
      ? this.makeFunction(reference, value.name)
      : new (value as unknown as new (token: symbol, reference: number) => object)(referenceToken, reference);
    this.hold(handle, reference);
    return handle;
  }

  /** What a class was made from. */
  outlineOf(owner: object): ClassOutline | undefined {
    return this.outlines.get(owner);
  }

  /** A coroutine that a function has given, which is no coroutine function itself: it runs now, as a promise's function does. */
  private awaited(reference: number): unknown {
    const coroutine = new RemoteObject(referenceToken, reference);
    this.hold(coroutine, reference);
    return this.lane.later.call(LaneThread.loop, 0, this.host.bindHost('awaited'), [coroutine]);
  }

  find(reference: number): object | undefined {
    return this.lane.held.handleOf(reference);
  }

  hold(handle: object, reference: number): void {
    if (!RemoteObject.isOne(handle)) bindReference(handle, reference);
    this.lane.held.hold(handle, reference);
    this.places.note(handle);
  }

  enumMember(className: string, name: string | null, value: unknown): unknown {
    return this.enums.of(this.named(className), className, name, value);
  }

  record(className: string, fields: Readonly<Record<string, unknown>>): unknown {
    const known = this.byName.get(className);
    const owner = known ?? this.named(className);
    if (known === undefined) becomeRecord(owner, className);
    return createRecord(owner, fields);
  }

  /** The classes of values of a module are asked for again: the module has others of these names. */
  forget(module: string): void {
    for (const name of this.byName.keys()) if (name.startsWith(`${module}:`)) this.byName.delete(name);
  }

  /** The class with a full name, whose values have arrived. */
  private named(fullName: string): RemoteClass {
    let found = this.byName.get(fullName);
    if (found === undefined) {
      found = this.host.ask('classNamed', fullName) as RemoteClass;
      this.byName.set(fullName, found);
    }
    return found;
  }

  private ofReference(reference: number): KnownClass {
    const known = this.known.get(reference);
    if (known !== undefined) return known;
    // Stands for the class until there is one: its outline is asked for by it.
    const outline = this.host.classOutline(new RemoteObject(referenceToken, reference));
    // Its outline may have brought the class itself.
    const made = this.known.get(reference) ?? {
      reference,
      value: this.make(reference, outline),
      isFunction: outline.isFunction,
      isCoroutine: outline.fullName === 'builtins:coroutine',
    };
    this.known.set(reference, made);
    return made;
  }

  private make(reference: number, outline: ClassOutline): RemoteClass {
    const base = (outline.bases[0] ?? this.root) as typeof RemoteObject;
    const keywords = new KeywordsPlace((typed) =>
      this.host.constructorOf(new RemoteObject(referenceToken, reference), typed),
    );
    const construct = (args: readonly unknown[]): number | object =>
      this.construct(reference, keywords, args);
    const hold = (handle: object, made: number): void => {
      this.hold(handle, made);
    };
    const made = {
      [outline.name]: class extends base {
        constructor(...args: unknown[]) {
          if (args.length > 1 && args[0] === referenceToken) {
            super(referenceToken, args[1]);
            return;
          }
          const constructed = construct(args);
          if (typeof constructed !== 'number') {
            // What calling the class gave is no new object of it.
            return constructed as InstanceType<typeof base>;
          }
          super(referenceToken, constructed);
          hold(this, constructed);
        }
      },
    }[outline.name]!;
    this.outlines.set(made, outline);
    bindReference(made, reference);
    this.known.set(reference, { reference, value: made, isFunction: outline.isFunction, isCoroutine: false });
    this.addMembers(made, outline);
    addProtocols(made.prototype, this.host, outline.protocols);
    addProtocols(made, this.host, outline.classProtocols);
    for (const mixed of outline.mro) noteMixin(mixed, made);
    if (outline.exception !== null) letErrorsBeInstances(made, outline.exception);
    remember(made, {
      kind: 'class',
      module: outline.fullName.split(':')[0]!,
      model: () => this.host.describe(outline.name, made),
    });
    return made;
  }

  /** Calls a class, and gives the reference of the object that was made, or what came instead. */
  private construct(reference: number, keywords: KeywordsPlace, args: readonly unknown[]): number | object {
    const made = this.lane.construct(reference, keywords.apply(args));
    const { isFunction, value } = this.known.get(reference)!;
    if (typeof made === 'number' && isFunction) {
      const handle = this.makeFunction(made, value.name);
      this.hold(handle, made);
      return handle;
    }
    if (typeof made === 'number') return made;
    if ((typeof made.value === 'object' && made.value !== null) || typeof made.value === 'function')
      return made.value;
    throw new GraftError('unsupported-value', 'Calling this class gave no object, which `new` cannot give.', {
      remedy: 'Call it by graft.call(…), which gives anything.',
    });
  }

  private addMembers(made: typeof RemoteObject, outline: ClassOutline): void {
    const { fullName } = outline;
    const { prototype } = made;
    const instance = instanceNames([...Object.keys(outline.methods), ...Object.keys(outline.fields)]);
    for (const [name, kind] of Object.entries(outline.methods)) {
      const value = this.makeMethod(made, fullName, name, kind);
      Object.defineProperty(prototype, instance.get(name)!, { value, writable: true, configurable: true });
    }
    for (const [name, isSettable] of Object.entries(outline.fields))
      this.addField(prototype, instance.get(name)!, fullName, name, isSettable);
    const statics = staticNames(Object.keys(outline.statics));
    for (const [name, kind] of Object.entries(outline.statics)) {
      const shown = statics.get(name)!;
      if (kind === 'attribute' || kind === 'class') this.addField(made, shown, fullName, name, true);
      else {
        const value = this.makeMethod(made, fullName, name, kind);
        Object.defineProperty(made, shown, { value, writable: true, configurable: true });
      }
    }
  }

  private makeMethod(owner: object, className: string, name: string, kind: string): unknown {
    const fullName = `${className}.${name}`;
    const model: FunctionModel = (typed) => this.host.method(owner, name, typed);
    const host = this.host;
    const make = kind === 'async-function' ? createAsyncOwnMethod : createMethod;
    const method = make(this.lane, {
      name,
      fullName,
      model,
      onValue: (value, args) => host.ask('memberOf', value, Access.callWithObject, name, ...args),
    });
    remember(method, {
      kind,
      module: className.split(':')[0]!,
      model: () => ({ ...model(), kind: kind as 'function' }),
    });
    return method;
  }

  private addField(owner: object, shown: string, className: string, name: string, isSettable: boolean): void {
    const { lane } = this;
    const fullName = `${className}.${name}`;
    let member = 0;
    const bound = (): number => (member === 0 ? (member = lane.bind(fullName)) : member);
    const { host } = this;
    const get = function (this: object): unknown {
      const target = RemoteObject.referenceOf(this);
      if (target === 0 && isValue(this)) return host.ask('getAttribute', this, name);
      return lane.read(target === 0 ? targetOf(this, fullName) : target, bound());
    };
    const set = function (this: object, value: unknown): void {
      lane.assign(targetOf(this, fullName), bound(), value);
    };
    const access = isSettable ? { get, set } : { get };
    Object.defineProperty(owner, shown, { ...access, enumerable: false, configurable: true });
  }

  private makeFunction(reference: number, className: string): object {
    let name: string | undefined;
    const host = this.host;
    const made = createFunction(this.lane, {
      name: className,
      fullName: className,
      target: reference,
      model: (typed) => host.describe(className, made, typed) as never,
    });
    Object.defineProperty(made, 'name', {
      get: () => (name ??= String(host.askOf('nameOf', made))),
      configurable: true,
    });
    remember(made, { kind: 'function', module: '', model: () => host.describe(made.name, made) });
    return made;
  }
}

const ordinaryHasInstance = Function.prototype[Symbol.hasInstance] as (
  this: never,
  value: unknown,
) => boolean;

/** Exceptions arrive as errors of JavaScript's classes, which say what they are in Python. */
function letErrorsBeInstances(made: RemoteClass, name: string): void {
  Object.defineProperty(made, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      if (this !== made) return ordinaryHasInstance.call(this as never, value);
      if (value instanceof Error) return (value as Partial<RemoteError>).remote?.mro.includes(name) === true;
      return ordinaryHasInstance.call(this as never, value);
    },
    configurable: true,
  });
}

/** Of a class that is a base beside the first: the classes that have it. */
const mixins = new WeakMap<object, WeakSet<object>>();

/** JavaScript's classes have one base; for the others `instanceof` has to be told. */
function noteMixin(base: RemoteClass, derived: object): void {
  let having = mixins.get(base);
  if (having === undefined) {
    having = new WeakSet();
    mixins.set(base, having);
    const own = having;
    Object.defineProperty(base, Symbol.hasInstance, {
      value(this: unknown, value: unknown): boolean {
        // Derived classes inherit this, and ask for themselves.
        if (this !== base) return ordinaryHasInstance.call(this as never, value);
        if (typeof value !== 'object' || value === null) return false;
        for (let at: unknown = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) {
          if (at === base.prototype) return true;
          const maker = (at as { constructor?: object }).constructor;
          if (maker !== undefined && own.has(maker)) return true;
        }
        return false;
      },
      configurable: true,
    });
  }
  having.add(derived);
}

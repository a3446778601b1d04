import { GraftError } from '../errors/graft-error.js';
import { isPlainObject } from '../iip/object-kind.js';
import type { Lane } from '../hypertube/lane.js';
import { LaneThread } from '../hypertube/lane-thread.js';
import { PipelinedPromise } from '../hypertube/pipelined-promise.js';
import type { Pipeline } from '../hypertube/pipelined-promise.js';
import { lazyReferenceOf, referenceOf, RemoteObject } from '../hypertube/remote-object.js';
import type { UgmFunction, UgmMember, UgmOutline, UgmOutlineKind } from '../model/ugm.js';
import {
  AsyncTarget,
  createAsyncFunction,
  createAsyncMethod,
  markAsync,
  referenceFor,
  threadOf,
} from './async-method.js';
import type { FunctionModel } from './keywords-place.js';
import { Access } from './access.js';
import { asyncProtocols } from './async-protocols.js';
import type { ClassOutline } from './class-outline.js';
import type { HostMembers } from './host-members.js';
import { instanceNames, memberNames } from './member-name.js';
import { originOf } from './origin.js';
import { pipelinedMember, pythonName } from './pipelined-member.js';

/** What is known of a module or class, which an asynchronous interface is made from. */
export interface KnownOutlines {
  moduleOutline(module: object): UgmOutline | undefined;
  /** Of a class that has been received. */
  classOutline(owner: object): ClassOutline | undefined;
  /** The model of a member of a module that was loaded. */
  member(module: string, name: string, typed?: boolean): UgmMember;
  method(owner: object, name: string, typed?: boolean): UgmFunction;
}

/** Makes, of a module or an object of Python, the same with every method asynchronous: `graft.async`. */
export class AsyncInterfaces implements Pipeline {
  private readonly lane: Lane;
  private readonly host: HostMembers;
  private readonly known: KnownOutlines;
  private readonly made = new WeakMap<object, object>();
  private readonly prototypes = new WeakMap<object, object>();

  constructor(lane: Lane, host: HostMembers, known: KnownOutlines) {
    this.lane = lane;
    this.host = host;
    this.known = known;
    lane.later.pipeline = this;
  }

  /** @throws GraftError `invalid-argument` where `graft` is nothing of Python's */
  of(graft: object): object {
    let made = this.made.get(graft);
    if (made === undefined) {
      made = markAsync(this.make(graft));
      this.made.set(graft, made);
    }
    return made;
  }

  private make(graft: object): object {
    const outline = this.known.moduleOutline(graft);
    if (outline !== undefined) return this.ofModule(outline, graft);
    if (typeof graft === 'function') return this.ofFunction(graft as (...args: never[]) => unknown);
    // Also of nothing that TypeScript would let through.
    if (typeof graft === 'object' && (graft as object | null) !== null && RemoteObject.isOne(graft)) {
      const prototype = this.prototypeOf(graft.constructor);
      return Object.setPrototypeOf(new AsyncTarget(graft), prototype) as object;
    }
    throw notOfPython();
  }

  private ofModule(outline: UgmOutline, module: object): object {
    const { callable } = outline;
    const made = (
      callable === undefined
        ? Object.create(null)
        : this.functionOfModule(outline, callable.name, callable.kind)
    ) as Record<string, unknown>;
    for (const [name, shown] of memberNames(Object.keys(outline.members))) {
      const get = (): unknown => {
        const value = this.memberOfModule(outline, module, name, shown);
        // An attribute is read each time.
        if (!(value instanceof Promise))
          Object.defineProperty(made, shown, {
            value,
            writable: false,
            enumerable: true,
            configurable: true,
          });
        return value;
      };
      Object.defineProperty(made, shown, { get, enumerable: true, configurable: true });
    }
    return Object.preventExtensions(made);
  }

  private memberOfModule(outline: UgmOutline, module: object, name: string, shown: string): unknown {
    const told = outline.members[name]!;
    const kind = told === 'lazy' ? this.known.member(outline.name, name).kind : told;
    const fullName = `${outline.name}:${name}`;
    if (kind === 'attribute')
      return this.lane.later.read(LaneThread.side, 0, this.host.bindName(fullName), module);
    if (kind === 'class' || kind === 'module') return this.of((module as Record<string, object>)[shown]!);
    return this.functionOfModule(outline, name, kind);
  }

  private functionOfModule(outline: UgmOutline, name: string, kind: UgmOutlineKind): unknown {
    const model: FunctionModel = (typed) =>
      this.known.member(outline.name, name, typed) as UgmFunction & UgmMember;
    return createAsyncFunction(
      this.lane,
      { name, fullName: `${outline.name}:${name}`, model },
      threadOf(kind),
    );
  }

  /** Of a function, or of a class, which makes an object with `new` or without. */
  private ofFunction(graft: (...args: never[]) => unknown): object {
    const model: FunctionModel = (typed) => this.host.constructorOf(graft, typed);
    if (referenceOf(graft) === 0 && originOf(graft) === undefined && lazyReferenceOf(graft) === 0)
      throw notOfPython();
    const call = createAsyncFunction(
      this.lane,
      { name: graft.name, fullName: graft.name, model },
      LaneThread.side,
      graft,
    );
    const outline = this.known.classOutline(graft);
    if (outline === undefined) return call;
    const made = function (...args: readonly unknown[]): PipelinedPromise {
      return call(...args);
    };
    Object.defineProperty(made, 'name', { value: graft.name, configurable: true });
    for (const [name, kind] of Object.entries(outline.statics)) {
      if (kind === 'attribute' || kind === 'class') continue;
      const method = createAsyncMethod(this.lane, this.methodOrigin(outline, graft, name), threadOf(kind));
      const target = new AsyncTarget(graft);
      Object.defineProperty(made, name, {
        value: (...args: readonly unknown[]) => Reflect.apply(method, target, args),
        configurable: true,
      });
    }
    return made;
  }

  private methodOrigin(
    outline: ClassOutline,
    owner: object,
    name: string,
  ): { readonly name: string; readonly fullName: string; readonly model: FunctionModel } {
    return {
      name,
      fullName: `${outline.fullName}.${name}`,
      model: (typed) => this.known.method(owner, name, typed),
    };
  }

  /** What the interfaces of a class's objects have, and of its bases'. */
  private prototypeOf(owner: object): object {
    const known = this.prototypes.get(owner);
    if (known !== undefined) return known;
    const base = Object.getPrototypeOf(owner) as object | null;
    const outline = this.known.classOutline(owner);
    const isLast = base === null || base === Function.prototype;
    const made = Object.create(isLast ? AsyncTarget.prototype : this.prototypeOf(base)) as object;
    this.prototypes.set(owner, made);
    if (outline === undefined) return made;
    const shown = instanceNames([...Object.keys(outline.methods), ...Object.keys(outline.fields)]);
    for (const [name, kind] of Object.entries(outline.methods)) {
      const value = createAsyncMethod(this.lane, this.methodOrigin(outline, owner, name), threadOf(kind));
      Object.defineProperty(made, shown.get(name)!, { value, writable: true, configurable: true });
    }
    for (const name of Object.keys(outline.fields)) {
      const { lane, host } = this;
      const fullName = `${outline.fullName}.${name}`;
      const get = function (this: unknown): PipelinedPromise {
        const object = AsyncTarget.objectOf(this, fullName);
        return lane.later.read(LaneThread.side, referenceFor(object), host.bindName(fullName), object);
      };
      Object.defineProperty(made, shown.get(name)!, { get, configurable: true });
    }
    for (const [key, descriptor] of asyncProtocols(this.lane, this.host, outline.protocols)) {
      if (!(key in made) || key === Symbol.asyncIterator) Object.defineProperty(made, key, descriptor);
    }
    return made;
  }

  // -- promises of objects ---------------------------------------------------------------------------------

  member(promise: PipelinedPromise, name: string): unknown {
    return pipelinedMember(this, () => promise, pythonName(name));
  }

  iterate(promise: PipelinedPromise): AsyncIterator<unknown> {
    return this.host.streamOf(promise, PipelinedPromise.limitsOf(promise));
  }

  /** Calls a member of what a promise gives, in the same frame where that has not left. */
  callMember(before: PipelinedPromise, name: string, args: readonly unknown[]): PipelinedPromise {
    const last = args.at(-1);
    const mayBeKeywords = typeof last === 'object' && last !== null && isPlainObject(last);
    return this.continue(before, name, [mayBeKeywords ? Access.callWithObject : Access.call, name, ...args]);
  }

  /** Reads an attribute of what a promise gives. */
  readMember(before: PipelinedPromise, name: string): PipelinedPromise {
    return this.continue(before, name, [Access.read, name]);
  }

  private continue(before: PipelinedPromise, name: string, args: readonly unknown[]): PipelinedPromise {
    const { host } = this;
    const members = { inFrame: host.bindHost('memberOfStep'), alone: host.bindHost('memberOf') };
    return this.lane.later.callAfter(before, members, name, args);
  }
}

function notOfPython(): GraftError {
  return new GraftError('invalid-argument', 'graft.async takes a module, function or object of Python.', {
    remedy: 'Give what graft.load or a call has given.',
  });
}

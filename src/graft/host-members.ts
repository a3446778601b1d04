import type { CallLimits } from '../hypertube/call-guards.js';
import type { BoundMember, Lane } from '../hypertube/lane.js';
import { LaneThread } from '../hypertube/lane-thread.js';
import { referenceOf } from '../hypertube/remote-object.js';
import type { UgmFunction, UgmMember, UgmModule, UgmOutline } from '../model/ugm.js';
import type { ClassOutline } from './class-outline.js';
import type { PythonSource } from './source.js';
import { streamOf } from './streams.js';

/** The members of the Python package itself that a Graft is made with, bound at their first use. */
export class HostMembers {
  private readonly lane: Lane;
  private readonly bound = new Map<string, BoundMember>();

  constructor(lane: Lane) {
    this.lane = lane;
  }

  /** Imports a module and says what it has. */
  load({ target, kind }: Pick<PythonSource, 'target' | 'kind'>): UgmOutline {
    return this.ask('load', target, kind) as UgmOutline;
  }

  /** Runs a module that was loaded again, and says what it has now. */
  reload(module: string): UgmOutline {
    return this.ask('reload', module) as UgmOutline;
  }

  // Types take Python a while to find out, and are left out of models unless they are asked for.

  /** The model of one member of a module that was loaded. */
  member(module: string, name: string, typed = false): UgmMember {
    return this.ask('member', module, name, ...(typed ? [true] : [])) as UgmMember;
  }

  /** The whole model of a module that was loaded. */
  model(module: string): UgmModule {
    return this.ask('model', module) as UgmModule;
  }

  /** What a class is made from. */
  classOutline(value: object): ClassOutline {
    return this.ask('class', value) as ClassOutline;
  }

  /** The model of a class, or of something that can be called. */
  describe(name: string, value: object, typed = false): UgmMember {
    return this.ask('describe', name, value, ...(typed ? [true] : [])) as UgmMember;
  }

  /** The model of a method of a class. */
  method(owner: object, name: string, typed = false): UgmFunction {
    return this.ask('method', owner, name, ...(typed ? [true] : [])) as UgmFunction;
  }

  /** The model of calling a class. */
  constructorOf(value: object, typed = false): UgmFunction {
    return this.ask('constructor', value, ...(typed ? [true] : [])) as UgmFunction;
  }

  exec(code: string, variables: unknown): void {
    this.ask('exec', code, variables);
  }

  eval(expression: string, variables: unknown): unknown {
    return this.ask('eval', expression, variables);
  }

  /** Calls one of the members that protocols.py has. */
  ask(name: string, ...args: readonly unknown[]): unknown {
    return this.lane.call(0, this.bindHost(name), args);
  }

  /** The same with one argument, which is what is asked most. */
  askOf(name: string, value: object): unknown {
    return this.lane.call1(0, this.bindHost(name), value);
  }

  /** The same for coroutines, which run on the lane's loop. */
  askLater(name: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.lane.later.call(LaneThread.loop, 0, this.bindHost(name), args);
  }

  /** The same within limits; without, those of the call that is being made count. */
  askWithin(limits: CallLimits | undefined, name: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.lane.later.call(LaneThread.loop, 0, this.bindHost(name), args, args, limits);
  }

  /** Iterates over an iterable of Python asynchronously, within the limits of the call that is being made, or others. */
  streamOf(source: object, limits?: CallLimits): AsyncIterator<unknown> {
    limits ??= this.lane.later.limits(0, this.bindHost('stream'), [source]);
    return streamOf(this, source, limits);
  }

  /** Calls an object itself. */
  callObject(target: object, args: readonly unknown[]): unknown {
    return this.lane.call(referenceOf(target), 0, args);
  }

  /** Binds one of these members, for who calls it by other ways. */
  bindHost(name: string): BoundMember {
    return this.bindName(`graftwire.host:${name}`);
  }

  /** Binds a full name once. */
  bindName(fullName: string): BoundMember {
    let member = this.bound.get(fullName);
    if (member === undefined) {
      member = this.lane.bind(fullName);
      this.bound.set(fullName, member);
    }
    return member;
  }
}

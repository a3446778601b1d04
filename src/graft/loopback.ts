import { GraftError } from '../errors/graft-error.js';
import { HostedModules } from '../hypertube/javascript-host/hosted-modules.js';
import { Lane } from '../hypertube/lane.js';
import { LoopbackLane } from '../hypertube/loopback/loopback-lane.js';
import { ReferenceSpace, spaceBits } from '../hypertube/reference-space.js';
import { lazyReferenceOf, RemoteObject, referenceOf } from '../hypertube/remote-object.js';
import type { UgmModule } from '../model/ugm.js';
import type { GraftModule } from './graft-module.js';
import { LoopbackGuards } from './loopback-guards.js';
import { createSession } from './session.js';
import type { Session } from './session.js';

/** What a module of JavaScript is called where everything goes through encode and decode. */
export interface LoopbackOptions {
  /** Its stable name, which errors and full names have: `shop`. */
  readonly name: string;
  /** Where it stands, for who asks for it. */
  readonly file?: string | null;
  /** Runs the module again, into the same exports. */
  readonly reload?: () => void;
  /** What every invocation is checked against. Without one the module offers what it exports, and nothing is checked. */
  readonly model?: UgmModule;
}

interface Loopback {
  readonly session: Session;
  readonly modules: HostedModules;
}

let loopback: Loopback | undefined;

/** The base of the classes of objects on the loopback route: what every object has is asked of its own lane. */
class LoopbackObject extends RemoteObject {}

/** This thread's loopback lane; made at the first use. */
function open(): Loopback {
  if (loopback === undefined) {
    const modules = new HostedModules();
    let other: LoopbackLane | undefined;
    const lane = new Lane(
      (callees) => (other = new LoopbackLane(modules, callees)),
      () => undefined,
      ReferenceSpace.loopback,
    );
    other!.lane = lane;
    loopback = { session: createSession(lane, new LoopbackGuards(), LoopbackObject), modules };
  }
  return loopback;
}

/** The session of the loopback route; undefined where nothing has been loaded by it. */
export function loopbackSession(): Session | undefined {
  return loopback?.session;
}

/** Interfaces with every method asynchronous, which stand for nothing themselves. */
const interfaces = new WeakSet<object>();

export function noteOnLoopback(made: object): void {
  interfaces.add(made);
}

/** Whether something is of the loopback route: a module, class, function, object or error, or an interface of one. */
export function isOnLoopback(value: unknown): boolean {
  if (loopback === undefined) return false;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  if (interfaces.has(value) || loopback.session.modules.outlineOf(value) !== undefined) return true;
  return (referenceOf(value) || lazyReferenceOf(value)) >>> spaceBits === ReferenceSpace.loopback;
}

/**
 * A Graft of a module of JavaScript in this process that is used as if it were elsewhere: every call is a frame that is encoded, decoded and
 * executed, so that values are copied, objects are held by reference, and errors are made anew. For tests of what is to be moved.
 *
 * @param exports what the module exports: its namespace, or `module.exports`
 * @returns the same object for the same module each time
 * @throws GraftError `invalid-argument` for what is no module, or where another module has this name
 */
export function loopbackModule(exports: object, options: LoopbackOptions): GraftModule {
  if ((typeof exports !== 'object' && typeof exports !== 'function') || (exports as object | null) === null) {
    throw new GraftError('invalid-argument', `A module is an object or a function, not ${typeof exports}.`, {
      remedy: 'Give what import() or require gave.',
    });
  }
  const { name, file = null, model, reload } = options;
  const { session, modules } = open();
  modules.add({ name, exports, file, model, reload });
  return session.modules.of(modules.outline(name));
}

import { CallGuards } from '../hypertube/call-guards.js';
import type { GuardKeeper } from '../hypertube/call-guards.js';
import { DefaultLimits } from '../hypertube/default-limits.js';
import type { Lane } from '../hypertube/lane.js';
import { RemoteObject } from '../hypertube/remote-object.js';
import { AsyncInterfaces } from './async-interface.js';
import { Classes } from './classes.js';
import { GraftModules } from './graft-module.js';
import { HostMembers } from './host-members.js';
import { RemoteObjectAccess } from './objects.js';
import { Places } from './places.js';

/** A lane of this thread, and what Grafts are made with on it. */
export interface Session {
  readonly later: AsyncInterfaces;
  readonly objects: RemoteObjectAccess;
  readonly host: HostMembers;
  readonly modules: GraftModules;
  readonly guards: CallGuards;
  /** Of calls that bring none themselves. */
  readonly limits: DefaultLimits;
  readonly classes: Classes;
}

/** @param root the base of the classes of its objects */
export function createSession(lane: Lane, keeper: GuardKeeper, root = RemoteObject): Session {
  const host = new HostMembers(lane);
  const places = new Places();
  const classes = new Classes(lane, host, places, root);
  const modules = new GraftModules(lane, host);
  lane.objects = classes;
  const guards = new CallGuards(keeper);
  lane.later.limits = () => guards.current;
  return {
    host,
    modules,
    later: new AsyncInterfaces(lane, host, {
      moduleOutline: (module) => modules.outlineOf(module),
      classOutline: (owner) => classes.outlineOf(owner),
      member: (module, name, typed) => host.member(module, name, typed),
      method: (owner, name, typed) => host.method(owner, name, typed),
    }),
    guards,
    limits: new DefaultLimits(lane, guards, classes, (reference) => {
      const known = classes.outlineOf(classes.receive(reference, 0, true) as object);
      return known?.fullName.split(':', 1)[0];
    }),
    classes,
    objects: new RemoteObjectAccess(lane, host, places),
  };
}

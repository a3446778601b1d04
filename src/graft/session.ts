import { CallGuards } from '../hypertube/call-guards.js';
import { Lane } from '../hypertube/lane.js';
import { atExit } from '../runtime/python/at-exit.js';
import { startPython } from '../runtime/python/host.js';
import { writeOutput } from '../runtime/python/output.js';
import { AsyncInterfaces } from './async-interface.js';
import { applyCallbackTimeout } from './callback-timeout.js';
import { Classes } from './classes.js';
import { watchCollections } from './collections.js';
import { GraftModules } from './graft-module.js';
import { HostMembers } from './host-members.js';
import { JavaScriptModules } from './javascript-modules.js';
import { RemoteObjectAccess } from './objects.js';
import { Places } from './places.js';

/** What a thread of JavaScript has of Python. */
export interface Session {
  readonly later: AsyncInterfaces;
  readonly objects: RemoteObjectAccess;
  readonly host: HostMembers;
  readonly modules: GraftModules;
  readonly guards: CallGuards;
  readonly classes: Classes;
}

let session: Session | undefined;

/**
 * This thread's lane and what was made with it; made at the first use, so that importing graftwire costs nothing.
 *
 * @param python which Python, where it does not run yet
 */
export function openSession(python?: string): Session {
  const addon = startPython({ python });
  if (session === undefined) {
    const lane = new Lane((callees) => addon.openLane(callees), writeOutput);
    const host = new HostMembers(lane);
    const places = new Places();
    lane.host = new JavaScriptModules();
    const classes = new Classes(lane, host, places);
    const modules = new GraftModules(lane, host);
    lane.objects = classes;
    const guards = new CallGuards(addon);
    lane.later.limits = () => guards.current;
    session = {
      host,
      modules,
      later: new AsyncInterfaces(lane, host, {
        moduleOutline: (module) => modules.outlineOf(module),
        classOutline: (owner) => classes.outlineOf(owner),
        member: (module, name) => host.member(module, name),
        method: (owner, name) => host.method(owner, name),
      }),
      guards,
      classes,
      objects: new RemoteObjectAccess(lane, host, places),
    };
    watchCollections(lane);
    // What a thread of the lane printed last is printed here, too.
    atExit(() => {
      lane.later.printPosted();
    });
    applyCallbackTimeout(addon);
  }
  return session;
}

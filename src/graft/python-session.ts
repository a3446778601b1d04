import type { LaneCallees, NativeLane } from '../binding/native-addon.js';
import { Lane } from '../hypertube/lane.js';
import { atExit } from '../runtime/python/at-exit.js';
import { startPython } from '../runtime/python/host.js';
import { writeOutput } from '../runtime/python/output.js';
import { applyCallbackTimeout } from './callback-timeout.js';
import { watchCollections } from './collections.js';
import { JavaScriptModules } from './javascript-modules.js';
import { isOnLoopback, loopbackSession } from './loopback.js';
import { createSession, type Session } from './session.js';

let session: Session | undefined;

/**
 * This thread's lane to Python and what was made with it; made at the first use, so that importing graftwire costs nothing.
 *
 * @param python which Python, where it does not run yet
 */
export function openSession(python?: string): Session {
  const addon = startPython({ python });
  if (session === undefined) {
    // An object to which so many functions were added one by one is a dictionary for V8, and each call of one a look-up. As a prototype it
    // is not: measured here, 8 % of a call of add.
    const openLane = (callees: LaneCallees): NativeLane =>
      Object.create(addon.openLane(callees)) as NativeLane;
    const lane = new Lane(openLane, writeOutput);
    lane.host = new JavaScriptModules();
    session = createSession(lane, addon);
    watchCollections(lane, addon.isMainThread);
    // What a thread of the lane printed last is printed here, too.
    atExit(() => {
      lane.later.printPosted();
    });
    applyCallbackTimeout(addon);
  }
  return session;
}

/** The session that something of another runtime is of. */
export function sessionOf(value: unknown): Session {
  return isOnLoopback(value) ? loopbackSession()! : openSession();
}

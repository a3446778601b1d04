import { setTimeout } from 'node:timers';
import type { Lane } from '../hypertube/lane.js';

/** Held here: a registry that nobody holds is collected itself, and tells nothing. */
let registry: FinalizationRegistry<undefined> | undefined;

const lookMs = 1000;

/**
 * Gives back what V8 has collected, also where the program calls nothing more. On the main thread an object that nobody holds tells, a turn
 * after the collection, that there was one. A worker looks once a second instead: Node.js aborts the process where a worker ends before that turn
 * ("illegal access": it runs the registry's callback when no JavaScript may run any more). Neither keeps a process alive.
 */
export function watchCollections(lane: Lane, isMainThread: boolean): void {
  if (!isMainThread) {
    const look = (): void => {
      lane.held.sweep();
      setTimeout(look, lookMs).unref();
    };
    setTimeout(look, lookMs).unref();
    return;
  }
  registry = new FinalizationRegistry(() => {
    lane.held.sweep();
    set();
  });
  const set = (): void => {
    registry!.register({}, undefined);
  };
  set();
}

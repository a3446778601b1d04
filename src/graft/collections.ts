import type { Lane } from '../hypertube/lane.js';

/** Held here: a registry that nobody holds is collected itself, and tells nothing. */
let registry: FinalizationRegistry<undefined> | undefined;

/**
 * Gives back what V8 has collected, also where the program calls nothing more: an object that nobody holds tells, a turn after the
 * collection, that there was one. It keeps no process alive.
 */
export function watchCollections(lane: Lane): void {
  registry = new FinalizationRegistry(() => {
    lane.held.sweep();
    set();
  });
  const set = (): void => {
    registry!.register({}, undefined);
  };
  set();
}

import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
/** Collects what nothing holds, at once; what tells of it runs later. */
export const gc = runInNewContext('gc') as () => void;

/** Lets V8 collect whatever nothing holds, and what tells of it run, until `isDone` says that all is gone. Gives whether it did. */
export async function collected(isDone: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 50; turn++) {
    // What a WeakRef has shown is held to the end of its turn.
    await setImmediate();
    gc();
    await setImmediate();
    await setImmediate();
    if (isDone()) return true;
  }
  return false;
}

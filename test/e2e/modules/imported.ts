import { graft } from 'graftwire';

/** A module that can be imported, as a program without types sees it. */
export function imported(name: string): any {
  return graft.python.import(name);
}

import { callerPlace } from '../errors/caller-stack.js';

/** Where what is held came to be, as lines of stacks; only while somebody wants to know, since taking a stack costs more than a call. */
export class Places {
  private readonly made = new Map<WeakRef<object>, string>();
  private isOn = false;

  set on(on: boolean) {
    this.isOn = on;
    if (!on) this.made.clear();
  }

  note(handle: object): void {
    if (!this.isOn) return;
    this.made.set(new WeakRef(handle), callerPlace());
  }

  /** Of what still lives, each with its place. */
  *alive(): Iterable<readonly [object, string]> {
    for (const [reference, place] of this.made) {
      const handle = reference.deref();
      if (handle === undefined) this.made.delete(reference);
      else yield [handle, place];
    }
  }
}

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
    const { stack = '' } = new Error('place');
    const frames = stack.split('\n').slice(1);
    const place =
      frames.find((line) => !/graftwire|[\\/]dist[\\/]index\.cjs|node:internal/.test(line)) ??
      frames.at(-1) ??
      '';
    this.made.set(new WeakRef(handle), place.trim().replace(/^at /, ''));
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

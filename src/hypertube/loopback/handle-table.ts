/** What stands in JavaScript for the objects of a lane's other side, weakly; and telling when something is gone. */
export class HandleTable {
  private readonly handles = new Map<number, WeakRef<object>>();
  private readonly registry: FinalizationRegistry<{
    readonly reference: number;
    readonly handle: WeakRef<object>;
  }>;

  /** @param onGone called in a turn of the event loop with the reference of what has been collected */
  constructor(onGone: (reference: number) => void) {
    this.registry = new FinalizationRegistry(({ reference, handle }) => {
      // Another one may stand for the same since.
      if (this.handles.get(reference) !== handle) return;
      this.handles.delete(reference);
      onGone(reference);
    });
  }

  hold(reference: number, handle: object): void {
    const weak = new WeakRef(handle);
    this.handles.set(reference, weak);
    this.registry.register(handle, { reference, handle: weak });
  }

  find(reference: number): object | undefined {
    return this.handles.get(reference)?.deref();
  }

  forget(reference: number): void {
    this.handles.delete(reference);
  }

  get size(): number {
    return this.handles.size;
  }
}

/** Memory that a caller lends with the arguments of a call, by numbers. */
export class LentViews {
  private readonly views = new Map<number, WeakRef<ArrayBufferView> | ArrayBufferView>();
  private last = 0;

  /** @param isCopied nobody else has it, so that it is held here until it is taken */
  lend(view: ArrayBufferView, isCopied: boolean): number {
    this.last += 1;
    // What the caller never sends, since another argument cannot cross, is not kept from being collected.
    this.views.set(this.last, isCopied ? copyOf(view) : new WeakRef(view));
    return this.last;
  }

  /** What was lent under a number, once. */
  take(number: number): ArrayBufferView | undefined {
    const view = this.views.get(number);
    this.views.delete(number);
    return view instanceof WeakRef ? view.deref() : view;
  }
}

function copyOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

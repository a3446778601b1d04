/** ArrayBuffers whose memory stays theirs, since Python may see it, or it is Python's. Loads node:worker_threads, which takes milliseconds. */
export class PinnedMemory {
  readonly isMainThread: boolean;
  private readonly mark: (buffer: ArrayBufferLike) => void;
  private readonly isMarked: (buffer: ArrayBufferLike) => boolean;
  private readonly pinned = new WeakSet<ArrayBufferLike>();

  constructor() {
    const threads: ThreadsModule = process.getBuiltinModule('node:worker_threads');
    this.isMainThread = threads.isMainThread;
    this.mark = threads.markAsUntransferable;
    // Of Node 21.
    this.isMarked = threads.isMarkedAsUntransferable ?? (() => false);
  }

  /** Lets a buffer be neither posted to another thread nor transferred to another buffer. */
  pin(buffer: ArrayBufferLike): void {
    if (this.pinned.has(buffer)) return;
    this.pinned.add(buffer);
    // External ones are marked from their beginning. Marked again, Node 24 could not detach them at its end any more, and would abort.
    if (!this.isMarked(buffer)) this.mark(buffer);
    // Node's mark is not V8's: `transfer()` of Node 22 does not look at it.
    if ('transfer' in buffer && Object.isExtensible(buffer)) Object.defineProperties(buffer, refusals);
  }
}

interface ThreadsModule {
  readonly isMainThread: boolean;
  readonly markAsUntransferable: (object: object) => void;
  readonly isMarkedAsUntransferable?: (object: object) => boolean;
}

function refuse(): never {
  throw new TypeError('This ArrayBuffer cannot be transferred: Python uses its memory.');
}

const refusal: PropertyDescriptor = {
  value: refuse,
  enumerable: false,
  writable: false,
  configurable: false,
};
const refusals: PropertyDescriptorMap = { transfer: refusal, transferToFixedLength: refusal };

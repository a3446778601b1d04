import { asyncDisposeSymbol, disposeSymbol } from '../dispose-symbols.js';
import type { EventBuffer } from './event-buffer.js';
import type { EventStream } from './event-types.js';

type Step = IteratorResult<unknown, undefined>;

class BufferedStream {
  readonly #buffer: EventBuffer;

  constructor(buffer: EventBuffer) {
    this.#buffer = buffer;
  }

  get closed(): boolean {
    return this.#buffer.isEnded;
  }

  close(): void {
    this.#buffer.end();
  }

  next(): Promise<Step> {
    return this.#buffer.next(this);
  }

  return(): Promise<Step> {
    this.#buffer.discard();
    return this.next();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

Object.defineProperty(BufferedStream.prototype, disposeSymbol, {
  value(this: BufferedStream): void {
    this.close();
  },
  writable: true,
  configurable: true,
});
Object.defineProperty(BufferedStream.prototype, asyncDisposeSymbol, {
  async value(this: BufferedStream): Promise<void> {
    await this.return();
  },
  writable: true,
  configurable: true,
});

/** Made with the first stream. Buffers are in it by themselves, to be taken out when they end. */
let abandoned: FinalizationRegistry<EventBuffer> | undefined;

/** A stream of what comes into a buffer, which ends when everybody has let go of the stream. */
export function createStream<Value>(buffer: EventBuffer): EventStream<Value> {
  const stream = new BufferedStream(buffer);
  const registry = (abandoned ??= new FinalizationRegistry((left) => {
    left.discard();
  }));
  registry.register(stream, buffer, buffer);
  buffer.atEnd(() => registry.unregister(buffer));
  return stream as unknown as EventStream<Value>;
}

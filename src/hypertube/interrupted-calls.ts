// Not the global one, which test runners replace.
import { setTimeout } from 'node:timers';
import type { NativeLane } from '../binding/native-addon.js';
import { ControlWord } from './control-word.js';
import type { CallRecord } from './call-record.js';
import type { LaneThread } from './lane-thread.js';
import type { PipelinedPromise } from './pipelined-promise.js';

/** So long Python has to raise what Ctrl-C has asked it for, before who waits is told without it. */
const hearingMs = 500;

/** What is told of Ctrl-C where Python could not be: like the body of an exception frame. */
const unheard = {
  type: 'KeyboardInterrupt',
  mro: ['KeyboardInterrupt', 'BaseException'],
  message: 'Python is in code that cannot be interrupted, and goes on.',
};

/** What one JavaScript thread waits for, as far as Ctrl-C is concerned. */
export class InterruptedCalls {
  private readonly native: NativeLane;
  private readonly record: CallRecord;
  private readonly pending: readonly (PipelinedPromise | undefined)[];
  private readonly reject: (promise: PipelinedPromise, body: unknown) => void;
  private stretches = 0;
  /** By correlation ids. */
  private readonly threads: LaneThread[] = [];

  /**
   * @param pending what is waited for, by correlation ids
   * @param reject rejects one with the error for an exception's body
   */
  constructor(
    native: NativeLane,
    record: CallRecord,
    pending: readonly (PipelinedPromise | undefined)[],
    reject: (promise: PipelinedPromise, body: unknown) => void,
  ) {
    this.native = native;
    this.record = record;
    this.pending = pending;
    this.reject = reject;
  }

  /** The addon's handler of the signal looks for it: an invocation has been sent, besides `outstanding` others. */
  begin(id: number, thread: LaneThread, outstanding: number): void {
    this.threads[id] = thread;
    if (outstanding > 0) return;
    // Never 0.
    this.stretches = (this.stretches % 0x7fff_ffff) + 1;
    this.record.words[ControlWord.stretch] = this.stretches;
  }

  /** Counterpart of begin(): one has been answered, and so many others have not. */
  end(outstanding: number): void {
    if (outstanding === 0) this.record.words[ControlWord.stretch] = 0;
  }

  /** Has Python raise KeyboardInterrupt in all that is waited for. What has been written has been handed over. */
  interrupt(): void {
    this.native.interruptThreads();
    const before = [...this.pending];
    setTimeout(() => {
      this.native.unheard();
      const bits = this.record.words[ControlWord.reference]!;
      before.forEach((promise, id) => {
        const isUnheard = ((bits >>> this.threads[id]!) & 1) !== 0;
        if (isUnheard && promise !== undefined && this.pending[id] === promise) this.reject(promise, unheard);
      });
    }, hearingMs);
  }
}

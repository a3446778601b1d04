/** An answer that waits to be taken: a frame, and what is to be done when it has been. */
interface Answer {
  readonly frame: Uint8Array;
  readonly taken: () => void;
}

const headerBytes = 16;
const oneWayFlag = 1;

/** Executes the body of an invocation; what is thrown, or rejects the promise, is its exception. */
type Invoke = (frame: Uint8Array, from: number) => unknown;

/** What becomes of a frame's answer. */
export interface LaterAnswers {
  readonly invoke: Invoke;
  /** Makes the frame of an answer, and gives what is to be done when it has been taken. */
  readonly answer: (correlation: number, isResult: boolean, value: unknown) => Answer;
  /** Nobody waits for what has failed. */
  readonly lost: (error: unknown) => void;
  /** There is an answer, and nobody looks. */
  readonly wake: () => void;
}

/**
 * What is called asynchronously on one thread of JavaScript: frames that have been handed over are executed in a later microtask, one after the
 * other, and each up to where it waits; their answers are collected when the caller looks for them.
 */
export class LaterFrames {
  private readonly answers: LaterAnswers;
  private waiting: Uint8Array[] = [];
  private done: Answer[] = [];
  /** Correlation ids of what has begun and has no answer yet. */
  private readonly running = new Map<number, object>();
  private isAwaited = false;
  private isParked = false;

  constructor(answers: LaterAnswers) {
    this.answers = answers;
  }

  /** Takes a copy of the frames, one behind the other, each at a multiple of 8 bytes. */
  submit(bytes: Uint8Array): void {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    for (let at = 0; at < copy.length;) {
      const length = view.getUint32(at, true);
      this.waiting.push(copy.subarray(at, at + length));
      at = (at + length + 7) & ~7;
    }
  }

  /** What has been handed over is executed soon. */
  start(): void {
    if (this.isAwaited || this.waiting.length === 0) return;
    this.isAwaited = true;
    enqueue(() => {
      this.isAwaited = false;
      const frames = this.waiting;
      this.waiting = [];
      for (const frame of frames) this.execute(frame);
    });
  }

  /** The invocation with this correlation id is not wanted any more: it is answered with `error`. */
  cancel(correlation: number, error: unknown): void {
    const before = this.waiting.length;
    this.waiting = this.waiting.filter((frame) => correlationOf(frame) !== correlation);
    const isKnown = this.running.delete(correlation) || this.waiting.length < before;
    if (isKnown) this.finish(this.answers.answer(correlation, false, error));
  }

  private execute(frame: Uint8Array): void {
    const correlation = correlationOf(frame);
    const isOneWay = (frame[5]! & oneWayFlag) !== 0;
    const from = headerBytes + (frame[6]! | (frame[7]! << 8));
    const token = {};
    if (!isOneWay) this.running.set(correlation, token);
    const settle = (isResult: boolean, value: unknown): void => {
      if (isOneWay) {
        if (!isResult) this.answers.lost(value);
        return;
      }
      if (this.running.get(correlation) !== token) return;
      this.running.delete(correlation);
      this.finish(this.answers.answer(correlation, isResult, value));
    };
    let result: unknown;
    try {
      result = this.answers.invoke(frame, from);
    } catch (error) {
      settle(false, error);
      return;
    }
    if (!(result instanceof Promise)) settle(true, result);
    else
      result.then(
        (value: unknown) => {
          settle(true, value);
        },
        (error: unknown) => {
          settle(false, error);
        },
      );
  }

  private finish(answer: Answer): void {
    this.done.push(answer);
    if (!this.isParked) return;
    this.isParked = false;
    this.answers.wake();
  }

  /** The answers that are there. */
  take(): readonly Uint8Array[] {
    const taken = this.done;
    this.done = [];
    for (const { taken: note } of taken) note();
    return taken.map(({ frame }) => frame);
  }

  /** Nobody looks for answers until `wake`; false where there are some. */
  park(): boolean {
    this.isParked = this.done.length === 0;
    return this.isParked;
  }
}

// As it was when this was loaded: tests replace it, and time then stands still.
const { queueMicrotask: enqueue } = globalThis;

function correlationOf(frame: Uint8Array): number {
  return (frame[8]! | (frame[9]! << 8) | (frame[10]! << 16) | (frame[11]! << 24)) >>> 0;
}

import type { NativeLane } from '../binding/native-addon.js';
import { GraftError } from '../errors/graft-error.js';
import type { CallRecord } from './call-record.js';
import { ControlWord } from './control-word.js';
import type { LaneThread } from './lane-thread.js';

/** So many frames are handed over at once at most, so that the other side begins with the first while more are written. */
const mostFrames = 16;

/**
 * The frames for one thread of a lane that have been written and not been handed over. The last of them is open: steps may be added to
 * it until another one begins, or it is handed over.
 */
export class Outbox {
  private readonly native: NativeLane;
  private readonly record: CallRecord;
  private readonly thread: LaneThread;
  private readonly words: Uint32Array;
  private readonly u8: Uint8Array;
  private pos = 0;
  private frames = 0;
  /** Where the open frame begins; -1 where there is none. */
  private open = -1;
  /** Tells open frames from each other. */
  private opened = 0;
  /** What is still to be written to the open frame when it is closed. */
  private beforeClosing: (() => void) | undefined;

  constructor(native: NativeLane, record: CallRecord, thread: LaneThread) {
    this.native = native;
    this.record = record;
    this.thread = thread;
    record.words[ControlWord.reference] = thread;
    const buffer = native.outbox();
    this.words = new Uint32Array(buffer);
    this.u8 = new Uint8Array(buffer);
  }

  /** Takes the frame from `frame` to `end` of the record, and gives the number by which it can be added to. */
  put(frame: number, end: number): number {
    if (this.open >= 0) this.close();
    const bytes = end - frame;
    if (this.frames >= mostFrames || this.pos + bytes > this.u8.length) this.flush();
    if (bytes > this.u8.length) {
      this.putLarge(frame);
      return 0;
    }
    const from = this.record.words;
    const { words } = this;
    const first = frame >>> 2;
    const count = (bytes + 3) >>> 2;
    const to = this.pos >>> 2;
    if (count <= 64) for (let at = 0; at < count; at++) words[to + at] = from[first + at]!;
    else words.set(from.subarray(first, first + count), to);
    this.open = this.pos;
    this.pos += bytes;
    this.frames += 1;
    return ++this.opened;
  }

  /** Where the next step of a frame would stand; -1 where it is not open any more. */
  roomAfter(opened: number): number {
    return this.open >= 0 && opened === this.opened ? this.pos : -1;
  }

  /** Adds bytes of the record to the open frame. False where there is no room for them and `spare` bytes more. */
  append(from: number, end: number, spare: number): boolean {
    if (this.pos + end - from + spare > this.u8.length) return false;
    this.u8.set(this.record.bytes().subarray(from, end), this.pos);
    this.pos += end - from;
    this.words[this.open >>> 2] = this.pos - this.open;
    return true;
  }

  /** What is done to the open frame when it is closed. */
  onClosing(close: () => void): void {
    this.beforeClosing = close;
  }

  private close(): void {
    const close = this.beforeClosing;
    this.beforeClosing = undefined;
    close?.();
    this.open = -1;
    this.pos = (this.pos + 7) & ~7;
  }

  /** Hands all frames over. */
  flush(): void {
    if (this.open >= 0) this.close();
    if (this.pos === 0) return;
    const { words } = this.record;
    words[ControlWord.reference] = this.thread;
    words[ControlWord.textLength] = this.pos;
    this.pos = 0;
    this.frames = 0;
    this.native.submit();
    this.checkSubmitted();
  }

  private putLarge(frame: number): void {
    const { words } = this.record;
    words[ControlWord.reference] = this.thread;
    words[ControlWord.frameOffset] = frame;
    this.native.submitFrame();
    this.checkSubmitted();
  }

  private checkSubmitted(): void {
    if (this.record.words[ControlWord.reference] !== 0) return;
    throw new GraftError('out-of-memory', 'The system has no memory or no thread for asynchronous calls.');
  }
}

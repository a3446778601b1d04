import type { NativeLane } from '../binding/native-addon.js';
import type { CallRecord } from './call-record.js';
import { ControlWord } from './control-word.js';
import type { Exports } from './exports.js';
import { dropPromise } from './held-promises.js';
import type { LaneWriter } from './lane-codec.js';

/** What the two sides of a lane hold of each other, and giving it back. */
export class HeldObjects {
  private readonly native: NativeLane;
  private readonly record: CallRecord;
  private readonly writer: LaneWriter;
  private readonly exports: Exports;
  /** Results that are being read: references in them have no handle yet. */
  reading = 0;
  /** Handles may have been collected. */
  isSweepDue = false;
  /** Python has given up something. */
  isReleaseDue = false;
  /** Reads the answers that have come: they may name what Python has given up since. */
  readAnswers: () => void = () => undefined;

  constructor(native: NativeLane, record: CallRecord, writer: LaneWriter, exports: Exports) {
    this.native = native;
    this.record = record;
    this.writer = writer;
    this.exports = exports;
  }

  /** Lets `handle` stand for an object of Python until it is collected, or released. */
  hold(handle: object, reference: number): void {
    this.record.words[ControlWord.reference] = reference;
    this.native.hold(handle);
  }

  /** What stands for an object of Python, if something still does. */
  handleOf(reference: number): object | undefined {
    this.record.words[ControlWord.reference] = reference;
    return this.native.handle();
  }

  /** Gives a reference back at once. Its handle must not be used any more. */
  release(reference: number): void {
    const { words } = this.record;
    words[ControlWord.reference] = reference;
    words[ControlWord.inUse] = this.writer.pos;
    this.native.release();
    this.takeReleased();
  }

  /** Does what is due, at a moment when no answer waits to be read. */
  giveBack(): void {
    if (this.reading > 0) return;
    if (this.isSweepDue) this.sweep();
    else this.takeReleased();
  }

  /**
   * Gives back the references of all handles that have been collected, and forgets what Python has given up. Does nothing while a result is
   * being read.
   */
  sweep(): void {
    if (this.reading > 0) return;
    this.isSweepDue = false;
    this.record.words[ControlWord.inUse] = this.writer.pos;
    this.native.sweep();
    this.takeReleased();
  }

  /** How many objects of Python are held here, and of JavaScript there. */
  counts(): { readonly python: number; readonly javaScript: number } {
    this.takeReleased();
    return { python: this.native.counts()[0], javaScript: this.exports.size };
  }

  /** The objects of JavaScript that Python holds. */
  exported(): Iterable<object> {
    return this.exports.values();
  }

  private takeReleased(): void {
    this.isReleaseDue = false;
    const released = this.native.takeReleased();
    if (released.length > 0) this.readAnswers();
    for (let at = 0; at < released.length; at += 2) {
      const gone = this.exports.release(released[at]!, released[at + 1]!);
      if (gone instanceof Promise) dropPromise(gone);
      else if (gone !== undefined) closeIterator(gone);
    }
  }
}

/** Iterators that Python has looped over. */
const loopedOver = new WeakSet<object>();

/** Python begins a loop over an iterator, which it ends by forgetting it. */
export function noteLoop(iterator: object): void {
  loopedOver.add(iterator);
}

function closeIterator(value: object): void {
  if (!loopedOver.has(value)) return;
  const { next, return: close } = value as { next?: unknown; return?: unknown };
  if (typeof next !== 'function' || typeof close !== 'function') return;
  // Nobody is there any more who could be told of an error.
  const ignore = (): void => undefined;
  try {
    const closed: unknown = Reflect.apply(close, value, []);
    if (closed instanceof Promise) closed.catch(ignore);
  } catch {
    ignore();
  }
}

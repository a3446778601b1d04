import { beforeEach, describe, expect, it } from 'vitest';
import type { NativeLane } from '../../../src/binding/native-addon.js';
import { CallRecord } from '../../../src/hypertube/call-record.js';
import { ControlWord } from '../../../src/hypertube/control-word.js';
import { LaneThread } from '../../../src/hypertube/lane-thread.js';
import { Outbox } from '../../../src/hypertube/outbox.js';

/** The memory that the addon has, and what is handed over to it: the lengths of the frames of each time. */
class Memory {
  readonly submitted: number[][] = [];
  readonly large: number[] = [];
  hasThread = true;
  private readonly recordMemory = new ArrayBuffer(8192);
  private readonly outboxMemory = new ArrayBuffer(1024);

  record(): ArrayBuffer {
    return this.recordMemory;
  }

  outbox(): ArrayBuffer {
    return this.outboxMemory;
  }

  submit(): void {
    const words = new Uint32Array(this.recordMemory);
    const frames = new Uint32Array(this.outboxMemory);
    const lengths: number[] = [];
    for (let at = 0; at < words[ControlWord.textLength]!; at = (at + lengths.at(-1)! + 7) & ~7)
      lengths.push(frames[at >>> 2]!);
    this.submitted.push(lengths);
    words[ControlWord.reference] = this.hasThread ? 1 : 0;
  }

  submitFrame(): void {
    const words = new Uint32Array(this.recordMemory);
    this.large.push(words[words[ControlWord.frameOffset]! >>> 2]!);
    words[ControlWord.reference] = this.hasThread ? 1 : 0;
  }
}

let memory: Memory;
let record: CallRecord;
let outbox: Outbox;

beforeEach(() => {
  memory = new Memory();
  record = new CallRecord(memory as unknown as NativeLane);
  outbox = new Outbox(memory as unknown as NativeLane, record, LaneThread.side);
});

/** Writes a frame of so many bytes into the record and puts it into the outbox. */
function put(bytes: number): number {
  record.words[64 >>> 2] = bytes;
  return outbox.put(64, 64 + bytes);
}

describe('an outbox', () => {
  it('hands the frames of a turn over together', () => {
    put(20);
    put(33);
    put(24);
    expect(memory.submitted).toEqual([]);
    outbox.flush();
    expect(memory.submitted).toEqual([[20, 33, 24]]);
    outbox.flush();
    expect(memory.submitted).toHaveLength(1);
  });

  it('hands over what it has when it is full, and after 16 frames', () => {
    for (let frame = 0; frame < 4; frame++) put(400);
    expect(memory.submitted).toEqual([[400, 400]]);
    outbox.flush();
    for (let frame = 0; frame < 17; frame++) put(16);
    expect(memory.submitted.map(({ length }) => length)).toEqual([2, 2, 16]);
  });

  it('hands a frame over by itself that it has no room for, behind those before it', () => {
    put(20);
    expect(put(2000)).toBe(0);
    expect([memory.submitted, memory.large]).toEqual([[[20]], [2000]]);
  });

  it('adds steps to the last frame until another one begins, or it is handed over', () => {
    const first = put(20);
    expect(outbox.roomAfter(first)).toBe(20);
    expect(outbox.append(100, 110, 0)).toBe(true);
    const second = put(16);
    expect([outbox.roomAfter(first), outbox.roomAfter(second)]).toEqual([-1, 48]);
    outbox.flush();
    expect(outbox.roomAfter(second)).toBe(-1);
    expect(memory.submitted).toEqual([[30, 16]]);
  });

  it('refuses a step that it has no room for, with what is to come behind it', () => {
    put(500);
    expect(outbox.append(64, 64 + 500, 100)).toBe(false);
    expect(outbox.append(64, 64 + 400, 100)).toBe(true);
    outbox.flush();
    expect(memory.submitted).toEqual([[900]]);
  });

  it('does what is still to be done to a frame before the next one begins, once', () => {
    put(20);
    outbox.onClosing(() => outbox.append(64, 72, 0));
    put(16);
    outbox.flush();
    expect(memory.submitted).toEqual([[28, 16]]);
  });

  it('says so where there is no thread', () => {
    memory.hasThread = false;
    put(20);
    expect(() => {
      outbox.flush();
    }).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
  });
});

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { places } from '../places.js';
import { createFloorRecord } from './floor-record.js';
import type { Subject, SubjectName, SyncCalls } from './subject.js';

/** bench/native, compiled. */
interface FloorAddon {
  start(directory: string, keepGil: boolean): void;
  shareRecord(buffer: ArrayBuffer): void;
  readonly noop: () => void;
  readonly takeGil: (count: number) => void;
  readonly callAdd: (count: number) => void;
  readonly callAddKept: (count: number) => void;
  readonly add: SyncCalls['add'];
  readonly addKept: SyncCalls['add'];
  readonly scale: SyncCalls['scale'];
  readonly scaleKept: SyncCalls['scale'];
  readonly fail: SyncCalls['fail'];
  readonly failKept: SyncCalls['fail'];
  readonly echoAscii: SyncCalls['echoText'];
  readonly echoAsciiKept: SyncCalls['echoText'];
  readonly echoLatin1: SyncCalls['echoText'];
  readonly echoLatin1Kept: SyncCalls['echoText'];
  readonly echoBmp: SyncCalls['echoText'];
  readonly echoBmpKept: SyncCalls['echoText'];
  readonly echoAstral: SyncCalls['echoText'];
  readonly echoAstralKept: SyncCalls['echoText'];
  readonly echoRecord: () => void;
  readonly echoRecordKept: () => void;
}

function createFloor(name: SubjectName, title: string, keepGil: boolean): Subject {
  return {
    name,
    title,
    open(workload) {
      const addon = createRequire(import.meta.url)(places.floor) as FloorAddon;
      addon.start(dirname(workload), keepGil);
      const record = createFloorRecord();
      addon.shareRecord(record.memory);
      const cross = keepGil ? addon.echoRecordKept : addon.echoRecord;
      const calls: SyncCalls = {
        add: keepGil ? addon.addKept : addon.add,
        echoText: keepGil ? addon.echoAsciiKept : addon.echoAscii,
        echoRecord: (value) => {
          record.write(value);
          cross();
          return record.read();
        },
        scale: keepGil ? addon.scaleKept : addon.scale,
        fail: keepGil ? addon.failKept : addon.fail,
      };
      const echoFor = {
        ascii: calls.echoText,
        latin1: keepGil ? addon.echoLatin1Kept : addon.echoLatin1,
        bmp: keepGil ? addon.echoBmpKept : addon.echoBmp,
        astral: keepGil ? addon.echoAstralKept : addon.echoAstral,
      };
      return Promise.resolve({
        kind: 'sync',
        calls,
        floor: {
          noop: addon.noop,
          echoFor,
          callAdd: keepGil ? addon.callAddKept : addon.callAdd,
          ...(keepGil ? {} : { takeGil: addon.takeGil }),
        },
      });
    },
  };
}

/** A raw addon that takes the GIL for each call and gives it back. */
export const floor = createFloor('floor', 'floor', false);

/** The same, but the thread never lets go of the GIL. */
export const floorKept = createFloor('floor-kept', 'floor, GIL kept', true);

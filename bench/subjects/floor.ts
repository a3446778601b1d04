import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { places } from '../places.js';
import { createFloorList } from './floor-list.js';
import { createFloorRecord } from './floor-record.js';
import type { Subject, SubjectName, SyncCalls } from './subject.js';

/** What bench/native has in two forms, the second of which keeps the GIL. */
interface FloorCrossings {
  readonly callAdd: (count: number) => void;
  readonly add: SyncCalls['add'];
  readonly scale: SyncCalls['scale'];
  readonly fail: SyncCalls['fail'];
  readonly echoInt: SyncCalls['echoNumber'];
  readonly echoFloat: SyncCalls['echoNumber'];
  readonly readLevel: () => number;
  readonly setLevel: SyncCalls['setLevel'];
  readonly echoAscii: SyncCalls['echoText'];
  readonly echoLatin1: SyncCalls['echoText'];
  readonly echoBmp: SyncCalls['echoText'];
  readonly echoAstral: SyncCalls['echoText'];
  readonly echoBytes: (bytes: Uint8Array) => Uint8Array;
  readonly echoDoubles: (count: number) => void;
  readonly echoRecord: () => void;
}

/** bench/native, compiled. */
type FloorAddon = {
  start(directory: string, keepGil: boolean, executable: string): void;
  shareRecord(buffer: ArrayBuffer): void;
  shareDoubles(buffer: ArrayBuffer): void;
  readonly noop: () => void;
  readonly takeGil: (count: number) => void;
} & FloorCrossings & { readonly [Name in keyof FloorCrossings as `${Name}Kept`]: FloorCrossings[Name] };

function createFloor(name: SubjectName, title: string, keepGil: boolean): Subject {
  return {
    name,
    title,
    open(workload) {
      const addon = createRequire(import.meta.url)(places.floor) as FloorAddon;
      addon.start(dirname(workload), keepGil, process.env['GRAFT_PYTHON'] ?? 'python3');
      const choose = <Name extends keyof FloorCrossings>(crossing: Name): FloorCrossings[Name] =>
        keepGil ? (addon[`${crossing}Kept`] as FloorCrossings[Name]) : addon[crossing];
      const record = createFloorRecord();
      addon.shareRecord(record.memory);
      const crossRecord = choose('echoRecord');
      const list = createFloorList();
      addon.shareDoubles(list.memory);
      const crossDoubles = choose('echoDoubles');
      const calls: SyncCalls = {
        add: choose('add'),
        echoText: choose('echoAscii'),
        echoRecord: (value) => {
          record.write(value);
          crossRecord();
          return record.read();
        },
        scale: choose('scale'),
        echoNumber: choose('echoInt'),
        echoBytes: choose('echoBytes'),
        echoList: (values) => {
          list.write(values);
          crossDoubles(values.length);
          return list.read(values.length);
        },
        readLevel: choose('readLevel'),
        setLevel: choose('setLevel'),
        fail: choose('fail'),
      };
      return Promise.resolve({
        kind: 'sync',
        calls,
        floor: {
          noop: addon.noop,
          echoFor: {
            ascii: calls.echoText,
            latin1: choose('echoLatin1'),
            bmp: choose('echoBmp'),
            astral: choose('echoAstral'),
          },
          echoFloat: choose('echoFloat'),
          callAdd: choose('callAdd'),
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

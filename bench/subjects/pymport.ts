import { basename, dirname } from 'node:path';
import { laterWorkload } from './later-workload.js';
import { requirePeer } from './peer.js';
import type { Subject, SyncCalls } from './subject.js';

interface PyObject {
  get(name: string): PyObject;
  call(...values: unknown[]): PyObject;
  callAsync(...values: unknown[]): Promise<PyObject>;
  toJS(): unknown;
}

interface Pymport {
  readonly pymport: (module: string) => PyObject;
  readonly pyval: (expression: string) => PyObject;
  readonly PyObject: { dict(value: object): PyObject; bytes(value: Uint8Array): PyObject };
}

// Each True that pymport converts takes one reference too many away, and CPython aborts when none is left: without
// these the nested object could not be measured at all.
const spareReferencesToTrue = 4_000_000;

export const pymport: Subject = {
  name: 'pymport',
  title: 'pymport',
  open(workload) {
    const { pymport: load, pyval, PyObject } = requirePeer('pymport') as Pymport;
    load('sys').get('path').get('insert').call(0, dirname(workload));
    const module = load(basename(workload, '.py'));
    const add = module.get('add');
    const echo = module.get('echo');
    const scale = module.get('scale');
    const setLevel = module.get('set_level');
    const fail = module.get('fail');
    const spare = pyval(`[True, False] * ${spareReferencesToTrue}`);
    const calls: SyncCalls = {
      add: (left, right) => add.call(left, right).toJS() as number,
      echoText: (text) => echo.call(text).toJS() as string,
      // A plain object as the last argument would be taken for keywords.
      echoRecord: (record) => echo.call(PyObject.dict(record)).toJS(),
      scale: (value, factor) => scale.call(value, { factor }).toJS() as number,
      echoNumber: (value) => echo.call(value).toJS() as number,
      echoBytes: (bytes) => echo.call(PyObject.bytes(bytes)).toJS() as Uint8Array,
      echoList: (values) => echo.call(values).toJS() as number[],
      readLevel: () => module.get('level').toJS() as number,
      setLevel: (value) => setLevel.call(value),
      fail: (message) => fail.call(message),
    };
    process.on('exit', () => void spare);
    return Promise.resolve({
      kind: 'sync',
      calls,
      threads: { spin: (seconds) => module.get('spin').call(seconds).toJS() as number },
      openLater: () => {
        const later = load(basename(laterWorkload(workload), '.py')).get('add');
        return { add: async (left, right) => (await later.callAsync(left, right)).toJS() as number };
      },
      lacks: { coroutines: 'it never awaits a coroutine' },
    });
  },
};

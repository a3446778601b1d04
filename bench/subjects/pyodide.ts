import { readFileSync } from 'node:fs';
import { laterWorkload } from './later-workload.js';
import { requirePeer } from './peer.js';
import type { AsyncCalls, Subject, SyncCalls } from './subject.js';

interface PyProxy {
  toJs(options?: { readonly dict_converter: typeof Object.fromEntries }): unknown;
  destroy(): void;
}

interface Workload {
  readonly add: SyncCalls['add'];
  readonly echo: (value: unknown) => unknown;
  readonly scale: { callKwargs(value: number, keywords: object): number };
  readonly fail: SyncCalls['fail'];
  readonly level: number;
  readonly set_level: SyncCalls['setLevel'];
}

interface LaterWorkload {
  readonly coroutine_add: AsyncCalls['add'];
  readonly awaiting_add: AsyncCalls['add'];
}

interface Pyodide {
  readonly FS: { writeFile(path: string, content: string): void };
  pyimport<Module = Workload>(module: string): Module;
  toPy(value: unknown): PyProxy;
  runPython(code: string): unknown;
}

export const pyodide: Subject = {
  name: 'pyodide',
  title: 'pyodide',
  async open(path) {
    const { loadPyodide } = requirePeer('pyodide') as {
      readonly loadPyodide: () => Promise<Pyodide>;
    };
    const python = await loadPyodide();
    python.FS.writeFile('/home/pyodide/workload.py', readFileSync(path, 'utf8'));
    const workload = python.pyimport('workload');
    const { add, echo, scale, fail, set_level: setLevel } = workload;
    // A Uint8Array arrives as a handle: this is how Python makes bytes of it.
    const echoBytes = python.runPython(
      'import workload\nlambda handle: workload.echo(handle.to_bytes())',
    ) as (bytes: Uint8Array) => PyProxy;
    const options = { dict_converter: Object.fromEntries };
    // Without the conversions only a handle would cross, and the very same object come back.
    const echoConverted = (value: unknown): unknown => {
      const sent = python.toPy(value);
      const received = echo(sent) as PyProxy;
      const answer = received.toJs(options);
      received.destroy();
      sent.destroy();
      return answer;
    };
    const calls: SyncCalls = {
      add: (left, right) => add(left, right),
      echoText: (text) => echo(text) as string,
      echoRecord: (record) => echoConverted(record),
      echoNumber: (value) => echo(value) as number,
      echoBytes: (bytes) => {
        const received = echoBytes(bytes);
        const answer = received.toJs() as Uint8Array;
        received.destroy();
        return answer;
      },
      echoList: (values) => echoConverted(values) as number[],
      readLevel: () => workload.level,
      setLevel,
      scale: (value, factor) => scale.callKwargs(value, { factor }),
      fail: (message) => fail(message),
    };
    return {
      kind: 'sync',
      calls,
      openLater: () => {
        python.FS.writeFile('/home/pyodide/workload_later.py', readFileSync(laterWorkload(path), 'utf8'));
        const later = python.pyimport<LaterWorkload>('workload_later');
        return { coroutineAdd: later.coroutine_add, awaitingAdd: later.awaiting_add };
      },
      lacks: {
        'asynchronous defs': 'callPromising needs WebAssembly stack switching, which this Node lacks',
        threads: 'each thread would have an interpreter of its own',
      },
    };
  },
};

import { readFileSync } from 'node:fs';
import { requirePeer } from './peer.js';
import type { Subject, SyncCalls } from './subject.js';

interface PyProxy {
  toJs(options: { readonly dict_converter: typeof Object.fromEntries }): unknown;
  destroy(): void;
}

interface Workload {
  readonly add: SyncCalls['add'];
  readonly echo: (value: unknown) => unknown;
  readonly scale: { callKwargs(value: number, keywords: object): number };
  readonly fail: SyncCalls['fail'];
}

interface Pyodide {
  readonly FS: { writeFile(path: string, content: string): void };
  pyimport(module: string): Workload;
  toPy(value: unknown): PyProxy;
}

export const pyodide: Subject = {
  name: 'pyodide',
  title: 'pyodide',
  async open(workload) {
    const { loadPyodide } = requirePeer('pyodide') as {
      readonly loadPyodide: () => Promise<Pyodide>;
    };
    const python = await loadPyodide();
    python.FS.writeFile('/home/pyodide/workload.py', readFileSync(workload, 'utf8'));
    const { add, echo, scale, fail } = python.pyimport('workload');
    const options = { dict_converter: Object.fromEntries };
    const calls: SyncCalls = {
      add: (left, right) => add(left, right),
      echoText: (text) => echo(text) as string,
      // Without the conversions only a handle would cross, and the very same object come back.
      echoRecord: (record) => {
        const sent = python.toPy(record);
        const received = echo(sent) as PyProxy;
        const answer = received.toJs(options);
        received.destroy();
        sent.destroy();
        return answer;
      },
      scale: (value, factor) => scale.callKwargs(value, { factor }),
      fail: (message) => fail(message),
    };
    return { kind: 'sync', calls };
  },
};

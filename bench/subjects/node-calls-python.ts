import { laterWorkload } from './later-workload.js';
import { requirePeer } from './peer.js';
import type { ObjectCalls, Subject, SyncCalls } from './subject.js';

interface Interpreter {
  importSync(path: string): unknown;
  createSync(module: unknown, name: string, ...values: unknown[]): unknown;
  callSync(module: unknown, name: string, ...values: unknown[]): unknown;
  call(module: unknown, name: string, ...values: unknown[]): Promise<unknown>;
}

export const nodeCallsPython: Subject = {
  name: 'node-calls-python',
  title: 'node-calls-python',
  open(workload) {
    const { interpreter } = requirePeer('node-calls-python') as { readonly interpreter: Interpreter };
    const module = interpreter.importSync(workload);
    const calls: SyncCalls = {
      add: (left, right) => interpreter.callSync(module, 'add', left, right) as number,
      echoText: (text) => interpreter.callSync(module, 'echo', text) as string,
      echoRecord: (record) => interpreter.callSync(module, 'echo', record),
      scale: (value, factor) =>
        interpreter.callSync(module, 'scale', value, { factor, __kwargs: true }) as number,
      echoNumber: (value) => interpreter.callSync(module, 'echo', value) as number,
      // An ArrayBuffer comes back.
      echoBytes: (bytes) => new Uint8Array(interpreter.callSync(module, 'echo', bytes) as ArrayBuffer),
      echoList: (values) => interpreter.callSync(module, 'echo', values) as number[],
      setLevel: (value) => interpreter.callSync(module, 'set_level', value),
      fail: (message) => interpreter.callSync(module, 'fail', message),
    };
    const held = interpreter.createSync(module, 'Counter');
    const objects: ObjectCalls = {
      method: (left, right) => interpreter.callSync(held, 'add', left, right) as number,
      callBack: (call, times) => interpreter.callSync(module, 'call_back', call, times) as number,
      create: () => interpreter.createSync(module, 'Counter'),
    };
    return Promise.resolve({
      kind: 'sync',
      calls,
      objects,
      threads: { spin: (seconds) => interpreter.callSync(module, 'spin', seconds) as number },
      openLater: () => {
        const later = interpreter.importSync(laterWorkload(workload));
        return { add: (left, right) => interpreter.call(later, 'add', left, right) as Promise<number> };
      },
      lacks: { coroutines: 'it never awaits a coroutine' },
    });
  },
};

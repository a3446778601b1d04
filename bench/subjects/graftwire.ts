import type { ObjectCalls, Subject, SyncCalls } from './subject.js';

/** The part of the package that is measured. */
interface Graftwire {
  readonly graft: { loadSync(source: string): WorkloadGraft };
  readonly kw: (values: Readonly<Record<string, unknown>>) => unknown;
}

interface WorkloadGraft {
  readonly add: SyncCalls['add'];
  readonly echo: (value: unknown) => unknown;
  readonly scale: (value: number, keywords: unknown) => number;
  readonly fail: SyncCalls['fail'];
  readonly level: number;
  readonly set_level: SyncCalls['setLevel'];
  readonly Counter: new () => { readonly add: SyncCalls['add']; value: number };
  readonly call_back: ObjectCalls['callBack'];
  readonly last_of: (values: Float64Array) => number;
}

export const graftwire: Subject = {
  name: 'graftwire',
  title: 'graftwire',
  async open(workload) {
    const { graft, kw } = (await import('graftwire')) as unknown as Graftwire;
    const module = graft.loadSync(workload);
    const calls: SyncCalls = {
      add: module.add,
      echoText: module.echo as SyncCalls['echoText'],
      echoRecord: module.echo,
      scale: (value, factor) => module.scale(value, kw({ factor })),
      echoNumber: module.echo as SyncCalls['echoNumber'],
      echoBytes: module.echo as (bytes: Uint8Array) => Uint8Array,
      echoList: module.echo as SyncCalls['echoList'],
      readLevel: () => module.level,
      setLevel: module.set_level,
      fail: module.fail,
    };
    const held = new module.Counter();
    const objects: ObjectCalls = {
      method: (left, right) => held.add(left, right),
      readAttribute: () => held.value,
      setAttribute: (value) => {
        held.value = value;
      },
      callBack: module.call_back,
      create: () => new module.Counter(),
      lastOf: module.last_of,
    };
    return { kind: 'sync', calls, objects };
  },
};

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openRoutes } from './graft-routes.js';
import { laterWorkload } from './later-workload.js';
import type {
  AsyncCalls,
  LaterCalls,
  ObjectCalls,
  RouteCalls,
  Subject,
  SyncCalls,
  ThreadCalls,
} from './subject.js';

/** The part of the package that is measured. */
interface Graftwire {
  readonly graft: {
    loadSync<Module = WorkloadGraft>(source: string): Module;
    async(module: LaterGraft): Required<Pick<LaterCalls, 'add' | 'sleep' | 'spin'>>;
  };
  readonly kw: (values: Readonly<Record<string, unknown>>) => unknown;
}

interface LaterGraft {
  readonly add: SyncCalls['add'];
  readonly sleep: (seconds: number) => void;
  readonly spin: ThreadCalls['spin'];
  readonly coroutine_add: AsyncCalls['add'];
  readonly awaiting_add: AsyncCalls['add'];
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
  readonly spin: ThreadCalls['spin'];
}

export const graftwire: Subject = {
  name: 'graftwire',
  title: 'graftwire',
  async open(workload, checkout) {
    // By its path: by its name it would be that of the folder in which the bundle of the benchmark lies.
    const entry = pathToFileURL(join(checkout, 'dist', 'index.js')).href;
    const { graft, kw } = (await import(entry)) as Graftwire;
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
    let routes: Promise<RouteCalls | undefined> | undefined;
    return {
      kind: 'sync',
      calls,
      objects,
      threads: { spin: (seconds) => module.spin(seconds) },
      openRoutes: () => (routes ??= openRoutes(checkout, workload)),
      openLater: () => {
        const later = graft.loadSync<LaterGraft>(laterWorkload(workload));
        return {
          add: graft.async(later).add,
          sleep: graft.async(later).sleep,
          spin: graft.async(later).spin,
          coroutineAdd: later.coroutine_add,
          awaitingAdd: later.awaiting_add,
        };
      },
    };
  },
};

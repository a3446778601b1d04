import { laterWorkload } from './later-workload.js';
import { requirePeer } from './peer.js';
import type { AsyncCalls, Subject } from './subject.js';

interface Handle {
  valueOf(): Promise<unknown>;
}

interface Workload {
  readonly add: AsyncCalls['add'];
  readonly echo: (value: unknown) => Promise<unknown>;
  readonly scale$: (value: number, keywords: object) => Promise<number>;
  readonly fail: AsyncCalls['fail'];
  readonly level: Promise<number>;
  readonly set_level: AsyncCalls['setLevel'];
}

export const pythonia: Subject = {
  name: 'pythonia',
  title: 'pythonia',
  async open(workload) {
    const { python } = requirePeer('pythonia') as {
      readonly python: <Module = Workload>(path: string) => Promise<Module>;
    };
    const module = await python(workload);
    const calls: AsyncCalls = {
      add: (left, right) => module.add(left, right),
      echoText: (text) => module.echo(text) as Promise<string>,
      echoRecord: async (record) => ((await module.echo(record)) as Handle).valueOf(),
      scale: (value, factor) => module.scale$(value, { factor }),
      echoNumber: (value) => module.echo(value) as Promise<number>,
      echoList: async (values) => (await ((await module.echo(values)) as Handle).valueOf()) as number[],
      readLevel: () => module.level,
      setLevel: (value) => module.set_level(value),
      fail: (message) => module.fail(message),
    };
    return {
      kind: 'async',
      calls,
      openLater: async () => {
        const later = await python<Pick<Workload, 'add'>>(laterWorkload(workload));
        return { add: (left, right) => later.add(left, right) };
      },
      lacks: {
        coroutines: 'it never awaits a coroutine',
        threads: 'it has no synchronous calls',
      },
    };
  },
};

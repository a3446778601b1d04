import type { Lane } from '../hypertube/lane.js';
import { LaneThread } from '../hypertube/lane-thread.js';
import { AsyncTarget } from './async-method.js';
import type { HostMembers } from './host-members.js';

type Method = (this: unknown, ...args: readonly unknown[]) => unknown;

/** Of each protocol (see `class_outline` in python-host) the method by which JavaScript has it, and the one of Python's package. */
const methods: ReadonlyMap<string, readonly (readonly [shown: string, hostMember: string])[]> = new Map([
  [
    'get',
    [
      ['get', 'itemOr'],
      ['at', 'itemOr'],
    ],
  ],
  ['set', [['set', 'setItem']]],
  ['delete', [['delete', 'deleteItem']]],
  ['has', [['has', 'contains']]],
  [
    'events',
    [
      ['on', 'listen'],
      ['once', 'listenOnce'],
      ['off', 'unlisten'],
    ],
  ],
]);

/** What the asynchronous interface of an object has for special methods of Python. */
export function asyncProtocols(
  lane: Lane,
  host: HostMembers,
  names: readonly string[],
): (readonly [string | symbol, PropertyDescriptor])[] {
  const found: (readonly [string | symbol, PropertyDescriptor])[] = [];
  const ask = (hostMember: string): Method =>
    function (...args) {
      const object = AsyncTarget.objectOf(this, hostMember);
      return lane.later.call(LaneThread.side, 0, host.bindHost(hostMember), [object, ...args]);
    };
  const add = (key: string | symbol, descriptor: PropertyDescriptor): void => {
    found.push([key, { ...descriptor, configurable: true }]);
  };
  for (const name of names) {
    for (const [shown, hostMember] of methods.get(name) ?? []) add(shown, { value: ask(hostMember) });
    if (name === 'length') add('length', { get: ask('length') });
    if (name === 'call') add('call', { value: ask('callObject') });
    if (name === 'iterate' || name === 'iterateAsync' || name === 'next') {
      add(Symbol.asyncIterator, {
        value(this: unknown) {
          return host.streamOf(AsyncTarget.objectOf(this, 'iteration'));
        },
      });
    }
  }
  return found;
}

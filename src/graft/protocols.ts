import { GraftError } from '../errors/graft-error.js';
import { languageOf, spaceBits } from '../hypertube/reference-space.js';
import { referenceOf, RemoteObject } from '../hypertube/remote-object.js';
import { asyncDisposeSymbol, disposeSymbol } from './dispose-symbols.js';
import { checkedListener } from './events/listener.js';
import type { HostMembers } from './host-members.js';

/** `util.inspect.custom`, without loading node:util for it. */
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

/** What all objects have is no member of a class. */
const roots = new WeakSet<object>([RemoteObject.prototype, Object.prototype]);

type Method = (this: object, ...args: unknown[]) => unknown;

/**
 * Gives objects what special methods of Python mean in JavaScript: iteration, `length`, items by `get`, `set`, `at`, `has` and `delete`,
 * `toString`, `equals`, and `on`, `once`, `off` of what emits. A member of such a name that the class or one of its bases has stays, except those that make an iterator one of
 * JavaScript's: `throw` of a generator in Python gives an item, here it gives a step.
 *
 * @param names of protocols, as `class_outline` in python-host names them
 */
export function addProtocols(prototype: object, host: HostMembers, names: readonly string[]): void {
  // An iterator is its own iterator: that comes before asking for another.
  const sorted = names.includes('next') ? ['next', ...names.filter((name) => name !== 'next')] : names;
  for (const name of sorted) {
    for (const [key, descriptor] of protocols(host, name)) {
      if (name !== 'next' && name !== 'nextAsync' && hasMember(prototype, key)) continue;
      Object.defineProperty(prototype, key, { ...descriptor, enumerable: false, configurable: true });
    }
  }
}

/** Whether it has a member of its class's, or of one of its bases: not what every object has. */
function hasMember(prototype: object, key: string | symbol): boolean {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (at !== prototype && roots.has(at)) return false;
    if (Object.hasOwn(at, key)) return true;
  }
  return false;
}

/** Lets `using` give an object back at the end of a block; a context manager is left instead. `prototype`: of the base of all classes. */
export function addDisposal(prototype: object, release: (handle: object) => void): void {
  roots.add(prototype);
  Object.defineProperty(prototype, disposeSymbol, {
    value(this: object): void {
      release(this);
    },
    writable: true,
    configurable: true,
  });
}

function protocols(host: HostMembers, name: string): (readonly [string | symbol, PropertyDescriptor])[] {
  const method = (key: string | symbol, value: Method): readonly [string | symbol, PropertyDescriptor] => {
    Object.defineProperty(value, 'name', { value: typeof key === 'string' ? key : '', configurable: true });
    return [key, { value, writable: true }];
  };
  const asks = (key: string | symbol, member: string): readonly [string | symbol, PropertyDescriptor] =>
    method(key, function (...args) {
      return host.ask(member, this, ...args);
    });
  const listening = (key: string, member: string): readonly [string | symbol, PropertyDescriptor] =>
    method(key, function (event, listener) {
      host.ask(member, this, event, checkedListener(listener));
      return this;
    });
  switch (name) {
    case 'text':
      return [
        method('toString', function () {
          return host.askOf('text', this);
        }),
        method('toJSON', function () {
          throw new GraftError(
            'unsupported-value',
            `${String(this.constructor.name)} is an object of ${languageOf(referenceOf(this) >>> spaceBits)}, and no JSON.`,
            {
              remedy: 'Ask it for its data, or give JSON.stringify a copy of them.',
            },
          );
        }),
        method(Symbol.toPrimitive, function (hint) {
          if (
            hint !== 'string' &&
            'valueOf' in this &&
            Object.hasOwn(Object.getPrototypeOf(this) as object, 'valueOf')
          )
            return this.valueOf();
          return host.askOf('text', this);
        }),
      ];
    case 'repr':
      return [
        method(inspectCustom, function () {
          return host.askOf('repr', this);
        }),
      ];
    case 'equals':
      return [asks('equals', 'equals')];
    case 'length':
      return [['length', { get: lengthGetter(host) }]];
    case 'iterate':
      return [
        method(Symbol.iterator, function () {
          return host.askOf('iterate', this);
        }),
      ];
    case 'iterateAsync':
      return [
        method(Symbol.asyncIterator, function () {
          return host.streamOf(this);
        }),
      ];
    case 'nextAsync':
      return asyncIteration(host).map(([key, value]) => method(key, value));
    case 'next':
      return iteration(host).map(([key, value]) => method(key, value));
    case 'get':
      return [
        method('get', function (key) {
          const found = host.ask('findItem', this, key) as readonly [unknown] | null;
          return found === null ? undefined : found[0];
        }),
        method('at', function (index) {
          const found = host.ask('findItem', this, index) as readonly [unknown] | null;
          return found === null ? undefined : found[0];
        }),
      ];
    case 'set':
      return [asks('set', 'setItem')];
    case 'delete':
      return [asks('delete', 'deleteItem')];
    case 'has':
      return [asks('has', 'contains')];
    case 'call':
      return [
        method('call', function (...args) {
          return host.callObject(this, args);
        }),
      ];
    case 'number':
      return [asks('valueOf', 'number')];
    case 'events':
      return [listening('on', 'listen'), listening('once', 'listenOnce'), listening('off', 'unlisten')];
    case 'exit':
      return [
        method(disposeSymbol, function () {
          host.askOf('leave', this);
        }),
      ];
    case 'exitAsync':
      return [
        method(asyncDisposeSymbol, async function () {
          await host.askLater('leaveAsync', this);
        }),
      ];
    default:
      return [];
  }
}

function lengthGetter(host: HostMembers): () => unknown {
  return function (this: object) {
    return host.askOf('length', this);
  };
}

type Step = readonly [done: boolean, value: unknown];

/** An asynchronous iterator of Python's, as one of JavaScript's. */
function asyncIteration(host: HostMembers): (readonly [string, Method])[] {
  const ask = async (name: string, ...args: readonly unknown[]): Promise<IteratorResult<unknown>> => {
    const [done, value] = (await host.askLater(name, ...args)) as Step;
    return { done, value: done && value === null ? undefined : value };
  };
  return [
    [
      'next',
      function (sent) {
        return ask('stepAsync', this, sent);
      },
    ],
    [
      'throw',
      function (error) {
        return ask('throwAsync', this, error);
      },
    ],
    [
      'return',
      async function (value) {
        await host.askLater('closeAsync', this);
        return { done: true, value };
      },
    ],
  ];
}

/** An iterator of Python's as one of JavaScript's; leaving a loop early closes a generator. */
function iteration(host: HostMembers): (readonly [string | symbol, Method])[] {
  const result = ([done, value]: Step): IteratorResult<unknown> => ({
    done,
    value: done && value === null ? undefined : value,
  });
  return [
    [
      Symbol.iterator,
      function () {
        return this;
      },
    ],
    [
      'next',
      function (sent) {
        return result((sent === undefined ? host.askOf('step', this) : host.ask('send', this, sent)) as Step);
      },
    ],
    [
      'return',
      function (value) {
        host.askOf('close', this);
        return { done: true, value };
      },
    ],
    [
      'throw',
      function (error) {
        return result(host.ask('throw', this, error) as Step);
      },
    ],
  ];
}

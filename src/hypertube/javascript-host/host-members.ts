import { GraftError } from '../../errors/graft-error.js';
import { ByReference } from '../by-reference.js';
import { stepOrThrow } from '../iterator-step.js';
import { objectMembers } from '../object-members.js';
import type { CallerObjects } from './caller-objects.js';
import { gather, goOn, memberOfStep } from './chained-steps.js';
import { describedCall, describedMember } from './described.js';
import { NamelessClass } from './host-classes.js';
import type { HostClass } from './host-classes.js';
import type { HostedModules } from './hosted-modules.js';
import { HostStream } from './host-stream.js';
import { isConstructor } from './function-kind.js';
import { MemberAccess } from './member-access.js';

type Call = (...args: never[]) => unknown;
type Generator_ = Iterator<unknown> & { readonly [Symbol.iterator]?: unknown };

const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('nodejs.dispose');
const asyncDisposeSymbol: symbol = Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose');

/** Adds what a Graft asks of the other side beside a module's own members: what python-host/graftwire/host/registry.py has for Python. */
export function addHostMembers(modules: HostedModules, callers: CallerObjects): void {
  const { table, classes } = modules;
  const access = new MemberAccess(table, classes);
  const memberOf: MemberAccess['of'] = (value, ...rest) => access.of(value, ...rest);
  const groups: readonly Readonly<Record<string, Call>>[] = [
    {
      load: (name: string) => modules.outline(name),
      reload: (name: string) => modules.reload(name),
      member: (module: string, name: string) => modules.member(module, name),
      model: (module: string) => modules.model(module),
      memberValue: (module: string, name: string) => valueOf(modules.find(module).exports, name),
      class: (value: object) => {
        return classes.outline(classFor(value));
      },
      describe: (name: string, value: object) => describedMember(name, value),
      constructor: (value: object) => describedCall(value),
      method: (owner: object, name: string) => describedCall(methodOf(owner, name)),
    },
    {
      getAttribute: (value: object, name: string) => access.read(value, name),
      setAttribute: (value: object, name: string, item: unknown) => {
        access.set(value, name, item);
      },
      memberOf,
      memberOfStep: (value: unknown, ...args: [number, string, ...unknown[]]) =>
        memberOfStep(memberOf, value, args),
      goOn: (step: unknown, value: unknown) => goOn(memberOf, step, value),
      gather: (...results: unknown[]) => gather(results),
      settled: (ticket: number, isFulfilled: boolean, value: unknown) => {
        callers.settled(ticket, isFulfilled, value);
      },
    },
    ofObjects,
    ofIterators,
    later,
  ];
  for (const group of groups) for (const [name, call] of Object.entries(group)) table.addHost(name, call);
}

function classFor(value: unknown): HostClass {
  if (isConstructor(value) || value instanceof NamelessClass) return value;
  throw new TypeError('This is no class.');
}

function valueOf(exports: object, name: string): unknown {
  if (name === '') return new ByReference(exports);
  const value: unknown = Object.hasOwn(exports, name)
    ? (exports as Readonly<Record<string, unknown>>)[name]
    : undefined;
  return typeof value === 'object' && value !== null ? new ByReference(value) : value;
}

function methodOf(owner: object, name: string): object {
  const places = isConstructor(owner) ? [owner.prototype as object, owner] : [owner];
  for (const place of places) {
    const found: unknown = Object.getOwnPropertyDescriptor(place, name)?.value;
    if (typeof found === 'function') return found;
  }
  throw new GraftError('unknown-member', `The class has no method '${name}'.`);
}

function ask(name: string): Call {
  return objectMembers.get(name) as Call;
}

/** What any object can be asked. */
const ofObjects: Readonly<Record<string, Call>> = {
  text: ask('text'),
  repr: ask('repr'),
  length: ask('length'),
  contains: ask('has'),
  names: ask('dir'),
  help: ask('help'),
  nameOf: ask('name'),
  typeName: ask('name'),
  number: ask('number'),
  setItem: ask('set'),
  deleteItem: ask('delete'),
  findItem: ask('get'),
  getItem: (value: object, key: unknown) =>
    (ask('get')(value as never, key as never) as readonly [unknown] | null)?.[0],
  itemOr: (value: object, key: unknown) =>
    (ask('get')(value as never, key as never) as readonly [unknown] | null)?.[0],
  equals: (value: { equals?: unknown }, other: unknown) =>
    typeof value.equals === 'function'
      ? (Reflect.apply(value.equals, value, [other]) as unknown)
      : value === other,
  callObject: (value: Call, ...args: never[]) => value(...args),
  enter: (value: object) => value,
  leave: (value: object) => {
    (value as Record<symbol, Call | undefined>)[disposeSymbol]?.();
  },
};

const ofIterators: Readonly<Record<string, Call>> = {
  iterate: ask('iterate'),
  step: (iterator: Generator_) => stepOrThrow(iterator.next()),
  send: (iterator: Generator_, value: unknown) => stepOrThrow(iterator.next(value)),
  throw: (iterator: Generator_, error: unknown) => {
    if (typeof iterator.throw !== 'function') throw error;
    return stepOrThrow(iterator.throw(error));
  },
  close: (iterator: Generator_) => {
    iterator.return?.();
  },
};

/** What is awaited. */
const later: Readonly<Record<string, Call>> = {
  awaited: (promise: unknown) => promise,
  enterAsync: (value: object) => value,
  leaveAsync: async (value: object) => {
    await (value as Record<symbol, Call | undefined>)[asyncDisposeSymbol]?.();
  },
  stream: (source: unknown) => new HostStream(source),
  pull: (stream: HostStream, count: number) => stream.pull(count),
  closeStream: (stream: HostStream) => stream.close(),
  stepAsync: async (iterator: AsyncIterator<unknown>, sent: unknown) =>
    stepOrThrow(await (sent === null ? iterator.next() : iterator.next(sent))),
  throwAsync: async (iterator: AsyncIterator<unknown>, error: unknown) => {
    if (typeof iterator.throw !== 'function') throw error;
    return stepOrThrow(await iterator.throw(error));
  },
  closeAsync: async (iterator: AsyncIterator<unknown>) => {
    await iterator.return?.();
  },
};

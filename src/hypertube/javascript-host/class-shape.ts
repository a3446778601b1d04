import type { UgmFunctionKind } from '../../model/ugm.js';
import { RemoteObject } from '../remote-object.js';
import { fieldsInSource } from './class-fields.js';
import { functionKind, isConstructor } from './function-kind.js';

/** What the caller makes a class from, as `class_outline` of python-host gives it; the names of a lane, not of a network. */
export interface ClassShape {
  readonly name: string;
  readonly methods: Readonly<Record<string, UgmFunctionKind>>;
  readonly statics: Readonly<Record<string, UgmFunctionKind | 'class' | 'attribute'>>;
  /** By name whether it can be set. */
  readonly fields: Readonly<Record<string, boolean>>;
  readonly protocols: readonly string[];
}

type Constructor = abstract new (...args: never[]) => object;

/** Names that a function has of itself. */
const ofFunctions: ReadonlySet<string> = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);
const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('nodejs.dispose');
const asyncDisposeSymbol: symbol = Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose');

/** What a class has of its own; `example`, an object of it, tells what no source does. */
export function shapeOfClass(maker: Constructor, example: object | undefined): ClassShape {
  const prototype = maker.prototype as object;
  const shape = shapeOfPrototype(maker.name, prototype);
  const fields = { ...shape.fields };
  const own = example === undefined ? [] : Object.keys(example).filter((name) => isOwnField(example, name));
  for (const name of [...fieldsInSource(maker), ...own]) if (!(name in prototype)) fields[name] = true;
  const statics: Record<string, UgmFunctionKind | 'class' | 'attribute'> = {};
  for (const name of Object.getOwnPropertyNames(maker)) {
    if (ofFunctions.has(name)) continue;
    const value = ownOf(maker, name).value;
    statics[name] = isConstructor(value)
      ? 'class'
      : typeof value === 'function'
        ? functionKind(value)
        : 'attribute';
  }
  return { ...shape, fields, statics };
}

/** A property of an object's own, of which nobody knows what it is. */
interface OwnProperty {
  readonly value: unknown;
  readonly isAccessor: boolean;
  readonly isSettable: boolean;
}

function ownOf(owner: object, name: string): OwnProperty {
  const found = Object.getOwnPropertyDescriptor(owner, name)!;
  const isAccessor = found.get !== undefined || found.set !== undefined;
  return { value: found.value, isAccessor, isSettable: !isAccessor || found.set !== undefined };
}

function isOwnField(example: object, name: string): boolean {
  return typeof ownOf(example, name).value !== 'function';
}

/** What the objects have that have this prototype. */
export function shapeOfPrototype(name: string, prototype: object): ClassShape {
  const methods: Record<string, UgmFunctionKind> = {};
  const fields: Record<string, boolean> = {};
  for (const member of Object.getOwnPropertyNames(prototype)) {
    if (member === 'constructor') continue;
    const { value, isAccessor, isSettable } = ownOf(prototype, member);
    if (typeof value === 'function' && !isConstructor(value)) methods[member] = functionKind(value);
    else if (value !== undefined || isAccessor) fields[member] = isSettable;
  }
  return { name, methods, statics: {}, fields, protocols: protocolsOf(prototype) };
}

/** What an object has that is of no class but has methods of its own. */
export function shapeOfObject(value: object): ClassShape {
  const methods: Record<string, UgmFunctionKind> = {};
  const fields: Record<string, boolean> = {};
  for (const name of Object.keys(value)) {
    const { value: own, isSettable } = ownOf(value, name);
    if (typeof own === 'function' && !isConstructor(own)) methods[name] = functionKind(own);
    else fields[name] = isSettable;
  }
  return { name: 'Object', methods, statics: {}, fields, protocols: protocolsOf(value) };
}

/** What the caller can do with objects beside their members, by the names that `protocols.ts` of graft has. */
function protocolsOf(prototype: object): string[] {
  const found: string[] = [];
  const has = (name: PropertyKey): boolean =>
    name in prototype &&
    typeof Reflect.getOwnPropertyDescriptor(ownerOf(prototype, name), name)?.value === 'function';
  if (has(Symbol.iterator)) found.push(has('next') ? 'next' : 'iterate');
  if (has(Symbol.asyncIterator)) found.push('iterateAsync', ...(has('next') ? ['nextAsync'] : []));
  if (has(disposeSymbol)) found.push('exit');
  if (has(asyncDisposeSymbol)) found.push('exitAsync');
  return found;
}

/** The object in a chain of prototypes that a member is of. */
function ownerOf(prototype: object, name: PropertyKey): object {
  let at = prototype;
  while (!Object.hasOwn(at, name)) at = Object.getPrototypeOf(at) as object;
  return at;
}

const errors: ReadonlySet<unknown> = new Set([
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  AggregateError,
]);

/** Whether a class of errors is one of JavaScript's own. */
export function isBuiltInError(maker: unknown): boolean {
  return errors.has(maker);
}

/** The class that a class extends; undefined where that says nothing to a caller. */
export function parentOf(maker: Constructor): Constructor | undefined {
  const prototype = Object.getPrototypeOf(maker.prototype) as object | null;
  const parent = prototype === null ? undefined : makerOf(prototype);
  const isTold =
    parent !== undefined && parent !== Object && parent !== RemoteObject && !isBuiltInError(parent);
  return isTold ? parent : undefined;
}

/** The class whose objects have this prototype, where there is one. */
export function makerOf(prototype: object): Constructor | undefined {
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof maker === 'function' && maker.prototype === prototype ? (maker as Constructor) : undefined;
}

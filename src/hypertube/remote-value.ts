import type { LaneWriter } from './lane-codec.js';

/** Writes an object of a class of the other side whose instances are values. */
export type ValueEncoder = (writer: LaneWriter, value: object, depth: number) => void;

const encoders = new WeakMap<object, ValueEncoder>();

/** Lets objects with this prototype cross as values. */
export function encodeInstances(prototype: object, encode: ValueEncoder): void {
  encoders.set(prototype, encode);
}

/** Whether something is an object of such a class. */
export function isValue(value: unknown): value is object {
  return typeof value === 'object' && value !== null && encoderOf(value) !== undefined;
}

/** How an object crosses that is of such a class; undefined where it is of none. */
export function encoderOf(value: object): ValueEncoder | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null ? undefined : encoders.get(prototype);
}

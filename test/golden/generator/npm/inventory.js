import { EventEmitter } from 'node:events';

/** A module of JavaScript, whose Graft is used in Node.js itself. */
export const VERSION = '1.0';

export const Level = { Low: 0, High: 1, 0: 'Low', 1: 'High' };

export class OutOfStock extends RangeError {
  constructor(item, missing) {
    super(`${missing} of ${item} missing`);
    this.name = 'OutOfStock';
    this.item = item;
    this.missing = missing;
  }
}

export class Inventory extends EventEmitter {
  stock = new Map();

  get size() {
    return this.stock.size;
  }

  reserve(item, count = 1) {
    const there = this.stock.get(item) ?? 0;
    if (there < count) throw new OutOfStock(item, count - there);
    this.stock.set(item, there - count);
    this.emit('reserved', item, count);
    return this;
  }

  *[Symbol.iterator]() {
    yield* this.stock.keys();
  }
}

export function sum(values) {
  return values.reduce((all, value) => all + value, 0);
}

export function map(values, change) {
  return values.map(change);
}

export async function load(name, options = {}) {
  return { name, ...options };
}

export function* count(to) {
  for (let at = 0; at < to; at++) yield at;
}

export default function inventory(...names) {
  return new Inventory(...names);
}

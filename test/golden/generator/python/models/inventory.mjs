// What inventory.json describes.
import { EventEmitter } from 'node:events';

export const LIMIT = 10;
export const settings = { deep: { currency: 'EUR' } };
export let count = 0;

export const Unit = Object.freeze({ PIECE: 'piece', KILO: 'kilo', title: 'title' });
export const Level = { 0: 'LOW', 1: 'HIGH', LOW: 0, HIGH: 1 };

export class StockError extends Error {
  name = 'StockError';
  constructor(item, options = {}) {
    super(`no ${item}`, options);
    this.item = item;
  }
}

export class OutOfStock extends StockError {
  name = 'OutOfStock';
  get missing() {
    return 1;
  }
}

export class Item {
  constructor(label, unit = Unit.PIECE, { price = 1, from } = {}) {
    this.label = label;
    this.unit = unit;
    this.price = price;
    this.origin = from ?? null;
  }
  static made = 0;
  static of(label, { price = 2 } = {}) {
    Item.made += 1;
    return new SpecialItem(label, undefined, { price });
  }
  get total() {
    return this.price * 2;
  }
  from(place) {
    this.origin = place;
    return this;
  }
  describe(style, { loud = false } = {}) {
    const text = `${this.label}/${style === undefined ? 'plain' : style}`;
    return loud ? text.toUpperCase() : text;
  }
}

export class SpecialItem extends Item {
  special = true;
}

export class Inventory extends EventEmitter {
  #items = new Map();
  constructor(owner = 'nobody') {
    super();
    this.owner = owner;
  }
  get size() {
    return this.#items.size;
  }
  add(item, amount = 1) {
    this.#items.set(item.label, item);
    count += amount;
    this.emit('added', item, amount);
    if (this.#items.size === 3) this.emit('full');
    return this;
  }
  take(label) {
    const item = this.#items.get(label);
    if (item === undefined) throw new OutOfStock(label);
    return item;
  }
  find(label) {
    return this.#items.get(label) ?? null;
  }
  all() {
    return [...this.#items.values()];
  }
  each(visit) {
    for (const item of this.#items.values()) visit(item, item.unit);
  }
  *walk() {
    yield* this.#items.values();
  }
  async *stream() {
    yield* this.#items.values();
  }
  async fetch(label) {
    await null;
    return this.take(label);
  }
  fail(message) {
    this.emit('error', new StockError(message));
  }
  *[Symbol.iterator]() {
    yield* this.#items.keys();
  }
}

export function total(prices, { rate = 1, round } = {}) {
  const sum = prices.reduce((all, price) => all + price, 0) * rate;
  return round === undefined ? sum : Number(sum.toFixed(round));
}

export function greet(name, greeting, options) {
  return [name, greeting === undefined, options === undefined ? null : options.mark];
}

export function level(of) {
  return of > 5 ? Level.HIGH : Level.LOW;
}
export function isHigh(given) {
  return given === Level.HIGH;
}
export function units() {
  return Object.values(Unit).slice(0, 2);
}
export async function later(value, ms = 0) {
  await ms;
  return value;
}
export function* countdown(from) {
  while (from > 0) yield from--;
}
export async function* ticks(to) {
  for (let at = 0; at < to; at += 1) yield at;
}
export function pair(a, b) {
  return [a, b];
}
export function row(id) {
  return { id, from: 'here', tags: ['x'] };
}
export function apply(f, ...values) {
  return values.map((value) => f(value));
}
export function identity(value) {
  return value;
}
export function old() {
  return 'old';
}
export const $dollar = () => '$';
export default function inventory(owner) {
  return new Inventory(owner);
}

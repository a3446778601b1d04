// The same interface as shop.py: what the program in program.mjs uses on every route.
export const RATE = 1.25;
export const CURRENCIES = ['EUR', 'USD'];
export const LIMITS = { retries: 3, names: { main: 'shop' } };

export class InsufficientFunds extends Error {
  constructor(message, balance) {
    super(message);
    this.balance = balance;
  }
}
InsufficientFunds.prototype.name = 'InsufficientFunds';

export class Overdrawn extends InsufficientFunds {}
Overdrawn.prototype.name = 'Overdrawn';

export class Account {
  static opened = 0;

  constructor(owner, balance = 0) {
    this.owner = owner;
    this.balance = balance;
    this.history = [];
    Account.opened += 1;
  }

  static named(owner) {
    return new Account(owner, 100);
  }

  deposit(amount) {
    this.balance += amount;
    this.history.push(amount);
    return this;
  }

  withdraw(amount) {
    if (amount > this.balance) throw new InsufficientFunds(`${this.owner} has ${this.balance}`, this.balance);
    this.balance -= amount;
    return this.balance;
  }

  get isEmpty() {
    return this.balance === 0;
  }

  get label() {
    return `${this.owner}:${this.balance}`;
  }

  set label(text) {
    this.owner = text;
  }

  async later(amount) {
    await null;
    return this.deposit(amount).balance;
  }

  *entries() {
    yield* this.history;
  }
}

export class Savings extends Account {
  interest(rate) {
    return this.balance * rate;
  }
}

export function add(a, b) {
  return a + b;
}

export function echo(value) {
  return value;
}

export function kindOf(value) {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (typeof value === 'string') return 'text';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Date) return 'date';
  if (value instanceof Set) return 'set';
  if (Array.isArray(value)) return Object.isFrozen(value) ? 'tuple' : 'list';
  if (typeof value === 'function') return 'function';
  return 'mapping';
}

export function total(items) {
  return items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}

/** Changes what it was given, which is a copy off the direct route. */
export function order(item, { quantity = 1, note = null } = {}) {
  return { item, quantity, note };
}

export function nothing() {
  return null;
}

export function failWith(kind) {
  if (kind === 'type') throw new TypeError('not that type');
  if (kind === 'range') throw new RangeError('out of range');
  if (kind === 'syntax') throw new SyntaxError('no such word');
  if (kind === 'overdrawn') throw new Overdrawn('too much', 7);
  if (kind === 'cause') throw new Error('outer', { cause: new InsufficientFunds('inner', 3) });
  throw new Error(`unknown ${kind}`);
}

export async function failLater(message) {
  await null;
  throw new InsufficientFunds(message, 1);
}

export async function quote(symbol) {
  await null;
  return { symbol, price: symbol.length * 1.5 };
}

export function apply(callback, value) {
  return callback(value);
}

export function applyAll(callback, values) {
  return values.map((value, index) => callback(value, index));
}

export function guarded(callback) {
  try {
    return ['result', callback()];
  } catch (error) {
    return ['caught', error.message];
  }
}

export async function applyLater(callback, value) {
  return (await callback(value)) + 1;
}

export function compose(first, second) {
  return (value) => second(first(value));
}

export function* count(to) {
  log.push('open');
  try {
    for (let at = 0; at < to; at++) yield at;
  } finally {
    log.push('closed');
  }
}

export async function* ticks(to) {
  try {
    for (let at = 0; at < to; at++) yield at * 10;
  } finally {
    log.push('ticks closed');
  }
}

export async function* failing(to) {
  for (let at = 0; at < to; at++) yield at;
  throw new InsufficientFunds('stream', to);
}

const log = [];
export function takeLog() {
  return log.splice(0);
}

let visits = 0;
export function visit() {
  return ++visits;
}

const accounts = new Map();
export function account(owner) {
  if (!accounts.has(owner)) accounts.set(owner, new Account(owner, 10));
  return accounts.get(owner);
}

const listeners = [];
export function listen(listener) {
  listeners.push(listener);
}

export function isListening(listener) {
  return listeners.includes(listener);
}

export function emit(...args) {
  for (const listener of listeners) listener(...args);
  return listeners.length;
}

export function same(one, other) {
  return one === other;
}

import { EventEmitter } from 'node:events';

export class Ticker extends EventEmitter {
  tick(...values: unknown[]): boolean;
  move(...values: unknown[]): boolean;
  fail(message: string): boolean;
  count(name: string): number;
}
export class Target extends EventTarget {
  tick(): boolean;
}
export class Silent {}

/* global Event, EventTarget */
import { EventEmitter } from 'node:events';

export class Ticker extends EventEmitter {
  tick(...values) {
    return this.emit('ticked', ...values);
  }
  move(...values) {
    return this.emit('moved', ...values);
  }
  fail(message) {
    return this.emit('error', new RangeError(message));
  }
  count(name) {
    return this.listenerCount(name);
  }
}

/** What emits as browsers do. */
export class Target extends EventTarget {
  tick() {
    return this.dispatchEvent(new Event('ticked'));
  }
}

export class Silent {}

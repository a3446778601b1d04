import type { GraftErrorCode } from '../errors/codes.js';
import { GraftError } from '../errors/graft-error.js';

/** Where somebody who walks through a model is: `model.functions[0].parameters[1].kind`. */
export class Place {
  private readonly keys: (string | number)[] = [];

  /** Goes to what stands under `key`, and back again unless `look` throws. */
  at(key: string | number, look: () => void): void {
    this.keys.push(key);
    look();
    this.keys.pop();
  }

  refuse(code: GraftErrorCode, message: string): never {
    const steps = this.keys.map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^\w{1,100}$/.test(key) ? `.${key}` : `[${JSON.stringify(key.slice(0, 100))}]`;
    });
    throw new GraftError(code, message, {
      path: `model${steps.join('')}`,
      remedy: 'Make the model anew with a graftwire of this version.',
    });
  }
}

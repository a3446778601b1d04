import type { FunctionOrigin } from './graft-function.js';
import { isPositional } from './keywords-place.js';

/** Gives a function the name of Python's, and the number of its positional parameters without a default as `length`. */
export function describeFunction(made: (...args: never[]) => unknown, origin: FunctionOrigin): void {
  Object.defineProperty(made, 'name', { value: origin.name, configurable: true });
  Object.defineProperty(made, 'length', {
    get: () => {
      const value = origin
        .model()
        .parameters.filter((parameter) => isPositional(parameter) && parameter.default === undefined).length;
      Object.defineProperty(made, 'length', { value, configurable: true });
      return value;
    },
    configurable: true,
  });
}

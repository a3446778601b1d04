import { GraftError } from '../errors/graft-error.js';

/**
 * Runs a CommonJS module again and gives its exports: in the same object where there was one, so that whoever holds it sees the new ones.
 * Modules that it requires are not run again.
 *
 * @throws what the module throws, after which the one before is there as it was; GraftError `unimplemented` for what is no CommonJS module
 */
export function reloadCommonJs(require: NodeJS.Require, file: string): unknown {
  const before = require.cache[file];
  if (before === undefined || isNamespace(before.exports)) {
    throw new GraftError('unimplemented', `${file} is no CommonJS module, which alone can be run again.`, {
      remedy: 'Start the process anew (node --watch does that at each change).',
    });
  }
  const exports: unknown = before.exports;
  Reflect.deleteProperty(require.cache, file);
  try {
    const fresh: unknown = require(file);
    if (!isTable(exports) || !isTable(fresh)) return fresh;
    for (const name of Reflect.ownKeys(exports)) {
      if (!Reflect.has(fresh, name)) Reflect.deleteProperty(exports, name);
    }
    Object.defineProperties(exports, Object.getOwnPropertyDescriptors(fresh));
    require.cache[file]!.exports = exports;
    return exports;
  } catch (error) {
    require.cache[file] = before;
    throw error;
  }
}

function isNamespace(value: unknown): boolean {
  return isTable(value) && (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'Module';
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

import { createRequire, isBuiltin } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule } from '../cache/import-module.js';
import { GraftError } from '../errors/graft-error.js';
import { ByReference } from '../hypertube/by-reference.js';
import { errorCodeOf, resolveJavaScript } from './javascript-source.js';
import { reloadCommonJs } from './reloaded-exports.js';

/**
 * The host object of a lane: what Python asks for modules of JavaScript (python-host/graftwire/modules.py). `base` is the Python file that
 * asks, or the working directory with a `/` behind it.
 */
export class JavaScriptModules {
  /** Where the exports of a module came from. */
  private readonly files = new WeakMap<object, string>();

  /** Loads a module like `require`, which also loads ES modules without top-level await. */
  load(source: string, base: string): unknown {
    const require = createRequire(base);
    const file = resolveJavaScript(require, source, base, 'python');
    try {
      return this.exportsOf(require(file), file);
    } catch (error) {
      const code = errorCodeOf(error);
      if (code !== 'ERR_REQUIRE_ASYNC_MODULE' && code !== 'ERR_REQUIRE_ESM') throw error;
      throw new GraftError('invalid-source', `${source} cannot be loaded without waiting for it.`, {
        remedy: `It is an ES module with top-level await: write await graftwire.load_async(${JSON.stringify(source)}).`,
        cause: error,
      });
    }
  }

  /** Loads a module like `import()`. */
  async loadAsync(source: string, base: string): Promise<unknown> {
    const require = createRequire(base);
    const file = resolveJavaScript(require, source, base, 'python');
    if (isBuiltin(file) || extname(file) === '.json') return this.load(source, base);
    return this.exportsOf(await importModule(pathToFileURL(file).href), file);
  }

  /** Runs a CommonJS module again. What runs into an error leaves the one before. */
  reload(exports: unknown): unknown {
    const file = isObject(exports) ? this.files.get(exports) : undefined;
    if (file === undefined) {
      throw new GraftError('invalid-argument', 'This is no module that graftwire.load gave.', {
        remedy: 'Give the module itself; modules of Python are reloaded by importlib.reload.',
      });
    }
    return this.exportsOf(reloadCommonJs(createRequire(file), file), file);
  }

  /** As Python gets them: an object of exports stays one, though it would be a value; what a JSON file holds is a value. */
  private exportsOf(exports: unknown, file: string): unknown {
    if (!isObject(exports) || extname(file) === '.json') return exports;
    this.files.set(exports, file);
    return typeof exports === 'function' ? exports : new ByReference(exports);
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

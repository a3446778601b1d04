import { createRequire, isBuiltin } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule } from '../../cache/import-module.js';
import { GraftError } from '../../errors/graft-error.js';
import { errorCodeOf, resolveJavaScript } from '../javascript-source.js';
import { memberNames } from '../member-name.js';
import { reloadCommonJs } from '../reloaded-exports.js';

/** The exports of a module that had to be waited for, by its file: `require` would refuse it again. */
const awaited = new Map<string, object>();
/** What is given for exports that await would take for a promise. */
const renamed = new WeakMap<object, object>();

/**
 * Loads a module of JavaScript into this process, and gives its own exports: at once, which modules with top-level await must have been loaded
 * before for.
 *
 * @param base a file that paths and packages are found from, or a folder with `/` behind it
 * @throws GraftError `module-not-found`, `invalid-source`; what the module throws
 */
export function requireDirectly(specifier: string, base: string): object {
  const require = createRequire(base);
  const file = resolveJavaScript(require, specifier, base, 'nodejs');
  const known = awaited.get(file);
  if (known !== undefined) return known;
  try {
    return exportsOf(require(file), file);
  } catch (error) {
    if (!isAsyncModule(error)) throw error;
    throw new GraftError('invalid-source', `${specifier} cannot be loaded without waiting for it.`, {
      remedy: `It is an ES module with top-level await: write await graft.load(…) of it once, before it is used.`,
      cause: error,
    });
  }
}

/**
 * Runs a CommonJS module again, into the object of its exports.
 *
 * @throws GraftError `unimplemented` for any other; what the module throws
 */
export function reloadDirectly(specifier: string, base: string): void {
  const require = createRequire(base);
  reloadCommonJs(require, resolveJavaScript(require, specifier, base, 'nodejs'));
}

/** The same, also for modules with top-level await. */
export async function importDirectly(specifier: string, base: string): Promise<object> {
  const require = createRequire(base);
  const file = resolveJavaScript(require, specifier, base, 'nodejs');
  if (isBuiltin(file) || extname(file) === '.json') return requireDirectly(specifier, base);
  try {
    // First: what it gives is no thenable to await, whatever the module exports.
    return requireDirectly(specifier, base);
  } catch (error) {
    if (!(error instanceof GraftError) || !isAsyncModule(error.cause)) throw error;
  }
  const exports = exportsOf(await importModule(pathToFileURL(file).href), file);
  awaited.set(file, exports);
  return exports;
}

function isAsyncModule(error: unknown): boolean {
  const code = errorCodeOf(error);
  return code === 'ERR_REQUIRE_ASYNC_MODULE' || code === 'ERR_REQUIRE_ESM';
}

function exportsOf(exports: unknown, file: string): object {
  if ((typeof exports !== 'object' || exports === null) && typeof exports !== 'function')
    throw new GraftError('invalid-source', `${file} exports nothing that has members.`);
  return 'then' in exports || 'toJSON' in exports ? withoutThen(exports) : exports;
}

/** The same members under the names that a Graft has them by: nothing of a Graft is a thenable. */
function withoutThen(exports: object): object {
  let shown = renamed.get(exports);
  if (shown !== undefined) return shown;
  shown = Object.create(null) as object;
  for (const [name, free] of memberNames(Object.keys(exports))) {
    const get = (): unknown => Reflect.get(exports, name);
    Object.defineProperty(shown, free, { get, enumerable: true });
  }
  renamed.set(exports, shown);
  return shown;
}

import { createRequire, isBuiltin } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GraftError } from '../errors/graft-error.js';
import { ByReference } from '../hypertube/by-reference.js';
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
    const file = resolve(require, source, base);
    try {
      return this.exportsOf(require(file), file);
    } catch (error) {
      const code = codeOf(error);
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
    const file = resolve(require, source, base);
    if (isBuiltin(file) || extname(file) === '.json') return this.load(source, base);
    return this.exportsOf(await import(pathToFileURL(file).href), file);
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

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as { readonly code?: unknown }).code : undefined;
}

/** The absolute path of a module's file, or the name of one of Node's own modules. */
function resolve(require: NodeJS.Require, source: string, base: string): string {
  const wanted = source.startsWith('file:') ? pathOfUrl(source) : source;
  let file;
  try {
    file = require.resolve(wanted);
  } catch (error) {
    if (!notFound.has(codeOf(error))) throw error;
    throw new GraftError('module-not-found', `There is no module ${source} for ${base}.`, {
      remedy: remedyFor(require, wanted),
      cause: error,
    });
  }
  if (!isBuiltin(file)) checkKind(require, file);
  return file;
}

const notFound: ReadonlySet<unknown> = new Set([
  'MODULE_NOT_FOUND',
  'ERR_UNKNOWN_BUILTIN_MODULE',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_PACKAGE_IMPORT_NOT_DEFINED',
]);

function remedyFor(require: NodeJS.Require, wanted: string): string {
  if (wanted.startsWith('node:')) return 'Check the name of the module of Node.js.';
  if (/^\.{0,2}\//.test(wanted))
    return 'Check the path: it is relative to the Python file that calls, or to the working directory where that is no file.';
  try {
    require.resolve(`./${wanted}`);
    return `Write ./${wanted} for the file.`;
  } catch {
    return 'Install the package where the Python file that calls can find it (npm install), or write a path that begins with ./ for a file.';
  }
}

/** Node takes a file of any other kind for JavaScript. */
function checkKind(require: NodeJS.Require, file: string): void {
  const kind = extname(file);

  const known = require.extensions;
  if (kind === '' || kind === '.cjs' || kind === '.mjs' || kind in known) return;
  const isTypeScript = /^\.[cm]?tsx?$/.test(kind);
  if (isTypeScript && kind !== '.tsx' && hasTypeScript()) return;
  throw new GraftError('invalid-source', `${file} is no module of JavaScript.`, {
    remedy: isTypeScript
      ? 'Node.js runs TypeScript by itself from 22.18 on (no .tsx); otherwise compile it, or start Node.js with a loader for it.'
      : kind === '.py'
        ? 'Import it: graftwire.load is for modules of JavaScript.'
        : 'Give a .js, .cjs, .mjs or .json file.',
  });
}

function pathOfUrl(source: string): string {
  try {
    return fileURLToPath(source);
  } catch (cause) {
    throw new GraftError('invalid-source', `${source} is not a file of this machine.`, { cause });
  }
}

/** Whether Node.js runs TypeScript by itself. */
function hasTypeScript(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}

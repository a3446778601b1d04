import { existsSync, readFileSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, isOurs, isTrustedFile, writeCacheFile } from './cache-folder.js';

/** What Node.js would run, and how it is told from other versions of itself. */
export interface CodeFile {
  /** Its path. */
  readonly file: string;
  /** A digest of its text, as ASCII: V8 compares no more of a text than its length. */
  readonly digest: string;
  readonly require: NodeJS.Require;
}

// As Node.js does it: the file's first line, with what a module has without asking for it.
const head = '(function (exports, require, module, __filename, __dirname) { ';

/**
 * Runs a CommonJS file as `require` does, with the compiled code that an earlier process has left in the cache: compiling half a megabyte is most
 * of what importing it takes. Where there is none yet, it is written a second later, or at the end of the process, when V8 has compiled what
 * a program uses.
 *
 * Code that is run like this cannot `import()`: see {@link importModule}.
 *
 * @returns its exports; undefined where `require` is to run it, because somebody looks closely at code (source maps, coverage), remembers it
 *   already (Node's own compile cache), has other globals (test runners), or wants no cache
 */
export function runCompiled({ file, digest, require }: CodeFile): unknown {
  const folder = cacheFolder(undefined, process.env);
  if (folder === undefined || isWatched() || hasOtherGlobals()) return undefined;
  if (existsSync(folder) && !isOurs(folder)) return undefined;
  const cache = join(folder, `code-${process.version}-${process.arch}-${situation(file)}.bin`);
  const label = labelOf(digest, file);
  const known = readCode(cache, label);
  const script = new Script(`${head}${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    // Where the text itself begins.
    columnOffset: -head.length,
    ...(known === undefined ? {} : { cachedData: known }),
  });
  if (known === undefined || (script.cachedDataRejected === true && isOld(cache))) keep(script, cache, label);
  const module = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  Reflect.apply(run, module.exports, [module.exports, require, module, file, dirname(file)]);
  return module.exports;
}

interface CompileCache {
  readonly getCompileCacheDir?: () => string | undefined;
}

function isWatched(): boolean {
  return (
    process.sourceMapsEnabled ||
    (process.env['NODE_V8_COVERAGE'] ?? '') !== '' ||
    // From Node.js 22.8 on.
    (process.getBuiltinModule('node:module') as CompileCache).getCompileCacheDir?.() !== undefined
  );
}

/** In a context of its own, as jest gives each test file, an array of `Script.runInThisContext` would be none. */
function hasOtherGlobals(): boolean {
  return new Script('Object').runInThisContext() !== Object;
}

/**
 * What each has a file of its own for. V8 takes no code that was compiled with other flags. (Which of Node's options are V8's nobody says; they
 * are words and numbers, so that others with such values count, too, and scripts and paths do not.) And the code knows where its text stood: from
 * another place its stacks would lead there.
 */
function situation(file: string): string {
  const given = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/)];
  const flags = given.filter((flag) => /^--[a-z][\w-]*(=\d+)?$/.test(flag)).sort();
  let hash = 0;
  for (const letter of [file, ...flags].join(' ')) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return hash.toString(36);
}

/** What a file begins with, before the code: of which text it is, and where that stands. */
function labelOf(digest: string, file: string): Buffer {
  return Buffer.from(`${digest} ${file}\n`);
}

function readCode(cache: string, label: Buffer): Buffer | undefined {
  if (!isTrustedFile(cache)) return undefined;
  try {
    const content = readFileSync(cache);
    return content.subarray(0, label.length).equals(label) ? content.subarray(label.length) : undefined;
  } catch {
    return undefined;
  }
}

/** What V8 does not take although all seems to be the same is replaced, but not by turns with who would do the same. */
function isOld(cache: string): boolean {
  return Date.now() - (statSync(cache, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 3_600_000;
}

function keep(script: Script, cache: string, label: Buffer): void {
  const write = (): void => {
    clearTimeout(timer);
    process.off('exit', write);
    writeCacheFile(cache, Buffer.concat([label, script.createCachedData()]));
    removeOld(dirname(cache));
  };
  const timer = setTimeout(write, 1000).unref();
  process.once('exit', write);
}

/** Projects come and go, and versions: what was written long ago is removed, and made again by who still needs it. */
function removeOld(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name.startsWith('code-') && Date.now() - statSync(path).mtimeMs > 90 * 86_400_000) unlinkSync(path);
    }
  } catch {
    // Another process does the same.
  }
}

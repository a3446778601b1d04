import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { places } from '../places.js';
import { runQuietly } from './command.js';
import { environmentFor, type Python } from './python.js';
import { isUpToDate, markUpToDate } from './stamp.js';

/** Compiles bench/native against this CPython unless that has been done. Gives undefined, or why it cannot be done. */
export function installFloor(python: Python | undefined, say: (line: string) => void): string | undefined {
  if (python === undefined) return 'no python3 on the PATH';
  if (!python.shared) return `CPython ${python.version} was built without a shared library`;
  const facts = {
    python: python.version,
    library: python.libraryDirectory,
    node: process.version,
    sources: hashSources(),
  };
  const stamp = join(places.cache, 'floor-stamp.json');
  if (existsSync(places.floor) && isUpToDate(stamp, facts)) return undefined;
  say(`compiling the floors against CPython ${python.version}`);
  const nodeGyp = createRequire(join(places.root, 'package.json')).resolve('node-gyp/bin/node-gyp.js');
  const why = runQuietly(process.execPath, [nodeGyp, 'rebuild', ...nodeDirectory()], {
    directory: places.native,
    environment: {
      ...environmentFor(python),
      FLOOR_PYTHON_INCLUDE: python.includeDirectory,
      FLOOR_PYTHON_LIBRARIES: `-L${python.libraryDirectory} -Wl,-rpath,${python.libraryDirectory} -l${python.libraryName}`,
    },
  });
  if (why === undefined) markUpToDate(stamp, facts);
  return why;
}

/** Node's own headers where its installation has them: without them node-gyp would download some. */
function nodeDirectory(): readonly string[] {
  const directory = dirname(dirname(process.execPath));
  return existsSync(join(directory, 'include', 'node', 'node_api.h')) ? [`--nodedir=${directory}`] : [];
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(places.native).sort()) {
    if (/\.(cc|h|gyp)$/.test(name)) hash.update(readFileSync(join(places.native, name)));
  }
  return hash.digest('hex');
}

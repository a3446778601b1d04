import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path/posix';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { library } from '../library.js';
import { moduleSource } from '../module-source.js';

const prologue = "import { importPython } from 'graftwire/imported';";

/** What stands for the path of a Python file in what is built, until it is known where that goes. */
const placePrefix = '__GRAFTWIRE_FILE_';

/**
 * Has Vite and vitest load Python files as `node --import graftwire/register` does: for code that runs in Node.js, in development, in tests
 * and in what `vite build --ssr` writes. A file that has changed is run again.
 *
 * What is built loads the Python files from where they stand, relative to the built file.
 */
export function graftwirePlugin(): Plugin {
  let isBuild = false;
  let root = process.cwd();
  const places = new Map<string, string>();
  return {
    name: 'graftwire',
    enforce: 'pre',
    config: () => ({
      // It holds a native addon, and there is to be one instance of it.
      ssr: { external: ['graftwire'] },
      test: { server: { deps: { external: [/[\\/]graftwire[\\/]dist[\\/]/] } } },
    }),
    configResolved(config) {
      isBuild = config.command === 'build';
      root = config.root;
    },
    load(id) {
      if (!id.endsWith('.py') || id.startsWith('\0')) return null;
      const isTest = process.env['VITEST'] !== undefined;
      if (!isTest && this.environment.config.consumer === 'client') {
        this.error({
          id,
          message: `${id} is Python, which runs in Node.js and not in a browser. Import it only from code that runs on the server.`,
        });
      }
      const stamp = isBuild ? undefined : stateOf(id);
      const members = Object.keys(library().loadPython(id, stamp));
      const code = isBuild
        ? moduleSource({ prologue, file: placeOf(id, places), members })
        : moduleSource({ prologue, file: JSON.stringify(id), members, stamp: stamp! });
      return { code, map: null, moduleType: 'js' };
    },
    renderChunk(code, chunk, { dir }) {
      if (!code.includes(placePrefix)) return null;
      const folder = dirname(slashed(resolve(root, dir ?? '.', chunk.fileName)));
      const placed = code.replace(/__GRAFTWIRE_FILE_(\d+)__/g, (_, index: string) => {
        const path = relative(folder, slashed([...places.keys()][Number(index)]!));
        return path.startsWith('.') ? path : `./${path}`;
      });
      return { code: placed, map: null };
    },
  };
}

/** Says whether a file has changed since it was loaded last. */
function stateOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 16);
}

/** An expression that gives the file's URL once the text in it has been replaced. */
function placeOf(path: string, places: Map<string, string>): string {
  const known = places.get(path) ?? `${placePrefix}${places.size}__`;
  places.set(path, known);
  return `new URL(${JSON.stringify(known)}, import.meta.url).href`;
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

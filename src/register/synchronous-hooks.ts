import { readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { library, libraryPrologue, requireExpression } from './library.js';
import { moduleFormat } from './module-format.js';
import { moduleSource } from './module-source.js';
import { pythonFileOf } from './python-file.js';
import { isTypeScript, nodeStripsTypes, transpile } from './transpile.js';

interface LoadContext {
  /** `require` is among them where `require` loads. */
  readonly conditions?: readonly string[];
}

interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: true;
}

type NextLoad = (url: string, context: LoadContext) => unknown;

/** What Node.js has from 22.15 on, which its declarations for 20 do not know. */
interface WithHooks {
  registerHooks?(hooks: { load(url: string, context: LoadContext, next: NextLoad): unknown }): void;
}

/**
 * Has `import` and `require` of this thread load Python files, where Node.js has hooks that run on the thread that imports: the Python module is
 * loaded before the importing module is linked, so that its names are known and its errors are the importer's own.
 *
 * @returns whether Node.js has such hooks
 */
export function registerSynchronousHooks(): boolean {
  const hooked = nodeModule as WithHooks;
  if (hooked.registerHooks === undefined) return false;
  const strips = nodeStripsTypes();
  hooked.registerHooks({
    load(url, context, next) {
      const file = pythonFileOf(url);
      if (file !== undefined) return python(file, context);
      return (strips ? undefined : typescript(url)) ?? next(url, context);
    },
  });
  return true;
}

function python(file: string, { conditions = [] }: LoadContext): Loaded {
  const module = library().loadPython(file);
  if (conditions.includes('require')) {
    const source = `module.exports = ${requireExpression()}.loadPython(${JSON.stringify(file)});\n`;
    return { format: 'commonjs', source, shortCircuit: true };
  }
  const source = moduleSource({
    prologue: libraryPrologue,
    file: JSON.stringify(file),
    members: Object.keys(module),
    requirable: true,
  });
  return { format: 'module', source, shortCircuit: true };
}

function typescript(url: string): Loaded | undefined {
  if (!url.startsWith('file:')) return undefined;
  const path = fileURLToPath(url);
  if (!isTypeScript(path)) return undefined;
  const source = transpile(readFileSync(path, 'utf8'), path);
  return { format: moduleFormat(path, () => source), source, shortCircuit: true };
}

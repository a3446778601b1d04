import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import type * as Esbuild from 'esbuild';
import { packageFolder } from '../binding/package-folder.js';
import { GraftError } from '../errors/graft-error.js';

/** Whether Node.js runs TypeScript by itself, as it does from 22.18 on. */
export function nodeStripsTypes(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}

/** Whether it is a TypeScript file that Node.js would run if it could; like Node.js, none that was installed. */
export function isTypeScript(path: string): boolean {
  return ['.ts', '.mts', '.cts'].includes(extname(path)) && !/[\\/]node_modules[\\/]/.test(path);
}

/**
 * JavaScript for a TypeScript file, line for line as far as that goes, with a source map. Imports stay that are not marked as types, as with
 * Node.js itself (`verbatimModuleSyntax`).
 *
 * @param format `commonjs` also makes `require` of `import`, which TypeScript allows there and Node.js does not
 * @throws GraftError `invalid-source` where esbuild is not installed; what esbuild throws at syntax errors
 */
export function transpile(text: string, path: string, format?: 'commonjs'): string {
  const { code } = esbuild().transformSync(text, {
    loader: 'ts',
    ...(format === 'commonjs' ? { format: 'cjs' } : {}),
    sourcefile: path,
    sourcemap: 'inline',
    sourcesContent: false,
    target: 'node20.19',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code;
}

let loaded: typeof Esbuild | undefined;

/** An optional peer: beside the program, or beside this package. */
function esbuild(): typeof Esbuild {
  if (loaded !== undefined) return loaded;
  let cause: unknown;
  for (const folder of [process.cwd(), packageFolder()]) {
    try {
      return (loaded = createRequire(join(folder, 'package.json'))('esbuild') as typeof Esbuild);
    } catch (error) {
      cause = error;
    }
  }
  throw new GraftError(
    'invalid-source',
    'TypeScript needs esbuild in this Node.js, and it is not installed.',
    {
      remedy: 'Run npm install --save-dev esbuild, or use Node.js 22.18 or later, which strips types itself.',
      cause,
    },
  );
}

import { readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { library } from './library.js';
import { moduleFormat } from './module-format.js';
import { nodeStripsTypes, transpile } from './transpile.js';

interface RequiredModule {
  exports: unknown;
  _compile(code: string, path: string): void;
}

type Extensions = Record<string, ((module: RequiredModule, path: string) => void) | undefined>;

/** Has `require` load Python files, and TypeScript where Node.js does not, where Node.js has no hooks of {@link registerSynchronousHooks}'s kind. */
export function addRequireHooks(): void {
  // The object that require.extensions is, and that every loader of this kind uses.
  const { _extensions: extensions } = nodeModule as unknown as { readonly _extensions: Extensions };
  extensions['.py'] = (module, path) => {
    module.exports = library().loadPython(path);
  };
  if (nodeStripsTypes()) return;
  for (const extension of ['.ts', '.cts']) {
    // Another loader's, of tsx for instance, stays.
    extensions[extension] ??= (module, path) => {
      const text = readFileSync(path, 'utf8');
      const javascript = transpile(text, path);
      const isCommonJs = moduleFormat(path, () => javascript) === 'commonjs';
      module._compile(isCommonJs ? transpile(text, path, 'commonjs') : javascript, path);
    };
  }
}

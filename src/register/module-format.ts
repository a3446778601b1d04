import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { compileFunction } from 'node:vm';

export type ModuleFormat = 'module' | 'commonjs';

/** How Node.js takes a file of TypeScript: by its extension, the nearest package.json, and where that does not say, by its syntax. */
export function moduleFormat(path: string, javascript: () => string): ModuleFormat {
  const extension = extname(path);
  if (extension === '.mts') return 'module';
  if (extension === '.cts') return 'commonjs';
  return packageType(dirname(path)) ?? formatOfSyntax(javascript());
}

function packageType(folder: string): ModuleFormat | undefined {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    const { type } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly type?: unknown };
    return type === 'module' || type === 'commonjs' ? type : undefined;
  }
  const above = dirname(folder);
  return above === folder ? undefined : packageType(above);
}

/** As Node.js does it: what cannot be compiled as a function's body because of `import` or `export` is an ES module. */
function formatOfSyntax(javascript: string): ModuleFormat {
  try {
    compileFunction(javascript, ['exports', 'require', 'module', '__filename', '__dirname']);
    return 'commonjs';
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return syntaxOfModules.some((text) => message.includes(text)) ? 'module' : 'commonjs';
  }
}

/** What V8 says of them. */
const syntaxOfModules = [
  'Cannot use import statement outside a module',
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
  'await is only valid in async functions and the top level bodies of modules',
];

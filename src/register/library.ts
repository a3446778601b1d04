import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageFolder } from '../binding/package-folder.js';
import type * as Imported from './imported.js';

/** The file that has what importing modules need. */
const bundle = join(packageFolder(), 'dist', 'imported.cjs');

/**
 * How an importing module gets at `importPython`. Not by `import`: Node.js 22 does not link what is imported by a module that a CommonJS
 * module of TypeScript requires.
 */
export const libraryPrologue = `const { importPython } = ${requireExpression()};`;

/** The same as an expression of CommonJS and ES modules. */
export function requireExpression(): string {
  const path = JSON.stringify(bundle);
  return `process.getBuiltinModule('node:module').createRequire(${path})(${path})`;
}

let loaded: typeof Imported | undefined;

/** What loads Python files: loaded itself with the first of them, so that programs without one start as quickly as ever. */
export function library(): typeof Imported {
  return (loaded ??= createRequire(import.meta.filename)(bundle) as typeof Imported);
}

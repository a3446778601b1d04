import type { Declaration, Node, Symbol as TsSymbol } from 'typescript';
import { isDefaultLibrary, type Scope } from './scope.js';

/** Who declares a type: the module that is analysed (its package, or its project's files), the language and Node.js, or another module. */
export type Origin =
  | { readonly kind: 'own' }
  | { readonly kind: 'global' }
  | { readonly kind: 'module'; readonly module: string };

const own: Origin = { kind: 'own' };
const global: Origin = { kind: 'global' };

/** The module that types of the language and of Node.js's globals are named with. */
export const globalModule = 'globalThis';

export function originOf(scope: Scope, symbol: TsSymbol): Origin {
  const declarations = symbol.declarations ?? [];
  const first = declarations[0];
  if (first === undefined) return own;
  if (declarations.some((one) => isDefaultLibrary(scope, one.getSourceFile()))) return global;
  const home = homeOf(scope, scope.root);
  const place = homeOf(scope, first);
  if (place === home) return own;
  if (place === 'node:') return global;
  return place === '' ? own : { kind: 'module', module: place };
}

/** The package that a node stands in, or the module that it is declared for: `lodash`, `node:fs`; empty for files of the project. */
function homeOf(scope: Scope, node: Node): string {
  const packageName = packageOf(node.getSourceFile().fileName);
  if (packageName !== '@types/node') return packageName.replace(/^@types\//, '').replace(/^(.+)__(.+)$/, '@$1/$2');
  const module = ambientModuleOf(scope, node);
  return `node:${module?.replace(/^node:/, '') ?? ''}`;
}

/** The name in the innermost `declare module "name"` around a node, or of that itself. */
function ambientModuleOf(scope: Scope, node: Node): string | undefined {
  const { ts } = scope;
  for (let outer: Node | undefined = node; outer !== undefined; outer = outer.parent as Node | undefined) {
    if (ts.isModuleDeclaration(outer) && ts.isStringLiteral(outer.name)) return outer.name.text;
    // `declare global { … }` inside of a module is not of that module.
    if (ts.isModuleDeclaration(outer) && outer.name.text === 'global') return undefined;
  }
  return undefined;
}

function packageOf(file: string): string {
  const [, inside] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return inside ?? '';
}

/** Whether a declaration says only a type, so that nothing of it is there when the program runs. */
export function isTypeDeclaration(scope: Scope, declaration: Declaration): boolean {
  const { ts } = scope;
  return ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration);
}

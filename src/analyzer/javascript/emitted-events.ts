import type { CallExpression, Expression, Node } from 'typescript';
import type { UgmEvent, UgmParameter } from '../../model/ugm.js';
import type { Layer } from './members.js';
import type { Place, Scope } from './scope.js';
import { freeName } from './signature.js';
import { typeOfType } from './type-of-type.js';

/** What a class that extends an emitter without types calls `this.emit('name', …)` with, in the order of the source. */
export function emittedEvents(scope: Scope, layers: readonly Layer[], at: Place): readonly UgmEvent[] {
  const isEmitter = layers.some(({ members, inheritedFrom }) => inheritedFrom !== undefined && members.some(({ name }) => name === 'emit'));
  if (!isEmitter) return [];
  const calls = new Map<string, { readonly call: CallExpression; readonly inheritedFrom: string | undefined }>();
  for (const { symbol, inheritedFrom } of layers) {
    for (const declaration of symbol?.declarations ?? []) {
      if (!declaration.getSourceFile().isDeclarationFile) collect(declaration, inheritedFrom);
    }
  }
  return [...calls].map(([name, { call, inheritedFrom }]): UgmEvent => ({
    name,
    doc: null,
    parameters: parametersOf(scope, call.arguments.slice(1), { ...at, path: `${at.path} on ${name}` }),
    ...(inheritedFrom === undefined ? {} : { inheritedFrom }),
  }));

  function collect(node: Node, inheritedFrom: string | undefined): void {
    const { ts } = scope;
    const name = eventName(scope, node);
    if (name !== undefined && !name.startsWith('_')) {
      const call = node as CallExpression;
      const before = calls.get(name);
      // The call that says most.
      if (before === undefined || before.call.arguments.length < call.arguments.length) calls.set(name, { call, inheritedFrom });
    }
    ts.forEachChild(node, (child) => collect(child, inheritedFrom));
  }
}

function eventName({ ts }: Scope, node: Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  const [first] = node.arguments;
  const isEmit = expression.kind === ts.SyntaxKind.ThisKeyword && name.text === 'emit';
  return isEmit && first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined;
}

function parametersOf(scope: Scope, args: readonly Expression[], at: Place): readonly UgmParameter[] {
  const { ts, checker } = scope;
  const names = new Set<string>();
  return args.map((argument, index): UgmParameter => {
    const own = ts.isPropertyAccessExpression(argument) ? argument.name.text : ts.isIdentifier(argument) ? argument.text : undefined;
    const name = freeName(own ?? (args.length === 1 ? 'value' : `value${index + 1}`), names);
    const type = typeOfType(scope, checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(argument)), at);
    if (ts.isSpreadElement(argument)) return { name: 'args', kind: 'var-positional' };
    return { name, kind: 'positional-only', ...(type.kind === 'any' ? {} : { type }) };
  });
}

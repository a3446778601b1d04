import type { EntityName, Expression, Node, TupleTypeNode, TypeNode, TypeParameterDeclaration } from 'typescript';
import type { UgmScalar, UgmSimpleKind, UgmType } from '../../model/ugm-type.js';
import { callbackOf } from './callback-type.js';
import { globalType } from './global-type.js';
import { referenceTo } from './reference-type.js';
import { lost, type Place, type Scope, silenced } from './scope.js';
import { shapeOfMembers } from './shape-type.js';
import { typeOfType } from './type-of-type.js';
import { unionOf } from './union-type.js';

/**
 * A type as it is written. What is written is asked before the checker is: it keeps the names of types, the order of unions and the type
 * parameters. The checker says what must be worked out: mapped, conditional and indexed types.
 */
export function typeOfNode(scope: Scope, node: TypeNode, at: Place): UgmType {
  const { ts, checker } = scope;
  const simple = simpleKind(scope, node);
  if (simple !== undefined) return { kind: simple };
  const inner = (one: TypeNode): UgmType => typeOfNode(scope, one, at);
  if (ts.isParenthesizedTypeNode(node)) return inner(node.type);
  if (ts.isArrayTypeNode(node)) return { kind: 'list', of: inner(node.elementType) };
  if (ts.isTupleTypeNode(node)) return tupleOfNode(scope, node, at);
  if (ts.isUnionTypeNode(node)) return unionOf(node.types.map(inner));
  if (ts.isLiteralTypeNode(node)) return literalOfNode(scope, node.literal) ?? resolved();
  if (ts.isTypeReferenceNode(node)) return namedType(scope, node.typeName, node.typeArguments, node, at);
  if (ts.isExpressionWithTypeArguments(node)) {
    return namedType(scope, node.expression, node.typeArguments, node, at);
  }
  if (ts.isImportTypeNode(node) && node.qualifier !== undefined && !node.isTypeOf) {
    return namedType(scope, node.qualifier, node.typeArguments, node, at);
  }
  if (ts.isFunctionTypeNode(node)) {
    return callbackOf(scope, [checker.getSignatureFromDeclaration(node)], at, 'declared');
  }
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return inner(node.type);
  if (ts.isTypeLiteralNode(node)) return shapeOfMembers(scope, node.members, at) ?? resolved();
  if (ts.isTypePredicateNode(node)) return { kind: node.assertsModifier === undefined ? 'bool' : 'none' };
  return ofJsDoc(scope, node, at) ?? resolved();

  function resolved(): UgmType {
    return typeOfType(scope, checker.getTypeFromTypeNode(node), at);
  }
}

function simpleKind({ ts }: Scope, node: TypeNode): UgmSimpleKind | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.AnyKeyword:
    case ts.SyntaxKind.UnknownKeyword:
    case ts.SyntaxKind.JSDocAllType:
    case ts.SyntaxKind.JSDocUnknownType:
      return 'any';
    case ts.SyntaxKind.StringKeyword:
    case ts.SyntaxKind.TemplateLiteralType:
      return 'string';
    case ts.SyntaxKind.NumberKeyword:
      return 'number';
    case ts.SyntaxKind.BooleanKeyword:
      return 'bool';
    case ts.SyntaxKind.BigIntKeyword:
      return 'bigint';
    case ts.SyntaxKind.VoidKeyword:
    case ts.SyntaxKind.UndefinedKeyword:
      return 'none';
    case ts.SyntaxKind.NeverKeyword:
      return 'never';
    case ts.SyntaxKind.SymbolKeyword:
      return 'symbol';
    case ts.SyntaxKind.ObjectKeyword:
      return 'object';
    case ts.SyntaxKind.ThisType:
      return 'self';
    default:
      return undefined;
  }
}

/** `'a'`, `-1`, `true`, `null`; undefined for what JSON cannot hold. */
export function literalOfNode({ ts }: Scope, node: Node): UgmType | undefined {
  if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: 'none' };
  const value = scalarOf(ts, node);
  return value === undefined ? undefined : { kind: 'literal', values: [value] };
}

/** The value of a literal that is written here; undefined for anything else. */
export function scalarOf(ts: Scope['ts'], node: Node): UgmScalar | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return finite(Number(node.text));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  const isNegative = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken;
  if (!isNegative || !ts.isNumericLiteral(node.operand)) return undefined;
  return finite(-Number(node.operand.text));
}

/** JSON has neither infinities nor -0. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined;
}

function tupleOfNode(scope: Scope, node: TupleTypeNode, at: Place): UgmType {
  const { ts } = scope;
  const items: UgmType[] = [];
  let rest: UgmType | undefined;
  for (const element of node.elements) {
    const isNamed = ts.isNamedTupleMember(element);
    const isRest = isNamed ? element.dotDotDotToken !== undefined : ts.isRestTypeNode(element);
    const isOptional = isNamed ? element.questionToken !== undefined : ts.isOptionalTypeNode(element);
    const inner = isNamed || ts.isRestTypeNode(element) || ts.isOptionalTypeNode(element) ? element.type : element;
    const type = typeOfNode(scope, inner, at);
    // What stands behind a rest has no place of its own in a model.
    if (rest !== undefined) return lost(scope, at, 'A tuple has items behind any number of others.');
    if (isRest) rest = type.kind === 'list' ? type.of : { kind: 'any' };
    else items.push(isOptional ? unionOf([type, { kind: 'none' }]) : type);
  }
  return { kind: 'tuple', items, ...(rest === undefined ? {} : { rest }) };
}

function namedType(
  scope: Scope,
  name: EntityName | Expression,
  args: readonly TypeNode[] | undefined,
  node: TypeNode,
  at: Place,
): UgmType {
  const { ts, checker } = scope;
  const found = checker.getSymbolAtLocation(name);
  const symbol =
    found !== undefined && (found.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(found) : found;
  if (symbol?.declarations === undefined) {
    const known = globalType(name.getText(), () => (args ?? []).map((one) => typeOfNode(scope, one, at)));
    if (known !== undefined) return known;
    const type = checker.getTypeFromTypeNode(node);
    // JSDoc has names of its own: `String`, `Object`, `function`.
    if ((type.flags & ts.TypeFlags.Any) === 0) return typeOfType(scope, type, at);
    return lost(scope, at, `Nothing is known of the type ${name.getText()}.`);
  }
  return referenceTo(scope, symbol, {
    args: () => (args ?? []).map((one) => typeOfNode(scope, one, at)),
    resolve: () => checker.getTypeFromTypeNode(node),
    at,
  });
}

/** What only comments of JavaScript write. */
function ofJsDoc(scope: Scope, node: TypeNode, at: Place): UgmType | undefined {
  const { ts } = scope;
  if (ts.isJSDocNullableType(node)) return unionOf([typeOfNode(scope, node.type, at), { kind: 'none' }]);
  if (ts.isJSDocNonNullableType(node)) return typeOfNode(scope, node.type, at);
  if (ts.isJSDocOptionalType(node)) return typeOfNode(scope, node.type, at);
  if (ts.isJSDocVariadicType(node)) return typeOfNode(scope, node.type, at);
  return ts.isJSDocTypeExpression(node) ? typeOfNode(scope, node.type, at) : undefined;
}

/** What a type parameter must be, as far as a model can say. */
export function boundOf(scope: Scope, parameter: TypeParameterDeclaration, at: Place): UgmType | undefined {
  const node = scope.ts.getEffectiveConstraintOfTypeParameter(parameter);
  if (node === undefined) return undefined;
  // A bound that cannot be said only lets more through.
  const silent = silenced(scope);
  const type = typeOfNode(silent, node, at);
  return type.kind === 'any' ? undefined : type;
}

import type {
  ConditionalType,
  ConditionalTypeNode,
  IndexedAccessType,
  LiteralType,
  ObjectType,
  SubstitutionType,
  Symbol as TsSymbol,
  TupleTypeReference,
  Type,
  TypeReference,
} from 'typescript';
import type { UgmType } from '../../model/ugm.js';
import { callbackOf } from './callback-type.js';
import { referenceTo } from './reference-type.js';
import { isDefaultLibrary, lost, type Place, type Scope, silenced } from './scope.js';
import { shapeOfType } from './shape-type.js';
import { unionOf } from './union-type.js';

/** Types of types of types: nobody reads further, and some never end. */
const maximumDepth = 7;

/**
 * A type as the checker knows it: of what has no annotation, or what has to be worked out.
 * @param isOptional `undefined` says only that it may be left out
 */
export function typeOfType(scope: Scope, type: Type, at: Place, isOptional = false): UgmType {
  const { ts, checker } = scope;
  if ((at.depth ?? 0) > maximumDepth) return lost(scope, at, 'A type is nested too deeply.');
  const { alias: _, ...place } = at;
  const inside: Place = { ...place, depth: (at.depth ?? 0) + 1 };
  const { flags } = type;
  const has = (wanted: number): boolean => (flags & wanted) !== 0;
  const alias = type.aliasSymbol;
  const isNamed = alias !== undefined && at.alias !== alias && !isOptional;
  if (isNamed && !has(ts.TypeFlags.Any)) {
    return referenceTo(scope, alias, {
      args: () => (type.aliasTypeArguments ?? []).map((one) => typeOfType(scope, one, inside)),
      resolve: () => type,
      at,
    });
  }
  if (has(ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return { kind: 'any' };
  if (has(ts.TypeFlags.EnumLike) && enumOf(scope, type) !== undefined) {
    return referenceTo(scope, enumOf(scope, type) as TsSymbol, { args: () => [], resolve: () => type, at });
  }
  if (has(ts.TypeFlags.Boolean)) return { kind: 'bool' };
  if (has(ts.TypeFlags.BooleanLiteral)) return { kind: 'literal', values: [checker.typeToString(type) === 'true'] };
  if (has(ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral)) return literalOf(type as LiteralType);
  if (has(ts.TypeFlags.StringLike)) return { kind: 'string' };
  if (has(ts.TypeFlags.NumberLike)) return { kind: 'number' };
  if (has(ts.TypeFlags.BigIntLike)) return { kind: 'bigint' };
  if (has(ts.TypeFlags.ESSymbolLike)) return { kind: 'symbol' };
  if (has(ts.TypeFlags.VoidLike | ts.TypeFlags.Null)) return { kind: 'none' };
  if (has(ts.TypeFlags.Never)) return { kind: 'never' };
  if (has(ts.TypeFlags.NonPrimitive)) return { kind: 'object' };
  if (has(ts.TypeFlags.TypeParameter)) return typeParameterOf(type, at);
  if (type.isUnion()) {
    const parts = isOptional ? withoutUndefined(scope, type) : type.types;
    return unionOf(parts.map((one) => typeOfType(scope, one, inside)));
  }
  if (has(ts.TypeFlags.Substitution)) return typeOfType(scope, (type as SubstitutionType).baseType, inside);
  // Keys that are no strings do not cross.
  if (has(ts.TypeFlags.Index)) return { kind: 'string' };
  if (type.isIntersection()) return intersectionOf(scope, type.types, type, inside);
  if (has(ts.TypeFlags.Conditional)) return conditionalOf(scope, type as ConditionalType, place);
  if (has(ts.TypeFlags.Object)) return objectOf(scope, type as ObjectType, inside);
  // `T[keyof T]` has no bound that says anything, and it takes long to find that out.
  const isAnyOf = has(ts.TypeFlags.IndexedAccess) && ((type as IndexedAccessType).indexType.flags & ts.TypeFlags.Index) !== 0;
  return (isAnyOf ? undefined : constraintOf(scope, type, inside)) ?? lost(scope, at, () => `${textOf(scope, type)} depends on type parameters.`);
}

/** The parts of a type that are not `undefined`. */
export function withoutUndefined({ ts }: Scope, type: Type): readonly Type[] {
  return type.isUnion() ? type.types.filter((one) => (one.flags & ts.TypeFlags.Undefined) === 0) : [type];
}

function literalOf({ value }: LiteralType): UgmType {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) {
    return { kind: 'literal', values: [Object.is(value, -0) ? 0 : value] };
  }
  return { kind: typeof value === 'number' ? 'number' : 'bigint' };
}

/** The enum that a type is, or is one member of; undefined for unions of members, which are unions. */
function enumOf({ ts }: Scope, type: Type): TsSymbol | undefined {
  const symbol = type.getSymbol();
  return symbol !== undefined && (symbol.flags & (ts.SymbolFlags.Enum | ts.SymbolFlags.EnumMember)) !== 0 ? symbol : undefined;
}

function typeParameterOf(type: Type, at: Place): UgmType {
  const symbol = type.getSymbol();
  // The `this` of a class is a type parameter whose name is that of the class.
  if (symbol === undefined || (type as { readonly isThisType?: boolean }).isThisType === true) return { kind: 'self' };
  return at.bindings?.get(symbol) ?? { kind: 'var', name: symbol.name };
}

function objectOf(scope: Scope, type: ObjectType, at: Place): UgmType {
  const { ts, checker } = scope;
  if (checker.isTupleType(type)) return tupleOf(scope, type as TupleTypeReference, at);
  const symbol = type.getSymbol();
  const isNamed =
    symbol !== undefined &&
    (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0 &&
    (type.objectFlags & (ts.ObjectFlags.ClassOrInterface | ts.ObjectFlags.Reference)) !== 0;
  if (isNamed) {
    return referenceTo(scope, symbol, {
      args: () => argumentsOf(scope, type).map((one) => typeOfType(scope, one, at)),
      resolve: () => type,
      at,
    });
  }
  const calls = type.getCallSignatures();
  const properties = checker.getPropertiesOfType(type);
  if (calls.length > 0) return callbackOf(scope, calls, at, 'resolved');
  const constructs = type.getConstructSignatures();
  if (constructs[0] !== undefined) return { kind: 'class', of: typeOfType(scope, constructs[0].getReturnType(), at) };
  if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Module) !== 0) return { kind: 'object' };
  if (properties.length === 0 && checker.getIndexInfosOfType(type).length === 0) {
    // Mapped over a type parameter: an object, nobody knows with what.
    return { kind: (type.objectFlags & ts.ObjectFlags.Mapped) === 0 ? 'any' : 'object' };
  }
  return shapeOfType(scope, type, at);
}

function argumentsOf({ ts, checker }: Scope, type: ObjectType): readonly Type[] {
  if ((type.objectFlags & ts.ObjectFlags.Reference) === 0) return [];
  const reference = type as TypeReference;
  // The last one may be `this`.
  return checker.getTypeArguments(reference).slice(0, reference.target.typeParameters?.length ?? 0);
}

function tupleOf(scope: Scope, type: TupleTypeReference, at: Place): UgmType {
  const { ts, checker } = scope;
  const { elementFlags } = type.target;
  const items: UgmType[] = [];
  let rest: UgmType | undefined;
  for (const [index, element] of checker.getTypeArguments(type).entries()) {
    const flags = elementFlags[index] ?? ts.ElementFlags.Required;
    const isOptional = (flags & ts.ElementFlags.Optional) !== 0;
    const item = typeOfType(scope, element, at, isOptional);
    if (rest !== undefined) return lost(scope, at, 'A tuple has items behind any number of others.');
    if ((flags & ts.ElementFlags.Variable) !== 0) rest = item;
    else items.push(isOptional ? unionOf([item, { kind: 'none' }]) : item);
  }
  return { kind: 'tuple', items, ...(rest === undefined ? {} : { rest }) };
}

function intersectionOf(scope: Scope, types: readonly Type[], type: Type, at: Place): UgmType {
  const { ts, checker } = scope;
  const primitives = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike;
  // `string & { readonly brand: … }` is a string.
  const primitive = types.find((one) => (one.flags & primitives) !== 0);
  if (primitive !== undefined) return typeOfType(scope, primitive, at);
  const parameter = types.find((one) => (one.flags & ts.TypeFlags.TypeParameter) !== 0);
  if (parameter !== undefined) return typeOfType(scope, parameter, at);
  const calls = type.getCallSignatures();
  if (calls.length > 0) return callbackOf(scope, calls, at, 'resolved');
  const isOpaque = ({ flags }: TsSymbol): boolean => (flags & ts.SymbolFlags.Method) !== 0;
  const withMethods = types.find((one) => checker.getPropertiesOfType(one).some(isOpaque));
  if (withMethods !== undefined) return typeOfType(scope, withMethods, at);
  return checker.getPropertiesOfType(type).length === 0 ? { kind: 'object' } : shapeOfType(scope, type, at);
}

/** One of the two types, where neither depends on what is not known. */
function conditionalOf(scope: Scope, type: ConditionalType, at: Place): UgmType {
  const { root, aliasTypeArguments } = type;
  const bindings = new Map(at.bindings);
  root.aliasTypeArguments?.forEach((parameter, index) => {
    const symbol = parameter.getSymbol();
    const argument = aliasTypeArguments?.[index];
    if (symbol !== undefined && argument !== undefined && argument !== parameter) {
      bindings.set(symbol, typeOfType(scope, argument, at));
    }
  });
  for (const { symbol } of root.inferTypeParameters ?? []) bindings.set(symbol, { kind: 'any' });
  const { trueType, falseType } = root.node;
  const branches = isNeverTrue(scope, root.node) ? [falseType] : [trueType, falseType];
  const silent = silenced(scope);
  const either = unionOf(
    branches.map((node) => typeOfType(silent, scope.checker.getTypeFromTypeNode(node), { ...at, bindings })),
  );
  // The parameters of an alias whose arguments are gone mean nothing here.
  const outer = aliasTypeArguments === undefined && root.aliasSymbol !== undefined ? (root.outerTypeParameters ?? []) : [];
  const text = JSON.stringify(either);
  const isUseless = outer.some(({ symbol }) => text.includes(`{"kind":"var","name":${JSON.stringify(symbol.name)}}`));
  if (either.kind !== 'any' && !isUseless) return either;
  // What a type is at least can take seconds to find.
  const isQuick = root.aliasSymbol?.name === 'InstanceType' && isDefaultLibrary(scope, root.node.getSourceFile());
  const constraint = isQuick ? constraintOf(scope, type, at) : undefined;
  return constraint ?? lost(scope, at, () => `${textOf(scope, type)} depends on type parameters.`);
}

/** `[T] extends [never]` and `0 extends 1 & T` ask whether a type is `never` or `any`, which one that is given is not. */
function isNeverTrue({ ts }: Scope, { checkType, extendsType }: ConditionalTypeNode): boolean {
  const tuple = ts.isTupleTypeNode(extendsType) && extendsType.elements.length === 1 ? extendsType.elements[0] : undefined;
  const isNever = (tuple ?? extendsType).kind === ts.SyntaxKind.NeverKeyword;
  return isNever || (ts.isLiteralTypeNode(checkType) && checkType.literal.kind === ts.SyntaxKind.NumericLiteral);
}

function constraintOf(scope: Scope, type: Type, at: Place): UgmType | undefined {
  const constraint = scope.checker.getBaseConstraintOfType(type);
  if (constraint === undefined || constraint === type) return undefined;
  const described = typeOfType(scope, constraint, at);
  return described.kind === 'any' ? undefined : described;
}

function textOf({ checker }: Scope, type: Type): string {
  const text = checker.typeToString(type).replace(/import\("[^"]*"\)\./g, '');
  return `The type ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`;
}

import type { Symbol as TsSymbol, TupleTypeReference, TypeNode } from 'typescript';
import type { UgmParameter, UgmType } from '../../model/ugm.js';
import { annotationOf } from './annotation.js';
import type { Place, Scope } from './scope.js';
import { freeName } from './signature.js';
import { typeOfNode } from './type-of-node.js';
import { typeOfType } from './type-of-type.js';

export interface RestParameter {
  readonly symbol: TsSymbol;
  readonly name: string;
  /** Its type as it is written. */
  readonly node: TypeNode | undefined;
  readonly at: Place;
  /** Names of parameters that are taken. */
  readonly names: Set<string>;
}

/** `...rest`: one parameter for any number of arguments; where its type is a tuple, one for each of its items. */
export function restParameters(scope: Scope, rest: RestParameter): readonly UgmParameter[] {
  const { checker, ts } = scope;
  const type = checker.getTypeOfSymbol(rest.symbol);
  if (checker.isTupleType(type)) return parametersOfTuple(scope, type as TupleTypeReference, rest);
  const { node, at } = rest;
  const isList = node !== undefined && !ts.isJSDocVariadicType(node);
  const whole = node === undefined ? typeOfType(scope, type, at) : typeOfNode(scope, node, at);
  // A comment gives the type of one argument.
  const item = isList || node === undefined ? itemOf(whole) : whole;
  const annotation = annotationOf(node);
  return [
    {
      name: rest.name,
      kind: 'var-positional',
      ...(item === undefined || item.kind === 'any' ? {} : { type: item }),
      ...(annotation === undefined ? {} : { annotation }),
    },
  ];
}

/** The parameters that a tuple of arguments is; its items may have names. */
export function parametersOfTuple(
  scope: Scope,
  type: TupleTypeReference,
  { name, at, names }: Pick<RestParameter, 'name' | 'at' | 'names'>,
): readonly UgmParameter[] {
  const { ts, checker } = scope;
  const { elementFlags, labeledElementDeclarations } = type.target;
  const items = checker.getTypeArguments(type);
  names.delete(name);
  return items.map((item, index): UgmParameter => {
    const flags = elementFlags[index] ?? ts.ElementFlags.Required;
    const label = labeledElementDeclarations?.[index];
    const isVariable = (flags & ts.ElementFlags.Variable) !== 0;
    const isOptional = (flags & ts.ElementFlags.Optional) !== 0;
    const own = label === undefined || !ts.isIdentifier(label.name) ? undefined : label.name.text;
    const free = freeName(own ?? (items.length === 1 ? name : `${name}${index + 1}`), names);
    const written = label !== undefined && ts.isNamedTupleMember(label) ? label.type : undefined;
    const place = { ...at, path: at.path.replace(/\([^()]*\)$/, `(${free})`) };
    const isOwn = written !== undefined && scope.checker.getTypeFromTypeNode(written) === item;
    const described = isOwn ? typeOfNode(scope, written, place) : typeOfType(scope, item, place, isOptional);
    return {
      name: free,
      kind: isVariable ? 'var-positional' : 'positional-only',
      ...(isOptional ? { default: { text: 'undefined' } } : {}),
      ...(described.kind === 'any' ? {} : { type: described }),
    };
  });
}

function itemOf(type: UgmType): UgmType | undefined {
  if (type.kind === 'list' || type.kind === 'iterable') return type.of;
  return type.kind === 'var' ? type : undefined;
}

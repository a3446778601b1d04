import type {
  ParameterDeclaration,
  Signature,
  Symbol as TsSymbol,
  TypeNode,
  TypeParameter,
  TypeParameterDeclaration,
} from 'typescript';
import type { UgmParameter, UgmSignature, UgmType, UgmTypeParameter } from '../../model/ugm.js';
import { annotationOf } from './annotation.js';
import { defaultOf } from './default-value.js';
import { restParameters } from './rest-parameter.js';
import { type Place, type Scope, silenced } from './scope.js';
import { boundOf, typeOfNode } from './type-of-node.js';
import { typeOfType } from './type-of-type.js';
import { required } from './union-type.js';

/** Whether a signature is as it is declared, or one that the checker made of it, with types for its type parameters. */
export type SignatureForm = 'declared' | 'resolved';

/** One way to call something. `returns` is what is declared: a promise as `awaitable`, a generator as `iterator`. */
export function signatureOf(scope: Scope, signature: Signature, at: Place, form: SignatureForm): UgmSignature {
  const parameters = parametersOf(scope, signature, at, form);
  const node = form === 'declared' ? returnNodeOf(scope, signature) : undefined;
  const place = { ...at, path: `${at.path}() returns` };
  const returns = node === undefined ? inferredReturn(scope, signature, place) : typeOfNode(scope, node, place);
  const typeParameters = typeParametersOf(scope, signature, parameters, at);
  const annotation = annotationOf(node);
  return {
    ...(typeParameters.length === 0 ? {} : { typeParameters }),
    parameters,
    ...(returns.kind === 'any' ? {} : { returns }),
    ...(annotation === undefined ? {} : { returnAnnotation: annotation }),
  };
}

function inferredReturn(scope: Scope, signature: Signature, at: Place): UgmType {
  const { checker } = scope;
  return checker.getTypePredicateOfSignature(signature) !== undefined
    ? { kind: checker.getReturnTypeOfSignature(signature).flags === scope.ts.TypeFlags.Void ? 'none' : 'bool' }
    : typeOfType(scope, checker.getReturnTypeOfSignature(signature), at);
}

function returnNodeOf({ ts }: Scope, { declaration }: Signature): TypeNode | undefined {
  if (declaration === undefined) return undefined;
  // A comment may give the type of a whole function, of which this is not the result.
  if (ts.isJSDocSignature(declaration)) return declaration.type?.typeExpression?.type;
  return declaration.type ?? ts.getJSDocReturnType(declaration);
}

function parametersOf(scope: Scope, signature: Signature, at: Place, form: SignatureForm): UgmParameter[] {
  const names = new Set<string>();
  const parameters = signature.parameters.flatMap((symbol, index) => {
    const name = freeName(parameterName(scope, symbol, index, signature.parameters.length), names);
    return parameterOf(scope, symbol, name, { ...at, path: `${at.path}(${name})` }, form, names);
  });
  // In a model, as in Python, nothing that is required stands behind what may be left out.
  const lastRequired = parameters.findLastIndex(({ kind, default: value }) => kind !== 'var-positional' && value === undefined);
  return parameters.map((parameter, index) => {
    if (index >= lastRequired || parameter.default === undefined) return parameter;
    const { default: _, type, ...rest } = parameter;
    const orNothing: UgmType | undefined = type === undefined || type.kind === 'optional' ? type : { kind: 'optional', of: type };
    return { ...rest, ...(orNothing === undefined ? {} : { type: orNothing }) };
  });
}

function parameterOf(
  scope: Scope,
  symbol: TsSymbol,
  name: string,
  at: Place,
  form: SignatureForm,
  names: Set<string>,
): readonly UgmParameter[] {
  const { ts, checker } = scope;
  const declaration = symbol.declarations?.find((one) => ts.isParameter(one) || ts.isJSDocParameterTag(one));
  const parameter = declaration !== undefined && ts.isParameter(declaration) ? declaration : undefined;
  const written =
    declaration === undefined || ts.isParameter(declaration)
      ? parameter && (parameter.type ?? ts.getJSDocType(parameter))
      : declaration.typeExpression?.type;
  const node = form === 'declared' ? written : undefined;
  const isRest = isRestParameter(scope, parameter, written);
  if (isRest) return restParameters(scope, { symbol, name, node, at, names });
  const value = defaultOf(scope, declaration);
  const type =
    node === undefined
      ? typeOfType(scope, checker.getTypeOfSymbol(symbol), at, value !== undefined)
      : typeOfNode(scope, node, at);
  const described = value?.text === 'undefined' && node === undefined ? required(type) : type;
  const annotation = annotationOf(node);
  const doc = parameter === undefined ? undefined : docOfParameter(scope, parameter);
  return [
    {
      name,
      kind: 'positional-only',
      ...(value === undefined ? {} : { default: value }),
      ...(described.kind === 'any' ? {} : { type: described }),
      ...(annotation === undefined ? {} : { annotation }),
      ...(doc === undefined ? {} : { doc }),
    },
  ];
}

function isRestParameter({ ts }: Scope, parameter: ParameterDeclaration | undefined, node: TypeNode | undefined): boolean {
  return parameter?.dotDotDotToken !== undefined || (node !== undefined && ts.isJSDocVariadicType(node));
}

/** A parameter that is taken apart where it is declared has no name. */
function parameterName({ ts }: Scope, symbol: TsSymbol, index: number, count: number): string {
  const declaration = symbol.declarations?.find((one) => ts.isParameter(one));
  if (declaration === undefined || ts.isIdentifier(declaration.name)) return symbol.name;
  const documented = ts.getJSDocParameterTags(declaration).find(({ name }) => ts.isIdentifier(name));
  if (documented !== undefined) return documented.name.getText();
  return count === 1 || index === count - 1 ? 'options' : `arg${index + 1}`;
}

export function freeName(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let number = 2; names.has(name); number += 1) name = `${wanted}_${number}`;
  names.add(name);
  return name;
}

function docOfParameter({ ts }: Scope, parameter: ParameterDeclaration): string | undefined {
  const [tag] = ts.getJSDocParameterTags(parameter);
  const text = ts.getTextOfJSDocComment(tag?.comment)?.replace(/^\s*-\s+/, '').trim();
  return text === undefined || text === '' ? undefined : text;
}

/** Those that the signature declares itself; for a constructor those of its class are not among them. */
function typeParametersOf(
  scope: Scope,
  signature: Signature,
  parameters: readonly UgmParameter[],
  at: Place,
): readonly UgmTypeParameter[] {
  const { ts } = scope;
  const { declaration } = signature;
  const ofClass = declaration !== undefined && ts.isConstructorDeclaration(declaration);
  if (ofClass || declaration === undefined) return [];
  const own = (signature.typeParameters ?? []).filter((one) => !isOfClass(scope, one));
  const isAnyVariadic = own.length > 0 && parameters.some(mayHaveRest);
  const text = isAnyVariadic ? JSON.stringify(parameters) : '';
  return own.flatMap((one) => {
    const described = typeParameterOf(scope, one.symbol, at);
    if (described === undefined) return [];
    const isVariadic = text.includes(`"kind":"var-positional","type":{"kind":"var","name":${JSON.stringify(described.name)}}`);
    if (!isVariadic) return [described];
    // Its bound says only that it is a list.
    return [{ name: described.name, variadic: 'types' as const }];
  });
}

/** Only a rest parameter, its own or that of a callback, makes a type parameter stand for several types. */
function mayHaveRest({ kind, type }: UgmParameter): boolean {
  return kind === 'var-positional' || (type !== undefined && type.kind !== 'string' && type.kind !== 'number');
}

function isOfClass({ ts }: Scope, { symbol }: TypeParameter): boolean {
  return (symbol.declarations ?? []).some((one) => ts.isClassLike(one.parent));
}

/** A type parameter as it is declared; undefined for what the checker made up. */
export function typeParameterOf(scope: Scope, symbol: TsSymbol, at: Place): UgmTypeParameter | undefined {
  const { ts } = scope;
  const declaration = symbol.declarations?.find((one): one is TypeParameterDeclaration => ts.isTypeParameterDeclaration(one));
  if (declaration === undefined) return undefined;
  const bound = boundOf(scope, declaration, at);
  const silent = silenced(scope);
  const otherwise = declaration.default === undefined ? undefined : typeOfNode(silent, declaration.default, at);
  return {
    name: symbol.name,
    ...(bound === undefined ? {} : { bound }),
    ...(otherwise === undefined || otherwise.kind === 'any' ? {} : { default: otherwise }),
  };
}

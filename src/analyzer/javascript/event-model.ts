import type { Declaration, Node, Symbol as TsSymbol, TupleTypeReference, Type, TypeNode } from 'typescript';
import type { UgmEvent, UgmParameter } from '../../model/ugm.js';
import { documentationOf } from './documentation.js';
import { emittedEvents } from './emitted-events.js';
import { basesOf, type Layer } from './members.js';
import { parametersOfTuple } from './rest-parameter.js';
import type { Place, Scope } from './scope.js';
import { signatureOf } from './signature.js';
import { parametersWith } from './substituted-type.js';
import { typeOfType } from './type-of-type.js';

/** Methods that only take listeners or let them go: where there are events, a Graft makes these itself. */
const subscribing: ReadonlySet<string> = new Set([
  ...['on', 'once', 'off', 'addListener', 'removeListener', 'prependListener', 'prependOnceListener'],
  ...['addEventListener', 'removeEventListener'],
]);

/** Those of them whose overloads say which events there are, the most telling first. */
const telling = ['on', 'addListener', 'once', 'addEventListener'];

export interface Events {
  readonly events: readonly UgmEvent[];
  /** The methods that they take the place of. */
  readonly methods: ReadonlySet<string>;
}

/**
 * The events of a class: those that overloads of `on` or a map of `addEventListener` name, the type argument of an emitter's class, or, where
 * nobody gives types, what the class itself emits.
 */
export function eventsOf(scope: Scope, layers: readonly Layer[], at: Place): Events {
  const found = new Map<string, UgmEvent>();
  const add = (event: UgmEvent): void => {
    if (!event.name.startsWith('_') && !found.has(event.name)) found.set(event.name, event);
  };
  for (const name of telling) {
    for (const layer of layers) eventsOfMethod(scope, layer, name, at).forEach(add);
  }
  eventsOfArguments(scope, layers, at).forEach(add);
  if (found.size === 0) emittedEvents(scope, layers, at).forEach(add);
  return { events: [...found.values()], methods: found.size === 0 ? new Set() : subscribing };
}

function eventsOfMethod(scope: Scope, layer: Layer, name: string, at: Place): readonly UgmEvent[] {
  const { ts, checker } = scope;
  const method = layer.members.find((member) => member.name === name);
  return (method?.declarations ?? []).flatMap((declaration) => {
    if (!ts.isMethodSignature(declaration) && !ts.isMethodDeclaration(declaration)) return [];
    const [event, listener] = declaration.parameters;
    if (event === undefined || listener?.type === undefined) return [];
    const listenerNode = listener.type;
    const type = checker.getTypeAtLocation(event);
    const map = type.isTypeParameter() ? mapOf(scope, type.symbol) : undefined;
    const names = namesIn(map === undefined ? type : checker.getBaseConstraintOfType(type));
    return names.map((one): UgmEvent => {
      const place = { ...at, path: `${at.path} on ${one}` };
      const property = map?.getProperty(one);
      const documented = documentationOf(scope, property?.declarations ?? [declaration]);
      return {
        name: one,
        doc: documented.doc,
        ...(documented.deprecated === undefined ? {} : { deprecated: documented.deprecated }),
        parameters: parametersWith(parametersOfListener(scope, listenerNode, property, place), layer.bindings),
        ...(layer.inheritedFrom === undefined ? {} : { inheritedFrom: layer.inheritedFrom }),
      };
    });
  });
}

/** `Map` of `K extends keyof Map`. */
function mapOf({ ts, checker }: Scope, symbol: TsSymbol): Type | undefined {
  const declaration = symbol.declarations?.find((one) => ts.isTypeParameterDeclaration(one));
  const bound = declaration?.constraint;
  const isKeys = bound !== undefined && ts.isTypeOperatorNode(bound) && bound.operator === ts.SyntaxKind.KeyOfKeyword;
  return isKeys ? checker.getTypeFromTypeNode(bound.type) : undefined;
}

function namesIn(type: Type | undefined): readonly string[] {
  if (type === undefined) return [];
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
}

function parametersOfListener(scope: Scope, node: TypeNode, property: TsSymbol | undefined, at: Place): readonly UgmParameter[] {
  const { ts, checker } = scope;
  const call = functionNode(scope, node);
  if (call === undefined) {
    if (property !== undefined) return parametersOfEntry(scope, checker.getTypeOfSymbol(property), at);
    const [signature] = checker.getTypeFromTypeNode(node).getCallSignatures();
    return signature === undefined ? anything() : signatureOf(scope, signature, at, 'resolved').parameters;
  }
  const entry = property === undefined ? undefined : checker.getTypeOfSymbol(property);
  const written = call.parameters.filter(({ name }) => name.getText() !== 'this');
  const isEntry = entry !== undefined && written.some(({ type }) => type !== undefined && ts.isIndexedAccessTypeNode(type));
  if (!isEntry) return signatureOf(scope, checker.getSignatureFromDeclaration(call) ?? fail(), at, 'declared').parameters;
  return written.flatMap((parameter): readonly UgmParameter[] => {
    const name = parameter.name.getText();
    if (parameter.type !== undefined && !ts.isIndexedAccessTypeNode(parameter.type)) {
      const type = typeOfType(scope, checker.getTypeAtLocation(parameter), at);
      return [{ name, kind: 'positional-only', ...(type.kind === 'any' ? {} : { type }) }];
    }
    if (parameter.dotDotDotToken !== undefined) return parametersOfEntry(scope, entry, at);
    const type = typeOfType(scope, entry, at);
    return [{ name, kind: 'positional-only', ...(type.kind === 'any' ? {} : { type }) }];
  });
}

/** What an entry of a map of events says: a tuple of arguments, a listener, or the one argument. */
function parametersOfEntry(scope: Scope, entry: Type, at: Place): readonly UgmParameter[] {
  const { checker } = scope;
  if (checker.isTupleType(entry)) {
    return parametersOfTuple(scope, entry as TupleTypeReference, { name: 'value', at, names: new Set() });
  }
  const [signature] = entry.getCallSignatures();
  if (signature !== undefined) return signatureOf(scope, signature, at, 'declared').parameters;
  if (checker.isArrayType(entry)) return anything();
  const type = typeOfType(scope, entry, at);
  return type.kind === 'none' ? [] : [{ name: 'value', kind: 'positional-only', ...(type.kind === 'any' ? {} : { type }) }];
}

/** The type argument of a base that is an emitter: a map from names to arguments, or to listeners. */
function eventsOfArguments(scope: Scope, layers: readonly Layer[], at: Place): readonly UgmEvent[] {
  const { checker } = scope;
  const known = new Map<Type, Type>();
  return layers.flatMap(({ symbol, typeArguments }) => {
    const parameters = symbol === undefined ? [] : parametersOf(scope, symbol);
    parameters.forEach((parameter, index) => {
      const argument = typeArguments[index];
      if (argument !== undefined) known.set(parameter, known.get(argument) ?? argument);
    });
    if (symbol === undefined || !/Emitter|EventTarget/.test(symbol.name)) return [];
    const owner = layers.find((layer) => layer.symbol !== undefined && basesOf(scope, layer.symbol).some((base) => base.getSymbol() === symbol));
    return typeArguments.flatMap((argument) => {
      const properties = checker.getPropertiesOfType(known.get(argument) ?? argument);
      const isMap = properties.length > 0 && properties.every((one) => isEntry(scope, checker.getTypeOfSymbol(one)));
      if (!isMap) return [];
      return properties.map((property): UgmEvent => {
        const { doc, deprecated } = documentationOf(scope, property.declarations ?? []);
        return {
          name: property.name,
          doc,
          ...(deprecated === undefined ? {} : { deprecated }),
          parameters: parametersOfEntry(scope, checker.getTypeOfSymbol(property), { ...at, path: `${at.path} on ${property.name}` }),
          ...(owner?.inheritedFrom === undefined ? {} : { inheritedFrom: owner.inheritedFrom }),
        };
      });
    });
  });
}

function parametersOf({ checker }: Scope, symbol: TsSymbol): readonly Type[] {
  const parameters = [...(symbol.members?.values() ?? [])].filter(({ declarations }) => isTypeParameter(declarations));
  return parameters.map((one) => checker.getDeclaredTypeOfSymbol(one));
}

function isTypeParameter(declarations: readonly Declaration[] | undefined): boolean {
  return (declarations ?? []).some((one) => 'constraint' in one || 'default' in one);
}

function isEntry({ checker }: Scope, type: Type): boolean {
  return checker.isTupleType(type) || checker.isArrayType(type) || type.getCallSignatures().length > 0;
}

function functionNode({ ts }: Scope, node: TypeNode): import('typescript').FunctionTypeNode | undefined {
  const inner: Node = ts.isParenthesizedTypeNode(node) ? node.type : node;
  if (ts.isFunctionTypeNode(inner)) return inner;
  if (!ts.isUnionTypeNode(inner)) return undefined;
  return inner.types.map((one) => functionNode({ ts } as Scope, one)).find((one) => one !== undefined);
}

function anything(): readonly UgmParameter[] {
  return [{ name: 'args', kind: 'var-positional' }];
}

function fail(): never {
  throw new Error('A function type has no signature.');
}

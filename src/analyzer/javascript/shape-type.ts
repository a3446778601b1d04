import type { NodeArray, Symbol as TsSymbol, Type, TypeElement } from 'typescript';
import type { UgmType } from '../../model/ugm.js';
import type { UgmShapeField } from '../../model/ugm-type.js';
import { callbackOf } from './callback-type.js';
import { lost, type Place, type Scope } from './scope.js';
import { typeOfNode } from './type-of-node.js';
import { typeOfType, withoutUndefined } from './type-of-type.js';

/** More fields than this are no record that somebody wrote. */
const maximumFields = 250;

/** `{ a: string; b?: number }`, or a map where there is only `[key: string]: …`; undefined where it is written with anything else. */
export function shapeOfMembers(scope: Scope, members: NodeArray<TypeElement>, at: Place): UgmType | undefined {
  const { ts } = scope;
  const [first] = members;
  if (first !== undefined && members.length === 1 && ts.isIndexSignatureDeclaration(first)) {
    const key = first.parameters[0]?.type;
    if (key === undefined) return undefined;
    return { kind: 'map', key: typeOfNode(scope, key, at), value: typeOfNode(scope, first.type, at) };
  }
  const fields: UgmShapeField[] = [];
  for (const member of members) {
    const isNamed = ts.isPropertySignature(member) && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name));
    if (!isNamed) return undefined;
    const type: UgmType = member.type === undefined ? { kind: 'any' } : typeOfNode(scope, member.type, at);
    fields.push(fieldOf((member.name as { readonly text: string }).text, type, member.questionToken !== undefined));
  }
  return fields.length === 0 ? { kind: 'any' } : { kind: 'shape', fields };
}

/** The same for a type that the checker worked out. */
export function shapeOfType(scope: Scope, type: Type, at: Place): UgmType {
  const { ts, checker } = scope;
  const properties = checker.getPropertiesOfType(type);
  const index = checker.getIndexInfosOfType(type).find(({ keyType }) => (keyType.flags & ts.TypeFlags.ESSymbolLike) === 0);
  if (properties.length === 0 && index !== undefined) {
    return {
      kind: 'map',
      key: typeOfType(scope, index.keyType, at),
      value: typeOfType(scope, index.type, at),
    };
  }
  if (properties.length > maximumFields) return lost(scope, at, `A type has more than ${maximumFields} fields.`);
  const named = properties.filter(({ name }) => !name.startsWith('__@'));
  return { kind: 'shape', fields: named.map((property) => fieldOfSymbol(scope, property, at)) };
}

function fieldOfSymbol(scope: Scope, property: TsSymbol, at: Place): UgmShapeField {
  const { ts, checker } = scope;
  const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  const type = checker.getTypeOfSymbol(property);
  const within = isOptional ? withoutUndefined(scope, type) : [type];
  const [first] = within;
  const calls = first !== undefined && within.length === 1 ? first.getCallSignatures() : [];
  const isMethod = (property.flags & ts.SymbolFlags.Method) !== 0 && calls.length > 0;
  const described = isMethod ? callbackOf(scope, calls, at, 'resolved') : typeOfType(scope, type, at, isOptional);
  return fieldOf(property.name, described, isOptional);
}

function fieldOf(name: string, type: UgmType, isOptional: boolean): UgmShapeField {
  return {
    name,
    ...(type.kind === 'any' ? {} : { type }),
    ...(isOptional ? { optional: true as const } : {}),
  };
}

import type { Node, Symbol as TsSymbol } from 'typescript';
import type { UgmRecord, UgmRecordField } from '../../model/ugm.js';
import type { UgmShapeField } from '../../model/ugm-type.js';
import { typeOfMember } from './class-members.js';
import { documentationOf } from './documentation.js';
import { basesOf, fullNameOf, layersOf } from './members.js';
import { note, type Place, type Scope } from './scope.js';
import { typeParameterOf, type SignatureForm } from './signature.js';
import { substituted, type Bindings } from './substituted-type.js';

/** An interface without methods. Its fields are all that it has, those of its bases first. */
export function recordModel(scope: Scope, name: string, symbol: TsSymbol, at: Place): UgmRecord {
  const { ts } = scope;
  const layers = layersOf(scope, symbol);
  const fields = new Map<string, UgmRecordField>();
  for (const { members, bindings, form } of layers.toReversed()) {
    for (const member of members.filter((one) => !one.name.startsWith('__@'))) {
      fields.set(member.name, fieldOf(scope, member, { ...at, path: `${at.path}.${member.name}` }, form, bindings));
    }
  }
  if (symbol.members?.has(ts.InternalSymbolName.Index) === true) {
    note(scope, at.path, 'Further keys that it may have are not in the model.');
  }
  const parameters = [...(symbol.members?.values() ?? [])].filter(({ flags }) => (flags & ts.SymbolFlags.TypeParameter) !== 0);
  const typeParameters = parameters.flatMap((one) => typeParameterOf(scope, one, at) ?? []);
  const { doc, deprecated } = documentationOf(scope, symbol.declarations ?? []);
  return {
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(typeParameters.length === 0 ? {} : { typeParameters }),
    form: 'interface',
    bases: basesOf(scope, symbol).flatMap((base) => {
      const named = base.getSymbol();
      return named !== undefined && (named.flags & ts.SymbolFlags.Interface) !== 0 ? [fullNameOf(scope, named)] : [];
    }),
    fields: [...fields.values()],
  };
}

/** A type alias that is a record: its fields, with what the comments at them say. */
export function recordOfShape(
  scope: Scope,
  name: string,
  shape: readonly UgmShapeField[],
  properties: readonly TsSymbol[],
  declarations: readonly Node[],
): Omit<UgmRecord, 'typeParameters'> {
  const { doc, deprecated } = documentationOf(scope, declarations);
  return {
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    form: 'interface',
    bases: [],
    fields: shape.map((field) => {
      const symbol = properties.find((one) => one.name === field.name);
      const said = symbol === undefined ? { doc: null } : documentationOf(scope, symbol.declarations ?? []);
      return {
        name: field.name,
        ...(said.doc === null ? {} : { doc: said.doc }),
        ...(said.deprecated === undefined ? {} : { deprecated: said.deprecated }),
        ...(field.type === undefined ? {} : { type: field.type }),
        ...(field.optional === undefined ? {} : { optional: field.optional }),
      };
    }),
  };
}

function fieldOf(scope: Scope, member: TsSymbol, at: Place, form: SignatureForm, bindings: Bindings): UgmRecordField {
  const { type: own, annotation } = typeOfMember(scope, member, at, form);
  const type = substituted(own, bindings);
  const { doc, deprecated } = documentationOf(scope, member.declarations ?? []);
  const isOptional = (member.flags & scope.ts.SymbolFlags.Optional) !== 0;
  return {
    name: member.name,
    ...(doc === null ? {} : { doc }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(type.kind === 'any' ? {} : { type }),
    ...(annotation === undefined ? {} : { annotation }),
    ...(isOptional ? { optional: true as const } : {}),
  };
}

import type { UgmShapeField } from '../../model/ugm-type.js';
import type { UgmModule, UgmParameter, UgmSignature, UgmType } from '../../model/ugm.js';
import { isIdentifier, pythonNames } from './python-name.js';

/** The last parameter of a function of JavaScript that Python has as keyword arguments. */
export interface OptionsObject {
  /** Its place, counted from 0. */
  readonly place: number;
  readonly fields: readonly UgmShapeField[];
  /** The keyword of each field. */
  readonly keywords: ReadonlyMap<string, string>;
  /** The function takes no call without the object, be it an empty one. */
  readonly always: boolean;
}

/**
 * The options object of a signature: its last parameter, where that is a record that can be left out, as a whole or each of its fields, and
 * whose fields Python can all write as keywords. Undefined where there is none.
 */
export function optionsObject(
  { parameters }: Pick<UgmSignature, 'parameters'>,
  model: UgmModule,
): OptionsObject | undefined {
  const place = parameters.length - 1;
  const last = parameters[place];
  if (model.runtime !== 'nodejs' || last === undefined || !isSingle(last)) return undefined;
  const isOptional = last.default !== undefined || last.type?.kind === 'optional';
  const fields = fieldsOf(last.type, model, 0);
  if (fields === undefined || fields.length === 0) return undefined;
  if (!isOptional && !fields.every((field) => field.optional === true)) return undefined;
  if (!fields.every(({ name }) => isIdentifier(name))) return undefined;
  return { place, fields, keywords: pythonNames(fields.map(({ name }) => name)), always: !isOptional };
}

function isSingle({ kind }: UgmParameter): boolean {
  return kind !== 'var-positional' && kind !== 'var-keyword';
}

/** The fields of what a type says, through names for it. Types with arguments keep their objects: a keyword could not say them. */
function fieldsOf(
  type: UgmType | undefined,
  model: UgmModule,
  depth: number,
): readonly UgmShapeField[] | undefined {
  if (type === undefined || depth > 8) return undefined;
  if (type.kind === 'optional') return fieldsOf(type.of, model, depth + 1);
  if (type.kind === 'shape') return type.fields;
  if (type.kind !== 'ref' || (type.module !== undefined && type.module !== model.name)) return undefined;
  const alias = model.aliases.find(({ name }) => name === type.name);
  if (alias !== undefined)
    return (alias.typeParameters?.length ?? 0) > 0 ? undefined : fieldsOf(alias.type, model, depth + 1);
  const record = model.records.find(({ name }) => name === type.name);
  if (record === undefined || (record.typeParameters?.length ?? 0) > 0) return undefined;
  const fields = new Map<string, UgmShapeField>();
  for (const base of record.bases) {
    const name = base.slice(base.indexOf(':') + 1);
    const inherited = fieldsOf({ kind: 'ref', name }, model, depth + 1);
    // What a base of another module has is not known.
    if (inherited === undefined) return undefined;
    for (const field of inherited) fields.set(field.name, field);
  }
  for (const field of record.fields) fields.set(field.name, field);
  return [...fields.values()];
}

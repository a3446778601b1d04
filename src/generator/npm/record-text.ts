import type { UgmAlias, UgmFunction, UgmRecord, UgmRecordField } from '../../model/ugm.js';
import { callForms } from './call-forms.js';
import { isClassRecord, type DeclarationScope } from './declaration-scope.js';
import { docComment } from './doc-comment.js';
import { optionsName, type OptionsInterfaces } from './options-interfaces.js';
import { propertyKey } from './reserved-words.js';
import { typeText, type TypePlace } from './type-text.js';

/** The declarations of a record: a class whose objects have its fields, or an interface. */
export function recordDeclarations(
  record: UgmRecord,
  scope: DeclarationScope,
  options: OptionsInterfaces,
): readonly string[] {
  const { local } = scope.types.get(record.name)!;
  if (isClassRecord(record)) return classDeclarations(record, local, scope, options);
  const input = scope.inputName(record.name);
  const types = typeParameters(record);
  const declaration = (name: string, direction: 'out' | 'in'): string =>
    [
      ...docComment(record),
      `export interface ${name}${types} {`,
      ...fieldLines(record, scope, direction),
      '}',
    ].join('\n');
  return [declaration(local, 'out'), ...(input === undefined ? [] : [declaration(input, 'in')])];
}

export function aliasDeclarations(alias: UgmAlias, scope: DeclarationScope): readonly string[] {
  const { local } = scope.types.get(alias.name)!;
  const input = scope.inputName(alias.name);
  const declaration = (name: string, direction: 'out' | 'in'): string =>
    [
      ...docComment(alias),
      `export type ${name}${typeParameters(alias)} = ${aliasText(alias, scope, direction)};`,
    ].join('\n');
  return [declaration(local, 'out'), ...(input === undefined ? [] : [declaration(input, 'in')])];
}

/** Finds the records and aliases that are given otherwise than they come: one that names such a one is such a one itself. */
export function findInputs(scope: DeclarationScope): void {
  const { records, aliases } = scope.model;
  const named = (name: string): boolean => scope.types.get(name)?.isValue === false;
  const texts = new Map<string, (direction: 'out' | 'in') => string>();
  for (const record of records.filter((record) => !isClassRecord(record) && named(record.name)))
    texts.set(record.name, (direction) => fieldLines(record, scope, direction, '').join('\n'));
  for (const alias of aliases.filter(({ name }) => named(name)))
    texts.set(alias.name, (direction) => aliasText(alias, scope, direction));
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const [name, text] of texts) {
      if (text('out') === text('in')) continue;
      scope.addInput(name);
      texts.delete(name);
      isDone = false;
    }
  }
}

/** What an alias stands for: `any` where that is nothing but itself. */
function aliasText(alias: UgmAlias, scope: DeclarationScope, direction: 'out' | 'in'): string {
  const circular = new Set(bareNames(alias.type).filter((name) => leadsTo(name, alias.name, scope)));
  const text = typeText(alias.type, {
    scope,
    direction,
    variables: variablesOf(alias),
    self: 'any',
    circular,
  });
  return text === 'never' && alias.type.kind !== 'never' ? 'any' : text;
}

/** Whether an alias stands for another one, or for a union with it, by however many steps. */
function leadsTo(from: string, to: string, scope: DeclarationScope): boolean {
  const seen = new Set<string>();
  const visit = (name: string): boolean => {
    if (name === to) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    const alias = scope.aliases.get(name);
    return alias !== undefined && bareNames(alias.type).some(visit);
  };
  return visit(from);
}

function bareNames(type: UgmAlias['type']): readonly string[] {
  if (type.kind === 'ref') return [type.name, ...(type.args ?? []).flatMap(bareNames)];
  if (type.kind === 'optional') return bareNames(type.of);
  return type.kind === 'union' ? type.of.flatMap(bareNames) : [];
}

function variablesOf({
  typeParameters: declared = [],
}: Pick<UgmRecord, 'typeParameters'>): ReadonlySet<string> {
  return new Set(declared.filter(({ variadic }) => variadic === undefined).map(({ name }) => name));
}

function typeParameters(described: Pick<UgmRecord, 'typeParameters'>): string {
  const names = [...variablesOf(described)];
  return names.length === 0 ? '' : `<${names.map((name) => `${name} = any`).join(', ')}>`;
}

/** Its fields, and those of its bases that are of this module. */
function fieldsOf(record: UgmRecord, scope: DeclarationScope): readonly UgmRecordField[] {
  const fields = new Map<string, UgmRecordField>();
  const visit = (at: UgmRecord, depth: number): void => {
    for (const base of at.bases) {
      const found = scope.records.get(base.split(':').at(-1)!);
      if (found !== undefined && depth < 16) visit(found, depth + 1);
    }
    for (const field of at.fields) fields.set(field.name, field);
  };
  visit(record, 0);
  return [...fields.values()];
}

function fieldLines(
  record: UgmRecord,
  scope: DeclarationScope,
  direction: 'out' | 'in',
  mark = direction === 'in' ? 'readonly ' : '',
): readonly string[] {
  const { local } = scope.types.get(record.name)!;
  const place: TypePlace = { scope, direction, variables: variablesOf(record), self: local };
  // No class of TypeScript's may have a field of this name.
  const fields = fieldsOf(record, scope).filter(
    ({ name }) => name !== 'constructor' || !isClassRecord(record),
  );
  return fields.flatMap(({ name, type, optional, doc, deprecated }) => [
    ...docComment({ doc, deprecated }).map((line) => `  ${line}`),
    `  ${mark}${propertyKey(name)}${optional ? '?' : ''}: ${typeText(type, place)};`,
  ]);
}

/** Python makes one of its fields, in their order or by their names. A plain object is none: it is a dict. */
function classDeclarations(
  record: UgmRecord,
  local: string,
  scope: DeclarationScope,
  options: OptionsInterfaces,
): readonly string[] {
  const called: UgmFunction = {
    name: record.name,
    doc: null,
    async: false,
    generator: false,
    signature: 'known',
    parameters: fieldsOf(record, scope).map(({ name, type, annotation, doc, default: value, optional }) => ({
      name,
      kind: 'positional-or-keyword',
      ...(type === undefined ? {} : { type }),
      ...(annotation === undefined ? {} : { annotation }),
      ...(doc === undefined ? {} : { doc }),
      ...(value !== undefined ? { default: value } : optional ? { default: { text: '…' } } : {}),
    })),
  };
  const place = { scope, options, variables: variablesOf(record), self: local, ownName: local };
  const forms = callForms(called, { ...place, optionsName: optionsName(local) });
  return [
    ...options.take(),
    [
      ...docComment(record),
      `export declare class ${local}${typeParameters(record)} {`,
      '  #private;',
      ...forms.map(({ parameters }) => `  constructor(${parameters});`),
      ...fieldLines(record, scope, 'out'),
      '}',
    ].join('\n'),
  ];
}

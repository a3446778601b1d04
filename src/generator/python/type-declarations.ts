import type { UgmAlias, UgmEnum, UgmRecord, UgmRecordField } from '../../model/ugm.js';
import { annotation, usedParameters } from './annotation.js';
import { ownName, type PackagePlan } from './package-plan.js';
import { isIdentifier, pythonKeywords } from './python-name.js';
import { docstring, indented, pythonScalar, pythonString } from './python-text.js';
import type { NamedShape, TypeScope } from './type-scope.js';

/** A record as it arrives: what JavaScript has as a plain object is a dict, so its type is a TypedDict. */
export function recordLines(record: UgmRecord, plan: PackagePlan, scope: TypeScope): readonly string[] {
  return scope.withinType(record.typeParameters ?? [], () => {
    const name = plan.names.get(record.name)!;
    const bases = record.bases.flatMap((base) => {
      const own = ownName(base, plan.model) ?? base;
      return plan.model.records.some((other) => other.name === own && other.form === record.form)
        ? [baseText(own, plan, scope)]
        : [];
    });
    const parameters = (record.typeParameters ?? []).flatMap(
      ({ name: one }) => scope.variableNamed(one) ?? [],
    );
    const generic =
      parameters.length > 0 ? [`${scope.use('typing', 'Generic')}[${parameters.join(', ')}]`] : [];
    const doc = record.doc === null ? [] : docstring(record.doc);
    if (record.form === 'interface' || record.form === 'typed-dict')
      return typedDict(name, bases, generic, record.fields, doc, scope);
    const fields = record.fields.flatMap((field) => fieldLines(field, field.default !== undefined, scope));
    if (record.form === 'named-tuple')
      return classLines(
        `class ${name}(${[scope.use('typing', 'NamedTuple'), ...generic].join(', ')}):`,
        doc,
        fields,
      );
    const all = [...bases, ...generic].join(', ');
    return [
      `@${scope.use('dataclasses', 'dataclass')}`,
      ...classLines(`class ${name}${all === '' ? '' : `(${all})`}:`, doc, fields),
    ];
  });
}

function baseText(name: string, { names }: PackagePlan, scope: TypeScope): string {
  const given = usedParameters(name, scope).map(() => scope.use('typing', 'Any'));
  return given.length === 0 ? names.get(name)! : `${names.get(name)!}[${given.join(', ')}]`;
}

export function shapeLines({ name, fields }: NamedShape, scope: TypeScope): readonly string[] {
  return typedDict(name, [], [], fields, [], scope);
}

type Field = Pick<UgmRecordField, 'name' | 'type' | 'optional' | 'doc'>;

function typedDict(
  name: string,
  bases: readonly string[],
  generic: readonly string[],
  fields: readonly Field[],
  doc: readonly string[],
  scope: TypeScope,
): readonly string[] {
  const base = scope.use('typing', 'TypedDict');
  const isPlain = fields.every((field) => isIdentifier(field.name) && !pythonKeywords.has(field.name));
  const typeOf = (field: Field): string => {
    const type = annotation(field.type, scope, 'out');
    return field.optional === true ? `${scope.use('typing_extensions', 'NotRequired')}[${type}]` : type;
  };
  if (!isPlain && bases.length === 0 && generic.length === 0) {
    const entries = fields.map((field) => `${pythonString(field.name)}: ${typeOf(field)}`);
    return [`${name} = ${base}(${pythonString(name)}, {${entries.join(', ')}})`];
  }
  // Of a class only what Python can write: the rest are keys that the type does not know.
  const lines = fields
    .filter((field) => isIdentifier(field.name) && !pythonKeywords.has(field.name))
    .flatMap((field) => [
      `${field.name}: ${typeOf(field)}`,
      ...(field.doc === undefined ? [] : docstring(field.doc)),
    ]);
  const all = [...(bases.length > 0 ? bases : [base]), ...generic].join(', ');
  return classLines(`class ${name}(${all}):`, doc, lines);
}

function fieldLines(field: UgmRecordField, hasDefault: boolean, scope: TypeScope): readonly string[] {
  const type = annotation(field.type, scope, 'out');
  return [
    `${field.name}: ${type}${hasDefault ? ' = ...' : ''}`,
    ...(field.doc === undefined ? [] : docstring(field.doc)),
  ];
}

/** A class statement; `...` where there is nothing in it. */
export function classLines(head: string, doc: readonly string[], body: readonly string[]): readonly string[] {
  if (doc.length === 0 && body.length === 0) return [`${head} ...`];
  return [head, ...indented([...doc, ...(doc.length > 0 && body.length > 0 ? [''] : []), ...body])];
}

export function enumLines(owner: UgmEnum, plan: PackagePlan, scope: TypeScope): readonly string[] {
  const names = plan.enumMembers(owner);
  const isMixed = owner.mixedWith === 'string';
  const base = owner.flag
    ? owner.mixedWith === 'int'
      ? 'IntFlag'
      : 'Flag'
    : owner.mixedWith === 'int'
      ? 'IntEnum'
      : 'Enum';
  const bases = [...(isMixed ? [scope.builtin('str')] : []), scope.use('enum', base)].join(', ');
  const members = owner.members.flatMap(({ name, value, doc }) => [
    `${names.get(name)!} = ${value === undefined ? '...' : pythonScalar(value)}`,
    ...(doc === undefined ? [] : docstring(doc)),
  ]);
  return classLines(
    `class ${plan.names.get(owner.name)!}(${bases}):`,
    owner.doc === null ? [] : docstring(owner.doc),
    members,
  );
}

export function aliasLines(alias: UgmAlias, plan: PackagePlan, scope: TypeScope): readonly string[] {
  return scope.withinType(alias.typeParameters ?? [], () => [
    `${plan.names.get(alias.name)!}: ${scope.use('typing_extensions', 'TypeAlias')} = ${isCircular(alias, plan) ? scope.use('typing', 'Any') : annotation(alias.type, scope, 'out')}`,
    ...(alias.doc === null ? [] : docstring(alias.doc)),
  ]);
}

/** Whether an alias means but itself, by way of others or not. */
function isCircular(alias: UgmAlias, { model }: PackagePlan): boolean {
  const seen = new Set<string>();
  for (let at: UgmAlias | undefined = alias; at !== undefined;) {
    if (seen.has(at.name)) return true;
    seen.add(at.name);
    const { type }: UgmAlias = at;
    at = type.kind === 'ref' ? model.aliases.find(({ name }) => name === type.name) : undefined;
  }
  return false;
}

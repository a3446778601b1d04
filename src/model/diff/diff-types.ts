import type { ModelIndex } from '../model-index.js';
import type { UgmAlias, UgmEnum, UgmRecord, UgmRecordField } from '../ugm.js';
import type { ChangeLog } from './change-log.js';
import { diffBases } from './diff-classes.js';
import type { TypeUse } from './type-uses.js';

/** Compares two records, whose values go the way that `use` says. */
export function diffRecords(
  log: ChangeLog,
  old: ModelIndex,
  now: ModelIndex,
  path: string,
  before: UgmRecord,
  after: UgmRecord,
  use: TypeUse,
): void {
  log.described(path, before, after);
  const renamed = log.typeParameters(path, before.typeParameters, after.typeParameters);
  if (before.form !== after.form) {
    log.add(path, 'form-changed', 'breaking', `It is a ${after.form} now, a ${before.form} before.`);
  }
  diffBases(log, path, old.ancestorsOf(before), now.ancestorsOf(after));
  const news = new Map(after.fields.map((field) => [field.name, field]));
  for (const was of before.fields) {
    const is = news.get(was.name);
    if (is === undefined) log.removed(`${path}.${was.name}`, 'field');
    else diffField(log, `${path}.${was.name}`, was, is, use, renamed);
  }
  diffFieldOrder(log, path, before, after, use);
}

function diffField(
  log: ChangeLog,
  path: string,
  was: UgmRecordField,
  is: UgmRecordField,
  use: TypeUse,
  renamed: ReadonlyMap<string, string>,
): void {
  log.described(path, { ...was, doc: was.doc ?? null }, { ...is, doc: is.doc ?? null });
  log.typed(path, was, is, use, renamed);
  if (canBeLeftOut(was) && !canBeLeftOut(is)) {
    const verdict = use === 'given' ? 'compatible' : 'breaking';
    log.add(path, 'required', verdict, 'It cannot be left out any more.');
  } else if (!canBeLeftOut(was) && canBeLeftOut(is)) {
    // A default is there when the record comes; what may be left out may be missing then.
    const verdict = is.optional === true && use !== 'taken' ? 'breaking' : 'additive';
    log.add(path, 'optional', verdict, 'It can be left out.');
  } else if (was.optional !== is.optional) {
    const verdict = is.optional === true && use !== 'taken' ? 'breaking' : 'compatible';
    log.add(path, 'optional', verdict, is.optional === true ? 'It may be missing.' : 'It is never missing.');
  } else if (was.default?.text !== is.default?.text || was.default?.value !== is.default?.value) {
    log.add(path, 'default-changed', 'compatible', 'Who leaves it out gets another value.');
  }
}

/** A dataclass and a NamedTuple are made of their fields in order. */
function diffFieldOrder(
  log: ChangeLog,
  path: string,
  before: UgmRecord,
  after: UgmRecord,
  use: TypeUse,
): void {
  const names = before.fields.map(({ name }) => name);
  const kept = after.fields.filter(({ name }) => names.includes(name)).map(({ name }) => name);
  const isOrdered = before.form === 'dataclass' || before.form === 'named-tuple';
  if (isOrdered && names.filter((name) => kept.includes(name)).some((name, index) => name !== kept[index])) {
    log.add(path, 'order-changed', 'breaking', 'The fields have another order.');
  }
  const last = after.fields.findLastIndex(({ name }) => names.includes(name));
  after.fields.forEach((field, index) => {
    if (names.includes(field.name)) return;
    const own = `${path}.${field.name}`;
    if (use !== 'given' && !canBeLeftOut(field)) {
      log.add(own, 'field-added', 'breaking', 'The field is new and must be given.');
    } else if (isOrdered && index < last) {
      log.add(own, 'field-added', 'breaking', 'The field is new and stands before older ones.');
    } else log.added(own, 'field');
  });
}

function canBeLeftOut({ optional, default: fallback }: UgmRecordField): boolean {
  return optional === true || fallback !== undefined;
}

export function diffEnums(log: ChangeLog, path: string, before: UgmEnum, after: UgmEnum): void {
  log.described(path, before, after);
  if (before.mixedWith !== after.mixedWith) {
    const isMore = before.mixedWith === undefined;
    const message = `Its members are ${kindOf(after)} now, ${kindOf(before)} before.`;
    log.add(path, 'form-changed', isMore ? 'additive' : 'breaking', message);
  }
  if (before.flag !== after.flag) {
    const message = after.flag ? 'Its members can be combined.' : 'Its members cannot be combined any more.';
    log.add(path, 'form-changed', after.flag ? 'additive' : 'breaking', message);
  }
  const pathOf = (name: string): string => `${path}.${name}`;
  log.each(before.members, after.members, 'enum-member', pathOf, (own, was, is) => {
    log.described(own, { doc: was.doc ?? null }, { doc: is.doc ?? null });
    if (was.value !== is.value) {
      log.add(
        own,
        'value-changed',
        'breaking',
        `Its value is ${String(is.value)} now, ${String(was.value)} before.`,
      );
    }
  });
}

function kindOf({ mixedWith }: UgmEnum): string {
  return mixedWith === undefined ? 'no other values' : `${mixedWith} values, too`;
}

/** Compares two names for types, whose values go the way that `use` says. */
export function diffAliases(
  log: ChangeLog,
  path: string,
  before: UgmAlias,
  after: UgmAlias,
  use: TypeUse,
): void {
  log.described(path, before, after);
  const renamed = log.typeParameters(path, before.typeParameters, after.typeParameters);
  log.typed(path, before, after, use, renamed);
}

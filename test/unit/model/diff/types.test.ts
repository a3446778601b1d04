import { describe } from 'vitest';
import type { UgmModule, UgmRecord, UgmRecordField, UgmType } from '../../../../src/model/ugm.js';
import { fn, int, intOrString, module, parameter, record, string } from './model-parts.js';
import { expectVerdicts, type Row } from './verdicts.js';

const ref: UgmType = { kind: 'ref', name: 'R' };
const uses = {
  taken: { functions: [fn([parameter('a', ref)])] },
  given: { functions: [fn([], { returns: { kind: 'list', of: ref } })] },
  both: {},
};
type Use = keyof typeof uses;

const a: UgmRecordField = { name: 'a', type: int };
const b: UgmRecordField = { name: 'b', type: int };
const fallback = { text: '1', value: 1 };

/** Rows of records that are taken, given and both, with the changes of each. */
function rows(
  what: string,
  before: readonly UgmRecordField[],
  after: readonly UgmRecordField[],
  changes: Readonly<Record<Use, string>>,
  more: Partial<UgmRecord> = {},
): readonly Row[] {
  const having = (use: Use, fields: readonly UgmRecordField[]): UgmModule =>
    module({ ...uses[use], records: [record(fields, more)] });
  return (['taken', 'given', 'both'] as const).map((use) => {
    return [`${what} of what is ${use}`, having(use, before), having(use, after), [changes[use]]];
  });
}

const all = (change: string): Readonly<Record<Use, string>> => ({
  taken: change,
  given: change,
  both: change,
});

describe('a difference in records', () => {
  const one = (more: Partial<UgmRecord>): UgmModule => module({ records: [record([], more)] });
  expectVerdicts([
    ['one more', module({}), one({}), ['additive record-added R']],
    ['one less', one({}), module({}), ['breaking record-removed R']],
    ['another form', one({}), one({ form: 'typed-dict' }), ['breaking form-changed R']],
    ['a base', one({ bases: ['A'] }), one({}), ['breaking base-removed R']],
    ...rows(
      'a field that may be left out',
      [a],
      [a, { ...b, optional: true }],
      all('additive field-added R.b'),
    ),
    ...rows('a field with a default', [a], [a, { ...b, default: fallback }], all('additive field-added R.b')),
    ...rows('a field that must be given', [a], [a, b], {
      taken: 'breaking field-added R.b',
      given: 'additive field-added R.b',
      both: 'breaking field-added R.b',
    }),
    ...rows('a field before another', [b], [{ ...a, default: fallback }, b], all('breaking field-added R.a')),
    ...rows('a field before another', [b], [{ ...a, optional: true }, b], all('additive field-added R.a'), {
      form: 'typed-dict',
    }),
    ...rows('a field less', [a, b], [a], all('breaking field-removed R.b')),
    ...rows('another order', [a, b], [b, a], all('breaking order-changed R')),
    ...rows('a default', [a], [{ ...a, default: fallback }], all('additive optional R.a')),
    ...rows('a field that may be missing', [a], [{ ...a, optional: true }], {
      taken: 'additive optional R.a',
      given: 'breaking optional R.a',
      both: 'breaking optional R.a',
    }),
    ...rows('a field that is never missing', [{ ...a, optional: true }], [a], {
      taken: 'breaking required R.a',
      given: 'compatible required R.a',
      both: 'breaking required R.a',
    }),
    ...rows(
      'another default',
      [{ ...a, default: fallback }],
      [{ ...a, default: { text: '2', value: 2 } }],
      all('compatible default-changed R.a'),
    ),
    ...rows('a wider field', [a], [{ ...a, type: intOrString }], {
      taken: 'additive type-widened R.a',
      given: 'breaking type-widened R.a',
      both: 'breaking type-widened R.a',
    }),
    ...rows('a narrower field', [{ ...a, type: intOrString }], [a], {
      taken: 'breaking type-narrowed R.a',
      given: 'compatible type-narrowed R.a',
      both: 'breaking type-narrowed R.a',
    }),
    ...rows('a deprecated field', [a], [{ ...a, deprecated: true }], all('additive deprecated R.a')),
  ]);
});

describe('a difference in enums', () => {
  const having = (members: readonly string[], more: object = {}): UgmModule =>
    module({
      enums: [
        { name: 'E', doc: null, flag: false, members: members.map((name) => ({ name, value: 1 })), ...more },
      ],
    });
  expectVerdicts([
    ['one more', module({}), having([]), ['additive enum-added E']],
    ['a member more', having(['A']), having(['A', 'B']), ['additive enum-member-added E.B']],
    ['a member less', having(['A', 'B']), having(['B']), ['breaking enum-member-removed E.A']],
    [
      'another value',
      having(['A']),
      having([], { members: [{ name: 'A', value: 2 }] }),
      ['breaking value-changed E.A'],
    ],
    ['members that can be combined', having([]), having([], { flag: true }), ['additive form-changed E']],
    ['members that cannot be combined', having([], { flag: true }), having([]), ['breaking form-changed E']],
    [
      'members that are numbers, too',
      having([]),
      having([], { mixedWith: 'int' }),
      ['additive form-changed E'],
    ],
    [
      'members that are no numbers any more',
      having([], { mixedWith: 'int' }),
      having([]),
      ['breaking form-changed E'],
    ],
  ]);
});

describe('a difference in names for types', () => {
  const having = (type: UgmType, use: Use): UgmModule =>
    module({ ...uses[use], aliases: [{ name: 'R', doc: null, type }] });
  expectVerdicts([
    ['one less', having(int, 'both'), module({}), ['breaking alias-removed R']],
    ['wider, taken', having(int, 'taken'), having(intOrString, 'taken'), ['additive type-widened R']],
    ['wider, given', having(int, 'given'), having(intOrString, 'given'), ['breaking type-widened R']],
    ['narrower, given', having(intOrString, 'given'), having(int, 'given'), ['compatible type-narrowed R']],
    [
      'narrower, for whatever callers use it',
      having(intOrString, 'both'),
      having(int, 'both'),
      ['breaking type-narrowed R'],
    ],
    ['another one', having(int, 'taken'), having(string, 'taken'), ['breaking type-changed R']],
  ]);
});

import { describe, expect, it } from 'vitest';
import { TypeComparison } from '../../../../src/model/diff/type-relation.js';
import { ModelIndex } from '../../../../src/model/model-index.js';
import type { UgmType } from '../../../../src/model/ugm.js';
import { any, cls, int, intOrString, module, parameter, string } from './model-parts.js';

const ref = (name: string, ...args: readonly UgmType[]): UgmType => ({
  kind: 'ref',
  name,
  ...(args.length === 0 ? {} : { args }),
});
const list = (of: UgmType): UgmType => ({ kind: 'list', of });
const optional = (of: UgmType): UgmType => ({ kind: 'optional', of });
const union = (...of: readonly UgmType[]): UgmType => ({ kind: 'union', of });
const literal = (...values: readonly (string | number | boolean | null)[]): UgmType => ({
  kind: 'literal',
  values,
});
const tuple = (items: readonly UgmType[], rest?: UgmType): UgmType =>
  rest === undefined ? { kind: 'tuple', items } : { kind: 'tuple', items, rest };
const callback = (takes: UgmType, gives: UgmType): UgmType => ({
  kind: 'callback',
  parameters: [parameter('/x', takes)],
  returns: gives,
});
const none: UgmType = { kind: 'none' };
const number: UgmType = { kind: 'number' };
const float: UgmType = { kind: 'float' };

const model = module({
  classes: [
    cls({ name: 'Base' }),
    cls({ name: 'Middle', bases: ['stats:Base'] }),
    cls({ name: 'Leaf', bases: ['stats:Middle'] }),
  ],
  aliases: [
    { name: 'IntOrString', doc: null, type: intOrString },
    { name: 'Tree', doc: null, type: union(int, list(ref('Tree'))) },
    { name: 'Wood', doc: null, type: union(int, list(ref('Wood'))) },
    { name: 'Loop', doc: null, type: ref('Loop') },
  ],
});
const types = new TypeComparison(new ModelIndex(model), new ModelIndex(model));

describe('a type', () => {
  it.each<[UgmType, UgmType]>([
    // Each is a part of the next one, and is not the same.
    [int, any],
    [int, number],
    [float, number],
    [int, float],
    [{ kind: 'never' }, int],
    [int, intOrString],
    [int, optional(int)],
    [none, optional(int)],
    [literal('a'), literal('a', 'b')],
    [literal('a'), string],
    [literal(1), int],
    [literal(1.5), float],
    [literal(true), { kind: 'bool' }],
    [list(int), list(number)],
    [list(int), { kind: 'iterable', of: int }],
    [
      { kind: 'iterator', of: int },
      { kind: 'iterable', of: int },
    ],
    [
      { kind: 'asyncIterator', of: int },
      { kind: 'asyncIterable', of: int },
    ],
    [
      { kind: 'map', key: string, value: int },
      { kind: 'map', key: string, value: any },
    ],
    [
      { kind: 'map', key: string, value: int },
      { kind: 'iterable', of: string },
    ],
    [tuple([int, int]), tuple([int], int)],
    [tuple([int, int]), tuple([number, int])],
    [tuple([int], int), { kind: 'iterable', of: int }],
    [{ kind: 'array', dtype: 'float64' }, { kind: 'array' }],
    [callback(number, int), callback(int, int)],
    [callback(int, int), callback(int, number)],
    [callback(int, int), { kind: 'callback', returns: int }],
    [
      { kind: 'shape', fields: [{ name: 'a' }, { name: 'b' }] },
      { kind: 'shape', fields: [{ name: 'a' }] },
    ],
    [
      { kind: 'shape', fields: [{ name: 'a' }] },
      { kind: 'shape', fields: [{ name: 'a', optional: true }] },
    ],
    [ref('Leaf'), ref('Base')],
    [list(ref('Leaf')), list(ref('Middle'))],
    [ref('Leaf'), { kind: 'object' }],
    [
      { kind: 'class', of: ref('Leaf') },
      { kind: 'class', of: ref('Base') },
    ],
    [int, ref('IntOrString')],
    [list(int), ref('Tree')],
  ])('%j is a part of %j', (narrow, wide) => {
    expect(types.relate(wide, narrow)).toBe('narrowed');
    expect(types.relate(narrow, wide)).toBe('widened');
  });

  it.each<[UgmType | undefined, UgmType | undefined]>([
    [undefined, any],
    [intOrString, union(string, int)],
    [optional(int), union(int, none)],
    [optional(optional(int)), optional(int)],
    [literal('a', null), optional(literal('a'))],
    [ref('IntOrString'), intOrString],
    [ref('Tree'), ref('Wood')],
    [ref('Base'), { kind: 'ref', name: 'Base', module: 'stats' }],
    [union(int, { kind: 'never' }), int],
    [ref('Loop'), ref('Loop')],
  ])('%j is the same as %j', (one, other) => {
    expect(types.relate(one, other)).toBe('same');
    expect(types.relate(other, one)).toBe('same');
  });

  it.each<[UgmType, UgmType]>([
    [int, string],
    [int, { kind: 'bigint' }],
    [int, { kind: 'bool' }],
    [list(int), { kind: 'set', of: int }],
    [list(int), tuple([], int)],
    [tuple([int]), tuple([int, int])],
    [ref('Base'), ref('Elsewhere')],
    [ref('Base'), { kind: 'ref', name: 'Base', module: 'other' }],
    // Nobody says what becomes of the arguments of a type.
    [ref('Base', int), ref('Base', number)],
    [callback(int, int), callback(string, int)],
    [callback(int, int), { ...callback(int, int), async: true } as UgmType],
    [
      { kind: 'var', name: 'T' },
      { kind: 'var', name: 'U' },
    ],
    [ref('Loop'), int],
  ])('%j is another one than %j', (one, other) => {
    expect(types.relate(one, other)).toBe('changed');
    expect(types.relate(other, one)).toBe('changed');
  });

  it('has the type parameters that it had, by other names', () => {
    const [t, u]: readonly UgmType[] = [list({ kind: 'var', name: 'T' }), list({ kind: 'var', name: 'U' })];
    expect(types.relate(t, u, new Map([['T', 'U']]))).toBe('same');
  });

  it('that is made to take forever is compared all the same', () => {
    let [one, other] = [int, string];
    for (let level = 0; level < 40; level += 1) [one, other] = [ref('Base', one), ref('Base', other)];
    expect(types.relate(one, other)).toBe('changed');
  });
});

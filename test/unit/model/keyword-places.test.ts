import { describe, expect, it } from 'vitest';
import { keywordParameters, keywordPlaces, mayBePlainObject } from '../../../src/model/keyword-places.js';
import type { UgmFunction, UgmParameter, UgmParameterKind, UgmType } from '../../../src/model/ugm.js';

type Places = Pick<UgmFunction, 'parameters' | 'signature'>;

const int: UgmType = { kind: 'int' };
const map: UgmType = { kind: 'map', key: { kind: 'string' }, value: int };
const kinds: Readonly<Record<string, UgmParameterKind>> = {
  '/': 'positional-only',
  '': 'positional-or-keyword',
  '*': 'var-positional',
  '=': 'keyword-only',
  '**': 'var-keyword',
};

/** `a`, `/a` positional-only, `*a`, `=a` keyword-only, `**a`; `:int` or `:map` is the type, `?` at the end a default. */
function fn(...parameters: readonly string[]): Places {
  return {
    signature: 'known',
    parameters: parameters.map((text): UgmParameter => {
      const [, sign, name, type, isDefaulted] = /^([/*=]*)(\w+)(?::(\w+))?(\?)?$/.exec(text) as unknown as [
        string,
        string,
        string,
        string | undefined,
        string | undefined,
      ];
      return {
        name,
        kind: kinds[sign] as UgmParameterKind,
        ...(type === undefined ? {} : { type: type === 'int' ? int : map, annotation: type }),
        ...(isDefaulted === undefined ? {} : { default: { text: '1', value: 1 } }),
      };
    }),
  };
}

describe('keywordPlaces', () => {
  it('do not rest on a type that nobody has written', () => {
    const [inferred] = [
      { name: 'b', kind: 'positional-or-keyword', type: { kind: 'int' }, default: { text: '1' } },
    ] as const;
    const parameters = [inferred];
    expect(keywordPlaces({ signature: 'known', parameters })).toBeUndefined();
    expect(keywordPlaces({ signature: 'known', parameters: [{ ...inferred, annotation: 'int' }] })).toEqual({
      from: 0,
      to: 0,
    });
  });

  it.each<[string[], number, number]>([
    // Keyword-only parameters alone: right behind the positional ones.
    [['=a'], 0, 0],
    [['a', '=b'], 1, 1],
    [['a', '=b', '**c'], 1, 1],
    // Defaults of a type that no plain object is: right behind the required ones, and up to the last that can be named.
    [['a', 'b:int?'], 1, 1],
    [['a:map', 'b:int?', 'c:int?'], 1, 2],
    [['a', 'b:int?', '=c'], 1, 2],
    [['a', 'b:int?', 'c:int?', '=d?'], 1, 3],
    [['a', 'b:int?', '**c'], 1, 2],
    // Positional-only ones have no name, but their places count.
    [['/a', '/b:int?', '=c'], 1, 2],
    [['/a', '/b:int?', 'c:int?'], 1, 2],
    // A default that may itself be a plain object: behind it.
    [['a', 'b?', '=c'], 2, 2],
    [['a', 'b:map?', '=c?'], 2, 2],
    [['a', 'b:map?', 'c:int?'], 2, 2],
    [['a', 'b:int?', 'c:map?', '=d'], 3, 3],
  ])('of %j are %i to %i', (parameters, from, to) => {
    expect(keywordPlaces(fn(...parameters))).toEqual({ from, to });
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['/a', '/b:int?']],
    [['a', '**b']],
    // Behind what may be a plain object nothing is left to be named.
    [['a', 'b?']],
    [['a', 'b:int?', 'c:map?']],
    // *args takes every place.
    [['*a', '=b']],
    [['a', 'b:int?', '*c', '=d?']],
  ])('of %j are none', (parameters) => {
    expect(keywordPlaces(fn(...parameters))).toBeUndefined();
  });

  it('are none where nobody says which parameters there are', () => {
    expect(keywordPlaces({ ...fn('=a'), signature: 'unknown' })).toBeUndefined();
  });

  it('stand behind a required parameter that follows one with a default', () => {
    expect(keywordPlaces(fn('a:int?', 'b', 'c:int?'))).toEqual({ from: 2, to: 2 });
  });
});

describe('keywordParameters', () => {
  it('are the keyword-only ones and those with a default that have no argument yet', () => {
    const described = fn('a', '/b:int?', 'c:int?', 'd:int?', '=e', '=f?', '**g');
    const names = (place: number): string[] => keywordParameters(described, place).map(({ name }) => name);
    expect([1, 2, 3, 4].map(names)).toEqual([
      ['c', 'd', 'e', 'f'],
      ['c', 'd', 'e', 'f'],
      ['d', 'e', 'f'],
      ['e', 'f'],
    ]);
  });
});

describe('mayBePlainObject', () => {
  const yes: readonly (UgmType | undefined)[] = [
    undefined,
    { kind: 'any' },
    { kind: 'object' },
    { kind: 'self' },
    map,
    // A dict is iterable.
    { kind: 'iterable', of: int },
    { kind: 'ref', name: 'Options' },
    { kind: 'var', name: 'T' },
    { kind: 'shape', fields: [] },
    { kind: 'optional', of: map },
    { kind: 'union', of: [int, { kind: 'optional', of: { kind: 'any' } }] },
  ];
  const no: readonly UgmType[] = [
    int,
    { kind: 'none' },
    { kind: 'datetime' },
    { kind: 'list', of: map },
    { kind: 'tuple', items: [map] },
    { kind: 'literal', values: ['a', null] },
    { kind: 'callback' },
    { kind: 'class', of: { kind: 'any' } },
    { kind: 'optional', of: int },
    { kind: 'union', of: [int, { kind: 'list', of: map }] },
  ];
  it.each(yes)('says yes of %j', (type) => expect(mayBePlainObject(type)).toBe(true));
  it.each(no)('says no of %j', (type) => expect(mayBePlainObject(type)).toBe(false));
});

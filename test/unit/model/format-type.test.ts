import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatType } from '../../../src/model/format-type.js';
import type { UgmType } from '../../../src/model/ugm.js';
import { anyType } from './arbitrary-model.js';

const int: UgmType = { kind: 'int' };
const string: UgmType = { kind: 'string' };

describe('formatType', () => {
  it.each<[string, UgmType | undefined]>([
    ['any', undefined],
    ['datetime', { kind: 'datetime' }],
    ['list<int>', { kind: 'list', of: int }],
    ['asyncIterator<int>', { kind: 'asyncIterator', of: int }],
    ['map<string, list<int>>', { kind: 'map', key: string, value: { kind: 'list', of: int } }],
    ['tuple<int, ...string>', { kind: 'tuple', items: [int], rest: string }],
    ['tuple<>', { kind: 'tuple', items: [] }],
    ['int | none', { kind: 'optional', of: int }],
    ['int | string', { kind: 'union', of: [int, string] }],
    ['"a" | 1 | true | none', { kind: 'literal', values: ['a', 1, true, null] }],
    ['array<float64>', { kind: 'array', dtype: 'float64' }],
    ['array<any>', { kind: 'array' }],
    ['Portfolio', { kind: 'ref', name: 'Portfolio' }],
    ['decimal:Context<int>', { kind: 'ref', name: 'Context', module: 'decimal', args: [int] }],
    ['T', { kind: 'var', name: 'T' }],
    ['class<Portfolio>', { kind: 'class', of: { kind: 'ref', name: 'Portfolio' } }],
    ['(...) => any', { kind: 'callback' }],
    [
      'async (x: int, y?: any, ...rest: string) => int',
      {
        kind: 'callback',
        parameters: [
          { name: 'x', kind: 'positional-only', type: int },
          { name: 'y', kind: 'positional-only', default: { text: 'undefined' } },
          { name: 'rest', kind: 'var-positional', type: string },
        ],
        returns: int,
        async: true,
      },
    ],
    ['(() => int) | none', { kind: 'optional', of: { kind: 'callback', parameters: [], returns: int } }],
    [
      '{ a: int, b?: any }',
      {
        kind: 'shape',
        fields: [
          { name: 'a', type: int },
          { name: 'b', optional: true },
        ],
      },
    ],
    ['{}', { kind: 'shape', fields: [] }],
  ])('writes %s', (text, type) => expect(formatType(type)).toBe(text));

  it('writes something for every type', () => {
    fc.assert(
      fc.property(anyType, (type) => {
        expect(formatType(type)).not.toContain('undefined');
        expect(formatType(type).length).toBeGreaterThan(0);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { ModelIndex } from '../../../src/model/model-index.js';
import { cls, module, record } from './diff/model-parts.js';

const other = module({ name: 'shapes', classes: [cls({ name: 'Round', bases: ['abc:ABC'] })] });
const index = new ModelIndex(
  module({
    classes: [
      cls({ name: 'constructor' }),
      cls({ name: 'Ball', bases: ['shapes:Round', 'stats:Toy'] }),
      cls({ name: 'Toy', bases: ['stats:Ball'] }),
    ],
    records: [record([])],
    enums: [{ name: 'E', doc: null, flag: false, members: [] }],
    aliases: [{ name: 'A', doc: null, type: { kind: 'int' } }],
    foreign: [
      { name: 'Context', module: 'decimal', kind: 'class' },
      { name: 'Round', module: 'shapes', kind: 'class' },
    ],
  }),
  [other],
);

describe('ModelIndex', () => {
  it.each([
    ['constructor', 'class'],
    ['R', 'record'],
    ['E', 'enum'],
    ['A', 'alias'],
    ['toString', undefined],
    ['Round', undefined],
  ])('finds %s of its own model', (name, kind) => {
    expect(index.find({ name })?.kind).toBe(kind);
    expect(index.find({ name, module: 'stats' })?.kind).toBe(kind);
    expect(index.findByFullName(`stats:${name}`)?.kind).toBe(kind);
  });

  it('finds types of other models that are at hand, and knows of those that are not', () => {
    expect(index.find({ name: 'Round', module: 'shapes' })).toEqual({
      kind: 'class',
      class: other.classes[0],
    });
    expect(index.find({ name: 'Context', module: 'decimal' })?.kind).toBe('foreign');
    expect(index.find({ name: 'Context', module: 'fractions' })).toBeUndefined();
  });

  it('follows bases through all models, once each', () => {
    const ball = index.find({ name: 'Ball' });
    expect(ball?.kind === 'class' && index.ancestorsOf(ball.class)).toEqual([
      'shapes:Round',
      'stats:Toy',
      'abc:ABC',
      'stats:Ball',
    ]);
  });
});

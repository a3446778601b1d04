import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GraftError } from '../../../src/errors/graft-error.js';
import { deepestModel, longestText, mostValues } from '../../../src/model/measure-model.js';
import { parseModel } from '../../../src/model/parse-model.js';
import { inventory } from './inventory.js';

const model = {
  ugm: 1,
  name: 'stats',
  ecosystem: 'pypi',
  runtime: 'python',
  doc: null,
  functions: [
    { name: 'mean', doc: null, parameters: [], async: false, generator: false, signature: 'known' },
  ],
  classes: [],
  records: [],
  enums: [],
  aliases: [],
  attributes: [{ name: 'rate', doc: null, type: { kind: 'float' }, value: 1.5 }],
  modules: [{ name: 'np', module: 'numpy' }],
};

function refusal(value: unknown): GraftError {
  try {
    parseModel(value);
  } catch (error) {
    if (error instanceof GraftError) return error;
    throw error;
  }
  throw new Error('it was taken for a model');
}

describe('parseModel', () => {
  it('takes a model as it is', () => {
    expect(parseModel(model)).toBe(model);
  });

  it('takes what Python makes of a small module', () => {
    const golden = new URL('../../golden/ugm/portfolio.json', import.meta.url);
    const { name, functions, classes } = parseModel(JSON.parse(readFileSync(golden, 'utf8')));
    expect(name).toBe('portfolio');
    expect(functions.map((member) => [member.name, member.async, member.generator])).toEqual([
      ['mean', false, false],
      ['total', false, false],
      ['fetch', true, false],
      ['walk', false, true],
      ['follow', true, true],
    ]);
    expect(functions[0]?.parameters.map(({ kind }) => kind)).toEqual([
      'positional-only',
      'keyword-only',
      'keyword-only',
    ]);
    expect(classes[1]?.methods.map((method) => [method.name, method.inheritedFrom])).toEqual([
      ['add', undefined],
    ]);
    expect(classes[1]?.properties[0]).toMatchObject({
      name: 'value',
      settable: false,
      inheritedFrom: 'portfolio:Position',
    });
  });

  it('ignores keys of later versions', () => {
    const later = {
      ...model,
      since: 'tomorrow',
      attributes: [{ ...model.attributes[0], unit: { of: 'EUR' } }],
    };
    expect(parseModel(later)).toBe(later);
  });

  it.each([undefined, null, 5, 'model', [], [model]])('refuses %j, which is no model', (value) => {
    expect(refusal(value)).toMatchObject({ code: 'malformed', path: 'model' });
  });

  it.each([0, 2, -1, '1', undefined, null])('refuses version %j and says what to do', (ugm) => {
    const error = refusal({ ...model, ugm });
    expect(error).toMatchObject({ code: 'malformed', path: 'model.ugm' });
    expect(error.remedy).toContain('same version');
  });

  it('takes everything that a model may have', () => {
    expect(parseModel(inventory)).toBe(inventory);
  });

  it.each<[string, unknown, RegExp]>([
    ['model.name', { ...model, name: 5 }, /A string is expected/],
    ['model.name', { ...model, name: '' }, /empty/],
    ['model.runtime', { ...model, runtime: undefined }, /"python" or "nodejs" is missing/],
    ['model.runtime', { ...model, runtime: 'ruby' }, /"python" or "nodejs" is expected/],
    ['model.doc', { ...model, doc: 5 }, /A string or null/],
    ['model.deprecated', { ...model, deprecated: false }, /A string or true/],
    ['model.classes', { ...model, classes: {} }, /An array is expected/],
    ['model.modules', { ...model, modules: undefined }, /An array is missing/],
    ['model.functions[1].name', { ...model, functions: [...model.functions, { name: null }] }, /A string/],
    ['model.functions[1]', { ...model, functions: [...model.functions, model.functions[0]] }, /same name/],
    ['model.attributes[0]', { ...model, attributes: [null] }, /An object/],
    ['model.attributes[0].type', { ...model, attributes: [attribute('float')] }, /A type expression/],
    [
      'model.attributes[0].type.kind',
      { ...model, attributes: [attribute({ kind: 'money' })] },
      /A kind of type/,
    ],
    ['model.attributes[0].type.kind', { ...model, attributes: [attribute({})] }, /A kind of type/],
    [
      'model.attributes[0].type.of.kind',
      { ...model, attributes: [attribute({ kind: 'list', of: {} })] },
      /A kind/,
    ],
    [
      'model.attributes[0].type.values',
      { ...model, attributes: [attribute({ kind: 'literal', values: [] })] },
      /empty/,
    ],
    [
      'model.attributes[0].value',
      { ...model, attributes: [{ name: 'a', doc: null, value: [] }] },
      /A string, a number/,
    ],
    [
      'model.attributes[0].value',
      { ...model, attributes: [{ name: 'a', doc: null, value: 'x'.repeat(1001) }] },
      /1000/,
    ],
    ['model["odd key"].deeper[1]', { ...model, 'odd key': { deeper: [1, Symbol.iterator] } }, /JSON/],
    ['model.functions[0]', { ...model, functions: new Array(1) }, /JSON/],
    ['model.since', { ...model, since: NaN }, /JSON/],
    ['model.since', { ...model, since: new Date(0) }, /JSON/],
  ])('names %s where it is not what it must be', (path, value, message) => {
    const error = refusal(value);
    expect(error).toMatchObject({ code: 'malformed', path });
    expect(error.message).toMatch(message);
    expect(error.remedy).toContain('Make the model anew');
  });

  it('looks at own keys only', () => {
    const nameless = { ...model, name: undefined };
    Reflect.deleteProperty(nameless, 'name');
    expect(refusal(Object.assign(Object.create({ name: 'stats' }) as object, nameless))).toMatchObject({
      path: 'model',
      code: 'malformed',
    });
    // A class without a constructor of its own still inherits one, which is no function of the model.
    const unmade = { ...inventory.classes[0]! };
    Reflect.deleteProperty(unmade, 'constructor');
    const error = refusal({ ...inventory, classes: [unmade] });
    expect(error).toMatchObject({ code: 'malformed', path: 'model.classes[0].constructor' });
    expect(error.message).toContain('is missing');
    const kind = attribute({ kind: 'toString' });
    expect(refusal({ ...model, attributes: [kind] }).path).toBe('model.attributes[0].type.kind');
  });

  it('takes members that are called like what every object has', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const attributes = names.map((name) => ({ name, doc: null }));
    expect(parseModel(JSON.parse(JSON.stringify({ ...model, attributes }))).attributes).toEqual(attributes);
  });
});

describe('a model that is larger than any model', () => {
  it.each([
    ['known', (value: unknown): unknown => ({ ...model, attributes: [attribute(value)] })],
    ['unknown', (value: unknown): unknown => ({ ...model, since: value })],
  ])('is refused where it is too deep, below a key that is %s', (_what, place) => {
    const nested = (levels: number): unknown => {
      let value: unknown = { kind: 'int' };
      for (let level = 1; level < levels; level += 1) value = { kind: 'list', of: value };
      return value;
    };
    expect(refusal(place(nested(deepestModel + 1)))).toMatchObject({ code: 'too-deep' });
    expect(refusal(place(nested(100_000)))).toMatchObject({ code: 'too-deep' });
    expect(() => parseModel(place(nested(deepestModel - 3)))).not.toThrow();
  });

  it('is refused where it contains itself', () => {
    const cyclic: Record<string, unknown> = { ...model };
    cyclic['self'] = cyclic;
    expect(refusal(cyclic)).toMatchObject({ code: 'too-deep' });
  });

  it('is refused where it has too many values', () => {
    expect(refusal({ ...model, many: new Array(mostValues).fill(0) })).toMatchObject({
      code: 'too-many-values',
    });
  });

  it('is refused where its texts are too long', () => {
    const text = 'x'.repeat(longestText / 4);
    expect(refusal({ ...model, a: [text, text], b: [text, text] })).toMatchObject({ code: 'too-large' });
  });
});

function attribute(type: unknown): unknown {
  return { name: 'a', doc: null, type };
}

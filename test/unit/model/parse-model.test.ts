import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GraftError } from '../../../src/errors/graft-error.js';
import { parseModel } from '../../../src/model/parse-model.js';

const model = {
  ugm: 0,
  name: 'stats',
  ecosystem: 'pypi',
  runtime: 'python',
  doc: null,
  functions: [
    { name: 'mean', doc: null, parameters: [], async: false, generator: false, signature: 'known' },
  ],
  classes: [],
  attributes: [{ name: 'rate', type: 'float', value: 1.5 }],
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
      inheritedFrom: 'portfolio.Position',
    });
  });

  it('ignores keys of later versions', () => {
    const later = { ...model, enums: [{ name: 'Colour' }], since: 'tomorrow' };
    expect(parseModel(later)).toBe(later);
  });

  it.each([undefined, null, 5, 'model', [], [model]])('refuses %j, which is no model', (value) => {
    expect(refusal(value)).toMatchObject({ code: 'malformed', path: 'model' });
  });

  it.each([1, -1, '0', undefined, null])('refuses version %j and says what to do', (ugm) => {
    const error = refusal({ ...model, ugm });
    expect(error).toMatchObject({ code: 'malformed', path: 'model.ugm' });
    expect(error.remedy).toContain('same version');
  });

  it.each([
    ['model.name', { ...model, name: 5 }],
    ['model.runtime', { ...model, runtime: undefined }],
    ['model.classes', { ...model, classes: {} }],
    ['model.modules', { ...model, modules: undefined }],
    ['model.functions[1].name', { ...model, functions: [...model.functions, { name: null }] }],
    ['model.attributes[0].name', { ...model, attributes: [null] }],
  ])('names %s where it is not what it must be', (path, value) => {
    expect(refusal(value)).toMatchObject({ code: 'malformed', path });
  });
});

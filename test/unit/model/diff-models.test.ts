import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraftError } from '../../../src/errors/graft-error.js';
import { diffModels } from '../../../src/model/diff-models.js';
import { nextVersion } from '../../../src/model/diff/next-version.js';
import { hashModel } from '../../../src/model/hash-model.js';
import type { UgmModule } from '../../../src/model/ugm.js';
import { anyModel } from './arbitrary-model.js';
import { cls, fn, int, intOrString, module } from './diff/model-parts.js';
import { expectVerdicts } from './diff/verdicts.js';
import { inventory } from './inventory.js';
import { shuffled } from './shuffled.js';

const attribute = (more: object = {}): UgmModule =>
  module({ attributes: [{ name: 'a', doc: null, type: int, ...more }] });
const exporting = (defaultExport?: string): UgmModule =>
  module(defaultExport === undefined ? {} : { defaultExport });

describe('a difference in modules', () => {
  expectVerdicts([
    ['another version alone', module({ version: '1.0.0' }), module({ version: '1.0.1' }), []],
    ['documentation', module({}), module({ doc: 'New.' }), ['compatible doc-changed stats']],
    ['deprecated', module({}), module({ deprecated: true }), ['additive deprecated stats']],
    ['another name', module({}), module({ name: 'statistics' }), ['breaking module-changed stats']],
    ['another runtime', module({}), module({ runtime: 'nodejs' }), ['breaking module-changed stats']],
    ['a default export', exporting(), exporting('f'), ['additive default-export-changed stats']],
    ['no default export', exporting('f'), exporting(), ['breaking default-export-changed stats']],
    ['an attribute more', module({}), attribute(), ['additive attribute-added a']],
    ['an attribute less', attribute(), module({}), ['breaking attribute-removed a']],
    ['a wider attribute', attribute(), attribute({ type: intOrString }), ['breaking type-widened a']],
    [
      'an attribute that cannot be set',
      attribute(),
      attribute({ readonly: true }),
      ['breaking access-changed a'],
    ],
    ['a sample', attribute({ value: 1 }), attribute({ value: 2 }), ['none value-changed a']],
    [
      'a constant',
      attribute({ readonly: true, value: 1 }),
      attribute({ readonly: true, value: 2 }),
      ['compatible value-changed a'],
    ],
    [
      'a class that was an attribute',
      attribute(),
      module({ classes: [cls({ name: 'a' })] }),
      ['breaking kind-changed a'],
    ],
    [
      'a type that has the name of a function, too',
      module({ functions: [fn()] }),
      module({ functions: [fn()], aliases: [{ name: 'f', doc: null, type: int }] }),
      ['additive alias-added f'],
    ],
    [
      'another module under a name',
      module({ modules: [{ name: 'np', module: 'numpy' }] }),
      module({ modules: [{ name: 'np', module: 'cupy' }] }),
      ['breaking module-changed np'],
    ],
  ]);
});

describe('diffModels', () => {
  it('finds nothing between a model and itself, in whatever order its keys are', () => {
    expect(diffModels(inventory, shuffled(inventory)).changes).toEqual([]);
    fc.assert(
      fc.property(anyModel, (model) => {
        expect(diffModels(model, shuffled(model)).changes).toEqual([]);
      }),
    );
  });

  it('takes any two models, and gives the same answer each time', () => {
    fc.assert(
      fc.property(anyModel, anyModel, (before, after) => {
        const diff = diffModels(before, after);
        expect(diffModels(before, after).changes).toEqual(diff.changes);
        if (hashModel(before) !== hashModel(after)) expect(diff.changes.length).toBeGreaterThan(0);
      }),
    );
  });

  it('says which version follows', () => {
    const diff = diffModels(module({}), module({ functions: [fn()] }));
    expect(diff.nextVersion('1.2.3')).toBe('1.3.0');
  });
});

describe('nextVersion', () => {
  it.each([
    ['1.2.3', 'breaking', '2.0.0'],
    ['1.2.3', 'additive', '1.3.0'],
    ['1.2.3', 'compatible', '1.2.4'],
    ['1.2.3', 'none', '1.2.3'],
    ['0.2.3', 'breaking', '0.3.0'],
    ['0.2.3', 'additive', '0.2.4'],
    ['0.2.3', 'compatible', '0.2.4'],
    ['0.0.3', 'breaking', '0.0.4'],
    ['0.0.3', 'additive', '0.0.4'],
    ['0.0.0', 'compatible', '0.0.1'],
    ['2.0.0-rc.1', 'breaking', '2.0.0'],
    ['2.1.0-rc.1', 'breaking', '3.0.0'],
    ['2.1.0-rc.1', 'additive', '2.1.0'],
    ['2.1.3-rc.1', 'additive', '2.2.0'],
    ['2.1.3-rc.1', 'compatible', '2.1.3'],
    ['2.1.3-rc.1', 'none', '2.1.3-rc.1'],
    ['0.3.0-beta', 'breaking', '0.3.0'],
    ['1.2.3+build.5', 'compatible', '1.2.4'],
  ] as const)('of %s after %s changes is %s', (version, verdict, next) => {
    expect(nextVersion(version, verdict)).toBe(next);
  });

  it.each(['', '1.2', 'v1.2.3', '1.2.3.4', '01.2.3', '1.2.x', '2026.1.post1'])(
    'of %j is refused',
    (version) => {
      const failing = (): string => nextVersion(version, 'none');
      expect(failing).toThrow(GraftError);
      expect(failing).toThrow(
        expect.objectContaining({ code: 'invalid-argument', remedy: expect.any(String) as string }),
      );
    },
  );
});

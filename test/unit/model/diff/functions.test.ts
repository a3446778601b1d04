import { describe } from 'vitest';
import type { UgmFunction, UgmModule, UgmType } from '../../../../src/model/ugm.js';
import { cls, fn, giving, int, intOrString, module, parameter, string } from './model-parts.js';
import { expectVerdicts } from './verdicts.js';

const having = (more: Partial<UgmFunction>): UgmModule => module({ functions: [fn([], more)] });
const overloaded = (...types: readonly UgmType[]): UgmModule =>
  having({ overloads: types.map((type) => ({ parameters: [parameter('a', type)], returns: type })) });
const raising = (...raises: readonly string[]): UgmModule =>
  module({ functions: [fn([], { raises })], classes: [cls({ name: 'Gone', bases: ['LookupError'] })] });
const generic = (...names: readonly string[]): UgmModule => {
  const type: UgmType = names[0] === undefined ? int : { kind: 'var', name: names[0] };
  const typeParameters = names.map((name) => ({ name }));
  return module({ functions: [fn([parameter('a', type)], { returns: type, typeParameters })] });
};

describe('a difference in functions', () => {
  expectVerdicts([
    ['one more', module({}), having({}), ['additive function-added f']],
    ['one less', having({}), module({}), ['breaking function-removed f']],
    ['async', having({}), having({ async: true }), ['breaking async-changed f']],
    ['not async any more', having({ async: true }), having({}), ['breaking async-changed f']],
    ['a generator', having({}), having({ generator: true }), ['breaking generator-changed f']],
    ['a narrower result', giving(intOrString), giving(int), ['compatible type-narrowed f() returns']],
    ['a wider result', giving(int), giving(intOrString), ['breaking type-widened f() returns']],
    ['another result', giving(int), giving(string), ['breaking type-changed f() returns']],
    [
      'a result where nobody said one',
      giving(undefined),
      giving(int),
      ['compatible type-narrowed f() returns'],
    ],
    [
      'a result of which nobody says a thing',
      giving(int),
      giving(undefined),
      ['breaking type-widened f() returns'],
    ],
    ['deprecated', having({}), having({ deprecated: 'Use g.' }), ['additive deprecated f']],
    ['not deprecated any more', having({ deprecated: true }), having({}), ['compatible undeprecated f']],
    [
      'deprecated for a reason',
      having({ deprecated: true }),
      having({ deprecated: 'Use g.' }),
      ['compatible doc-changed f'],
    ],
    ['documentation alone', having({}), having({ doc: 'New.' }), ['compatible doc-changed f']],
    ['an exception less', raising('KeyError'), raising(), ['compatible exception-removed f']],
    ['an exception more', raising(), raising('KeyError'), ['additive exception-added f']],
    [
      'an exception that who catches older ones catches',
      raising('LookupError'),
      raising('LookupError', 'stats:Gone'),
      ['compatible exception-added f'],
    ],
    ['an overload more', overloaded(int), overloaded(int, string), ['additive overload-added f overload 2']],
    [
      'an overload less',
      overloaded(int, string),
      overloaded(string),
      ['breaking overload-removed f overload 1'],
    ],
    [
      'overloads in place of the same one signature',
      having({}),
      having({ overloads: [{ parameters: [] }] }),
      [],
    ],
    [
      'an overload that has changed',
      overloaded(int, string),
      overloaded(int, intOrString),
      ['additive type-widened f(a)', 'breaking type-widened f() returns'],
    ],
    ['type parameters of other names', generic('T'), generic('U'), []],
    ['a type parameter more', generic('T'), generic('T', 'U'), ['breaking type-parameter-added f<U>']],
    ['a type parameter less', generic('T', 'U'), generic('T'), ['breaking type-parameter-removed f<U>']],
    [
      'the first type parameter',
      generic(),
      generic('T'),
      [
        'additive type-parameter-added f<T>',
        'breaking type-changed f(a)',
        'breaking type-changed f() returns',
      ],
    ],
  ]);
});

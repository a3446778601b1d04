import { describe } from 'vitest';
import type { UgmModule } from '../../../../src/model/ugm.js';
import { cls, type ClassParts, fn, int, intOrString, module, parameter, string } from './model-parts.js';
import { expectVerdicts } from './verdicts.js';

const having = (...more: readonly Parameters<typeof cls>[]): UgmModule =>
  module({ classes: more.map((parts) => cls(...parts)) });
const one = (more: ClassParts = {}): UgmModule => having([more]);
const property = (settable: boolean, type = int): ClassParts => ({
  properties: [{ name: 'p', doc: null, settable, type }],
});
const attribute = (more: object = {}): ClassParts => ({
  attributes: [{ name: 'p', doc: null, type: int, ...more }],
});
const event = (...types: readonly (typeof int)[]): ClassParts => ({
  events: [{ name: 'e', doc: null, parameters: types.map((type, index) => parameter(`a${index}`, type)) }],
});
const derived = (more: ClassParts): UgmModule =>
  having([{ name: 'Base' }], [{ bases: ['stats:Base'], ...more }]);
const from = { inheritedFrom: 'stats:Base' };

describe('a difference in classes', () => {
  expectVerdicts([
    ['one more', module({}), one(), ['additive class-added C']],
    ['one less', one(), module({}), ['breaking class-removed C']],
    [
      'a class that was a function',
      module({ functions: [fn([], { name: 'C' })] }),
      one(),
      ['breaking kind-changed C'],
    ],
    [
      'a protocol less',
      one({ protocols: [{ name: 'length', parameters: [], returns: int }] }),
      one(),
      ['breaking protocol-removed C.[length]'],
    ],
    [
      'a protocol more',
      one(),
      one({ protocols: [{ name: 'iterate', parameters: [], returns: int }] }),
      ['additive protocol-added C.[iterate]'],
    ],
    [
      'another item',
      one({ protocols: [{ name: 'iterate', parameters: [], returns: int }] }),
      one({ protocols: [{ name: 'iterate', parameters: [], returns: string }] }),
      ['breaking type-changed C.[iterate]() returns'],
    ],
    ['a base less', one({ bases: ['A', 'B'] }), one({ bases: ['A'] }), ['breaking base-removed C']],
    ['a base more', one({ bases: ['A'] }), one({ bases: ['A', 'B'] }), ['additive base-added C']],
    [
      'a base by way of another',
      having([{ bases: ['A'] }], [{ name: 'D', bases: ['A'] }]),
      having([{ bases: ['stats:D'] }], [{ name: 'D', bases: ['A'] }]),
      ['additive base-added C'],
    ],
    [
      'another exception',
      one({ exception: 'KeyError' }),
      one({ exception: 'TypeError' }),
      ['breaking exception-changed C'],
    ],
    ['abstract', one(), one({ abstract: true }), ['breaking abstract-changed C']],
    ['not abstract any more', one({ abstract: true }), one(), ['additive abstract-changed C']],
    [
      'a constructor',
      one(),
      module({ classes: [cls({}, fn([parameter('a')]))] }),
      ['breaking parameter-added C(a)'],
    ],
    ['a method more', one(), one({ methods: [fn()] }), ['additive method-added C.f']],
    ['a method less', one({ methods: [fn()] }), one(), ['breaking method-removed C.f']],
    [
      'a method',
      one({ methods: [fn()] }),
      one({ methods: [fn([parameter('a')])] }),
      ['breaking parameter-added C.f(a)'],
    ],
    [
      'a class method that was static',
      one({ staticMethods: [fn()] }),
      one({ classMethods: [fn()] }),
      ['compatible kind-changed C.f'],
    ],
    [
      'a static method that was one of instances',
      one({ methods: [fn()] }),
      one({ staticMethods: [fn()] }),
      ['breaking method-removed C.f', 'additive static-method-added C.f'],
    ],
    [
      'a property that was a method',
      one({ methods: [{ ...fn(), name: 'p' }] }),
      one(property(false)),
      ['breaking kind-changed C.p'],
    ],
    [
      'a property that was an attribute',
      one(attribute()),
      one(property(true)),
      ['compatible kind-changed C.p'],
    ],
    ['a property less', one(property(true)), one(), ['breaking property-removed C.p']],
    [
      'a property that can be set',
      one(property(false)),
      one(property(true)),
      ['additive access-changed C.p'],
    ],
    [
      'a property that cannot be set',
      one(property(true)),
      one(property(false)),
      ['breaking access-changed C.p'],
    ],
    [
      'a narrower property to be read',
      one(property(false, intOrString)),
      one(property(false)),
      ['compatible type-narrowed C.p'],
    ],
    [
      'a wider property to be read',
      one(property(false)),
      one(property(false, intOrString)),
      ['breaking type-widened C.p'],
    ],
    [
      'a narrower property to be set',
      one(property(true, intOrString)),
      one(property(true)),
      ['breaking type-narrowed C.p'],
    ],
    [
      'a wider property to be set',
      one(property(true)),
      one(property(true, intOrString)),
      ['breaking type-widened C.p'],
    ],
    [
      'a constant',
      one(attribute({ readonly: true, value: 1 })),
      one(attribute({ readonly: true, value: 2 })),
      ['compatible value-changed C.p'],
    ],
    ['a sample', one(attribute({ value: 1 })), one(attribute({ value: 2 })), ['none value-changed C.p']],
    ['an event more', one(), one(event()), ['additive event-added C.e']],
    ['an event less', one(event()), one(), ['breaking event-removed C.e']],
    ['an event that says more', one(event(int)), one(event(int, int)), ['additive parameter-added C.e(a1)']],
    [
      'an event that says less',
      one(event(int, int)),
      one(event(int)),
      ['breaking parameter-removed C.e(a1)'],
    ],
    [
      'an event of a narrower type',
      one(event(intOrString)),
      one(event(int)),
      ['compatible type-narrowed C.e(a0)'],
    ],
    ['an event of a wider type', one(event(int)), one(event(intOrString)), ['breaking type-widened C.e(a0)']],
    [
      'a type parameter more',
      one({ typeParameters: [] }),
      one({ typeParameters: [{ name: 'T' }] }),
      ['breaking type-parameter-added C<T>'],
    ],
    [
      'a type parameter with a default more',
      one({ typeParameters: [] }),
      one({ typeParameters: [{ name: 'T', default: int }] }),
      ['additive type-parameter-added C<T>'],
    ],
    [
      'a narrower bound',
      one({ typeParameters: [{ name: 'T', bound: intOrString }] }),
      one({ typeParameters: [{ name: 'U', bound: string }] }),
      ['breaking type-narrowed C<U>'],
    ],
    // What a class has from another of the model is compared there, and only there.
    ['what is inherited', derived({}), derived({ methods: [fn([], from)] }), []],
    ['what is not inherited any more', derived({ methods: [fn([], from)] }), derived({}), []],
    [
      'an own method that is inherited now',
      derived({ methods: [fn()] }),
      derived({ methods: [fn([], from)] }),
      [],
    ],
    [
      'what comes from a class that is in no model',
      one({ methods: [fn([], { inheritedFrom: 'other:Base' })] }),
      one(),
      ['breaking method-removed C.f'],
    ],
    [
      'members called like what every object has',
      one({ methods: [fn([], { name: 'constructor' })] }),
      one(),
      ['breaking method-removed C.constructor'],
    ],
  ]);
});

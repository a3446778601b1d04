import { describe } from 'vitest';
import { any, int, intOrString, module, fn, parameter, string, taking } from './model-parts.js';
import { expectVerdicts } from './verdicts.js';

describe('a difference in parameters', () => {
  expectVerdicts([
    ['none', taking('a', 'b?'), taking('a', 'b?'), []],
    ['one with a default at the end', taking('a'), taking('a', 'b?'), ['additive parameter-added f(b)']],
    ['one that must be given', taking('a'), taking('a', 'b'), ['breaking parameter-added f(b)']],
    ['keyword-only with a default', taking('a'), taking('a', '=b?'), ['additive parameter-added f(b)']],
    ['keyword-only that must be given', taking('a'), taking('a', '=b'), ['breaking parameter-added f(b)']],
    [
      'a default before older ones',
      taking('a', 'c?'),
      taking('a', 'b?', 'c?'),
      ['breaking parameter-added f(b)'],
    ],
    ['a default before *args', taking('a', '*c'), taking('a', 'b?', '*c'), ['breaking parameter-added f(b)']],
    ['*args', taking('a'), taking('a', '*b'), ['additive parameter-added f(b)']],
    ['**kwargs', taking('a'), taking('a', '**b'), ['additive parameter-added f(b)']],
    ['*args of another name', taking('*a'), taking('*b'), ['none parameter-renamed f(b)']],
    ['one removed', taking('a', 'b'), taking('a'), ['breaking parameter-removed f(b)']],
    ['*args removed', taking('a', '*b'), taking('a'), ['breaking parameter-removed f(b)']],
    ['one renamed', taking('a'), taking('b'), ['breaking parameter-renamed f(b)']],
    ['a positional-only one renamed', taking('/a'), taking('/b'), ['none parameter-renamed f(b)']],
    ['another order', taking('a', 'b'), taking('b', 'a'), ['breaking order-changed f']],
    ['a default', taking('a'), taking('a?'), ['additive optional f(a)']],
    [
      'a default taken away',
      taking('a?'),
      taking('a'),
      ['breaking keywords-moved f', 'breaking required f(a)'],
    ],
    [
      'another default',
      taking('a?'),
      taking({ ...parameter('a'), default: { text: '2', value: 2 } }),
      ['compatible default-changed f(a)'],
    ],
    [
      'keyword-only that becomes positional, too',
      taking('a', '=b'),
      taking('a', 'b'),
      ['breaking keywords-moved f', 'additive kind-changed f(b)'],
    ],
    ['positional-only that becomes nameable', taking('/a'), taking('a'), ['additive kind-changed f(a)']],
    ['nameable that becomes positional-only', taking('a'), taking('/a'), ['breaking kind-changed f(a)']],
    ['positional that becomes keyword-only', taking('a'), taking('=a'), ['breaking kind-changed f(a)']],
    ['a wider type', taking('a'), taking(parameter('a', intOrString)), ['additive type-widened f(a)']],
    ['a narrower type', taking(parameter('a', intOrString)), taking('a'), ['breaking type-narrowed f(a)']],
    ['another type', taking('a'), taking(parameter('a', string)), ['breaking type-changed f(a)']],
    [
      'a type where nobody said one',
      taking(parameter('a', any)),
      taking('a'),
      ['breaking type-narrowed f(a)'],
    ],
    [
      'a default, of any type, before the object of keywords',
      taking('a', '=k?'),
      taking('a', parameter('b?', any), '=k?'),
      ['breaking keywords-moved f', 'additive parameter-added f(b)'],
    ],
    [
      'the same type, written in another way',
      taking({ ...parameter('a'), annotation: 'int' }),
      taking({ ...parameter('a'), annotation: 'numbers.Int' }),
      ['none annotation-changed f(a)'],
    ],
    [
      'documentation',
      taking({ ...parameter('a'), doc: 'A.' }),
      taking({ ...parameter('a'), doc: 'B.' }),
      ['compatible doc-changed f(a)'],
    ],
    [
      'nobody says any more which there are',
      taking('a'),
      module({ functions: [fn([parameter('*args'), parameter('**kwargs')], { signature: 'unknown' })] }),
      ['breaking signature-changed f'],
    ],
    ['the same of int', taking(parameter('a', int)), taking('a'), []],
  ]);
});

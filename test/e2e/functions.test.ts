import { GraftError, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from './failure.js';

type Call = (...args: readonly unknown[]) => unknown;
type Functions = Record<string, Call>;

const functions = graft.loadSync<Functions>('./fixtures/functions.py', { from: import.meta.url });
const math = graft.loadSync<Functions>('python:math');

function call(name: string, ...args: readonly unknown[]): unknown {
  return functions[name]!(...args);
}

describe('a function of a module', () => {
  it('has the name of the Python function, and the number of arguments that it must have as length', () => {
    const expected: [string, number][] = [
      ['none', 0],
      ['one', 1],
      ['two', 2],
      ['defaults', 1],
      ['keyword_only', 1],
      ['keyword_only_alone', 0],
      ['positional_only', 1],
      ['star', 0],
      ['star_and_keyword_only', 1],
      ['double_star', 0],
      ['everything', 1],
      ['über', 1],
      ['adder', 1],
      ['bound', 1],
      ['decorated', 1],
      ['cached', 1],
    ];
    for (const [name, length] of expected) {
      expect(functions[name], name).toBeTypeOf('function');
      expect([functions[name]!.name, functions[name]!.length]).toEqual([name, length]);
    }
  });

  it('is a function like a built-in one: the same each time, no constructor, without this', () => {
    const { two } = functions;
    expect(functions['two']).toBe(two);
    expect(Object.hasOwn(two!, 'prototype')).toBe(false);
    expect(() => Reflect.construct(two as never, [1, 2])).toThrow(TypeError);
    expect(two!.call({ any: 'this' }, 1, 2)).toEqual([1, 2]);
    expect(Reflect.apply(two!, undefined, [3, 4])).toEqual([3, 4]);
  });

  it('says its signature and documentation', () => {
    expect(graft.help(functions['everything']!)).toBe(
      'def everything(a, b=2, *args, c, d=4, **kwargs)\n\nHas a parameter of each kind.',
    );
    expect(graft.help(functions['one']!)).toBe('def one(a: int) -> list[object]');
    expect(graft.help(functions['positional_only']!)).toBe('def positional_only(a, b=2, /, c=3, *, d=4)');
    expect(graft.help(functions['keyword_only_alone']!)).toBe('def keyword_only_alone(*, first=1, second=2)');
    expect(graft.help(functions['none']!)).toContain('Takes nothing.\n\nAnd says so in two paragraphs.');
    expect(graft.help(math['sqrt']!)).toMatch(/^def sqrt\(x, \/\)\n\nReturn the square root of x/);
    expect(graft.help(functions)).toContain('Functions with every kind of parameters.');
  });

  it('has a model', () => {
    expect(graft.model(functions['keyword_only']!)).toMatchObject({
      kind: 'function',
      name: 'keyword_only',
      async: false,
      parameters: [
        { name: 'a', kind: 'positional-or-keyword' },
        { name: 'b', kind: 'keyword-only' },
        { name: 'c', kind: 'keyword-only', default: { text: '3', value: 3 } },
      ],
    });
    expect(graft.model(functions)).toMatchObject({ ugm: 1, runtime: 'python' });
    expect(failure(() => graft.model(Math))).toMatchObject({ code: 'invalid-argument' });
  });

  it('fills in defaults', () => {
    expect(call('defaults', 1)).toEqual([1, 2, 'three', null]);
    expect(call('defaults', 1, 5)).toEqual([1, 5, 'three', null]);
    expect(call('defaults', 1, 5, 6, 7)).toEqual([1, 5, 6, 7]);
    // None is an argument like any other; it is not "left out".
    expect(call('defaults', 1, undefined)).toEqual([1, null, 'three', null]);
  });

  it('takes keywords from kw(), wherever it has a name for them', () => {
    expect(call('defaults', 1, kw({ d: 4 }))).toEqual([1, 2, 'three', 4]);
    expect(call('defaults', kw({ c: 3, a: 1 }))).toEqual([1, 2, 3, null]);
    expect(call('two', kw({ b: 1, a: 2 }))).toEqual([2, 1]);
    expect(call('two', 1, kw({ b: { a: 1 } }))).toEqual([1, { a: 1 }]);
    expect(call('everything', 1, kw({ c: 3, x: 5, y: [6] }))).toEqual([1, 2, [], 3, 4, { x: 5, y: [6] }]);
    expect(call('strangely_named', kw({ self: 1, cls: 2, args: 3, kwargs: 4 }))).toEqual([1, 2, 4, 3]);
    expect(call('über', kw({ größe: 4 }))).toBe(8);
    expect(call('double_star', kw({}))).toEqual([1, {}]);
    expect(call('double_star', kw({ 'not a name': 1, '': 2, 1: 3 }))).toEqual([1, expect.anything()]);
  });

  it('takes any number of arguments where it has *args', () => {
    for (const count of [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 255, 256, 300]) {
      const args = Array.from({ length: count }, (_, index) => index);
      expect(call('star', ...args)).toEqual(args);
    }
    expect(call('everything', 1, 2, 3, 4, kw({ c: 5 }))).toEqual([1, 2, [3, 4], 5, 4, {}]);
  });

  it('passes on what decorators, partials and callable objects make of it', () => {
    expect(call('partial', 2)).toEqual([1, 2]);
    expect(call('alias', 1, 2)).toEqual([1, 2]);
    expect(call('lambda_', 5)).toEqual([5, 1]);
    expect(call('cached', 4)).toBe(8);
    expect(call('decorated', 1, { b: 2 })).toEqual(['wrapped', [1, 2]]);
    expect(call('adder', 5)).toBe(15);
    expect(call('adder', 5, { times: 3 })).toBe(25);
    expect(call('bound', 1)).toBe(11);
    expect(math['hypot']!(3, 4)).toBe(5);
  });
});

describe('a plain object as last argument', () => {
  it.each<[string, unknown[], unknown]>([
    // Right behind the positional parameters, where keyword-only ones stand: those.
    ['keyword_only', [1, { b: 2 }], [1, 2, 3]],
    ['keyword_only', [1, { b: 2, c: 4 }], [1, 2, 4]],
    ['keyword_only_alone', [{ second: 5 }], [1, 5]],
    ['keyword_only_alone', [{}], [1, 2]],
    ['keyword_only_alone', [], [1, 2]],
    ['default_and_keyword_only', [1, 2, { c: 9 }], [1, 2, 9]],
    ['positional_only', [1, 2, 3, { d: 9 }], [1, 2, 3, 9]],
    ['keyword_only_and_double_star', [1, { b: 5, x: 6 }], [1, 5, { x: 6 }]],
    // In a place of a positional parameter: an argument.
    ['default_and_keyword_only', [1, { c: 9 }], [1, { c: 9 }, 3]],
    ['default_and_keyword_only', [{ c: 9 }], [{ c: 9 }, 2, 3]],
    ['positional_only', [1, { d: 9 }], [1, { d: 9 }, 3, 4]],
    // Without keyword-only parameters: an argument.
    ['one', [{ a: 1 }], [{ a: 1 }]],
    ['two', [1, { b: 1 }], [1, { b: 1 }]],
    ['defaults', [1, { d: 1 }], [1, { d: 1 }, 'three', null]],
    ['star', [{ a: 1 }], [{ a: 1 }]],
    ['double_star', [{ x: 1 }], [{ x: 1 }, {}]],
    // Where *args takes every place: an argument.
    ['star_and_keyword_only', [1, { b: 5 }], [1, [{ b: 5 }], 2]],
    ['everything', [1, 2, { c: 5 }, kw({ c: 3 })], [1, 2, [{ c: 5 }], 3, 4, {}]],
    // A Map, an array or null is never taken for keywords.
    ['keyword_only_alone', [kw({ first: { second: 2 } })], [{ second: 2 }, 2]],
  ])('of %s(%j) means %j', (name, args, result) => {
    expect(call(name, ...args)).toEqual(result);
  });

  it('is refused as a positional argument too many where it is no plain object', () => {
    for (const last of [new Map([['b', 1]]), [1], null, 'text']) {
      expect(failure(() => call('keyword_only', 1, last))).toBeInstanceOf(TypeError);
    }
  });

  it('of another realm is one too', async () => {
    const { runInNewContext } = await import('node:vm');
    expect(call('keyword_only', 1, runInNewContext('({ b: 2 })'))).toEqual([1, 2, 3]);
    expect(call('one', runInNewContext('({ a: [1, new Map([[1, 2]])] })'))).toEqual([
      { a: [1, new Map([[1, 2]])] },
    ]);
  });
});

describe('arguments that do not fit', () => {
  it.each<[string, unknown[], RegExp]>([
    ['two', [1], /two\(\) missing 1 required positional argument: 'b'/],
    ['two', [1, 2, 3], /two\(\) takes 2 positional arguments but 3 were given/],
    ['none', [undefined], /none\(\) takes 0 positional arguments but 1 was given/],
    ['keyword_only', [1], /missing 1 required keyword-only argument: 'b'/],
    ['one', [kw({ nope: 1 })], /unexpected keyword argument 'nope'/],
    ['one', [1, kw({ a: 2 })], /got multiple values for argument 'a'/],
    ['positional_only', [kw({ a: 1 })], /positional-only|positional argument/],
    ['keyword_only', [1, { b: 2, unknown: 3 }], /unexpected keyword argument 'unknown'/],
  ])('for %s%j raise the TypeError of Python', (name, args, message) => {
    const error = failure(() => call(name, ...args));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ code: 'exception', remote: { type: 'TypeError' } });
    expect(error.message).toMatch(message);
  });

  it('for kw() itself are refused at once', () => {
    for (const wrong of [null, undefined, 1, 'a', [], new Map(), new Date()]) {
      const error = failure(() => kw(wrong as never));
      expect(error).toBeInstanceOf(GraftError);
      expect(error).toMatchObject({ code: 'invalid-argument' });
    }
  });

  it('because kw() stands before the last one are refused', () => {
    expect(failure(() => call('two', kw({ a: 1 }), 2))).toMatchObject({
      code: 'unsupported-value',
      path: 'args[0]',
    });
  });
});

describe('a name that starts with an underscore', () => {
  it('is not there', () => {
    expect('_private' in functions).toBe(false);
    expect(functions['_private']).toBeUndefined();
    expect(Object.keys(functions).filter((name) => name.startsWith('_'))).toEqual([]);
    expect(functions['__builtins__']).toBeUndefined();
  });
});

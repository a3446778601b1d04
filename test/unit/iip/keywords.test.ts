import { describe, expect, it } from 'vitest';
import { Float, float } from '../../../src/iip/float.js';
import type { Keywords } from '../../../src/iip/keywords.js';
import { kw } from '../../../src/iip/keywords.js';
import { HeapMemory } from '../../../src/iip/heap-memory.js';
import { ValueWriter } from '../../../src/iip/value-writer.js';
import { locate } from '../../../src/iip/value-fault.js';
import { errorOf } from './codec.js';

const bytesOf = (keywords: Keywords): string => {
  const writer = new ValueWriter(new HeapMemory(2 ** 24, 4));
  writer.writeKeywords(keywords);
  return Buffer.from(writer.u8.subarray(0, writer.pos)).toString('hex');
};

describe('kw()', () => {
  it('makes keyword arguments of a plain object, with or without a prototype', () => {
    expect(bytesOf(kw({ axis: 0 }))).toBe('c7071681a46178697300');
    expect(bytesOf(kw(Object.assign(Object.create(null) as object, { a: 1 })))).toBe('c7041681a16101');
    expect(bytesOf(kw({}))).toBe('c7011680');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an array', []],
    ['a Map', new Map()],
    ['an instance of a class', new (class Options {})()],
    ['a function', () => ({})],
    ['a number', 3],
  ])('refuses anything else, with a remedy: %s', (_, value) => {
    const error = errorOf(() => kw(value as Record<string, unknown>));
    expect(error.code).toBe('invalid-argument');
    expect(error.message).toContain('kw({ axis: 0 })');
  });

  it('are written with the header that their length wants', () => {
    expect(bytesOf(kw({ a: 'x'.repeat(300) })).slice(0, 10)).toBe('c801321681');
    expect(bytesOf(kw({ a: 'x'.repeat(70_000) })).slice(0, 14)).toBe('c9000111781681');
  });

  it('are a level of nesting', () => {
    const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)]);
    expect(() => bytesOf(kw({ a: deep(511) }))).not.toThrow();
    expect(errorOf(() => bytesOf(kw({ a: deep(512) }))).code).toBe('too-deep');
  });

  it('tell the path to what cannot be sent', () => {
    const path = errorOf(() => {
      try {
        bytesOf(kw({ when: [/x/] }));
      } catch (error) {
        throw locate(error, 'kwargs');
      }
    }).path;
    expect(path).toBe('kwargs.when[0]');
  });
});

describe('float()', () => {
  it('keeps its number, whatever it is', () => {
    for (const value of [2, -0, NaN, 1.5, Infinity]) expect(float(value).value).toBe(value);
    expect(float(2)).toBeInstanceOf(Float);
    expect(float(2).valueOf() + 1).toBe(3);
    expect(JSON.stringify({ a: float(2) })).toBe('{"a":2}');
    expect(String(float(2))).toBe('2');
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(float(2), { value: 3 })).toThrow(TypeError);
  });

  it.each([['2'], [2n], [null], [undefined], [new Number(2)]])('refuses what is no number: %s', (value) => {
    expect(errorOf(() => float(value as unknown as number)).code).toBe('invalid-argument');
  });
});

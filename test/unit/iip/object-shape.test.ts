import { describe, expect, it } from 'vitest';
import { HeapMemory } from '../../../src/iip/heap-memory.js';
import { ValueReader } from '../../../src/iip/value-reader.js';
import { ValueWriter } from '../../../src/iip/value-writer.js';

const reader = new ValueReader({ shapes: true });

function crossed(value: unknown): unknown {
  const memory = new HeapMemory(1 << 20);
  const writer = new ValueWriter(memory);
  writer.writeValue(value, 0);
  reader.attach(memory.bytes().slice(0, writer.pos));
  return reader.readValue(0);
}

/** Often enough for a shape of its keys to be compiled. */
function learn(value: object): void {
  for (let time = 0; time < 20; time++) crossed(value);
}

describe('objects of a shape that was compiled', () => {
  learn({ id: 1, name: 'a', tags: ['x'] });
  learn({ a: 1, b: 2 });

  it.each([
    { id: 7, name: 'ACME', tags: [{ id: 8, name: 'inner', tags: [] }] },
    { id: { a: { a: { a: 1, b: 2 }, b: 3 }, b: 4 }, name: null, tags: [] },
    { id: 1, name: 'a', other: 2 },
    { id: 1, name: 'a' },
    { id: 1, name: 'a', tags: [], more: true },
    { a: 1, 'b c"\\': 2 },
    { a: 1, é: 2 },
    { a: 1, '5x': 3 },
    { a: null, b: 'x'.repeat(100) },
  ])('are what was sent, also where they differ from it: %j', (value) => {
    expect(crossed(value)).toEqual(value);
  });

  it('keep their keys in order', () => {
    expect(Object.keys(crossed({ b: 1, a: 2, c: 3 }) as object)).toEqual(['b', 'a', 'c']);
    expect(Object.keys(crossed({ id: 1, tags: 2, name: 3 }) as object)).toEqual(['id', 'tags', 'name']);
  });

  it('come as a Map where an index is behind another key', () => {
    expect(
      crossed(
        new Map<string, number>([
          ['a', 1],
          ['5', 2],
        ]),
      ),
    ).toEqual(
      new Map([
        ['a', 1],
        ['5', 2],
      ]),
    );
  });

  it('have __proto__ as an own property and the usual prototype', () => {
    const sent: unknown = JSON.parse('{"z":1,"__proto__":{"polluted":true}}');
    learn(sent as object);
    const got = crossed(sent) as object;
    expect(Object.getPrototypeOf(got)).toBe(Object.prototype);
    expect(Object.keys(got)).toEqual(['z', '__proto__']);
    expect('polluted' in got).toBe(false);
  });

  it('are not made of keys that would be source text', () => {
    const hostile = { 'q": (globalThis.hacked = true), "': 1, r: 2 };
    learn(hostile);
    expect(crossed(hostile)).toEqual(hostile);
    expect('hacked' in globalThis).toBe(false);
  });

  it('name the path to what cannot be read, and are read well afterwards', () => {
    const memory = new HeapMemory(1 << 16);
    const writer = new ValueWriter(memory);
    writer.writeValue({ a: 1, b: 2 }, 0);
    const bytes = memory.bytes().slice(0, writer.pos);
    bytes[bytes.length - 1] = 0xc1;
    reader.attach(bytes);
    expect(() => reader.readValue(0)).toThrow('c1');
    expect(crossed({ a: 3, b: 4 })).toEqual({ a: 3, b: 4 });
  });
});

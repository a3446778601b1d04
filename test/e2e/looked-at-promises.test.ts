/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return -- nobody knows before it has come what a result has */
import { deepEqual } from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { graft } from 'graftwire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createShop } from './routes/loopback-shop.js';
import { asyncOfDirect } from '../../src/graft/direct/direct-async.js';
import { failure } from './failure.js';

// Nobody knows before it has come what a result has.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Chained = any;

graft.python.exec(`
class Probed:
    def __init__(self): self.toJSON = lambda: "of Python"
    def hasAttribute(self, name): return "has " + name
    def asymmetricMatch(self, other): return other
def probed(): return Probed()
def missing(): return None
async def fetch(): return Probed()
async def each(): yield 1
`);
const main = graft.async(graft.loadSync<Chained>('python:__main__')) as Chained;
const direct = asyncOfDirect({
  ...createShop(),
  probed: () => ({ toJSON: () => 'of JavaScript', hasAttribute: (name: string) => `has ${name}` }),
  missing: () => null,
  fetch: () => Promise.resolve({ toJSON: () => 'of JavaScript' }),
  async *each() {
    yield await Promise.resolve(1);
  },
}) as Chained;

const unhandled = vi.fn();
beforeEach(() => {
  unhandled.mockClear();
  process.on('unhandledRejection', unhandled);
});
afterEach(() => {
  process.off('unhandledRejection', unhandled);
});

/** What anybody may do with a value without knowing what it is. */
const looks: readonly (readonly [string, (value: Chained) => unknown])[] = [
  ['JSON.stringify', (value) => JSON.stringify({ value, list: [value] })],
  [
    'util.format',
    (value) => format('%s %d %i %f %j %o %O %c', value, value, value, value, value, value, value, value),
  ],
  ['util.inspect', (value) => inspect(value, { showHidden: true, depth: 5, getters: true })],
  ['Array.from', (value) => Array.from(value)],
  ['a template', (value) => `${value}`],
  ['arithmetic', (value) => value + 1 - +value],
  ['a spread object', (value) => ({ ...value })],
  ['concat and flat', (value) => [value].concat(value).flat()],
  [
    'assert.deepEqual',
    (value) =>
      failure(() => {
        deepEqual(value, { a: 1 });
      }),
  ],
  [
    'expect().toBe',
    (value) =>
      failure(() => {
        expect(value).toBe(3);
      }),
  ],
  [
    'expect().toEqual',
    (value) =>
      failure(() => {
        expect(value).toEqual({ a: 1 });
      }),
  ],
  [
    'expect().not.toEqual',
    (value) => {
      expect({ a: 1 }).not.toEqual(value);
    },
  ],
  [
    'expect().toMatchObject',
    (value) =>
      failure(() => {
        expect({ a: value }).toMatchObject({ a: { b: 1 } });
      }),
  ],
  [
    'reading members',
    (value) => [
      value.nothing,
      value.nothing.more,
      value.length,
      value.nodeType === 1,
      value.tagName.toLowerCase,
    ],
  ],
];

describe.each([
  ['of Python', main],
  ['of JavaScript itself', direct],
])('a promise %s that is only looked at', (_, later: Chained) => {
  it.each(looks)('rejects nothing that nobody handles: %s', async (_name, look) => {
    for (const value of [
      later.probed(),
      later.missing(),
      later.fetch(),
      later.probed().anything,
      later.missing().any.thing,
    ]) {
      try {
        look(value);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
    }
    await later.missing();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(unhandled.mock.calls).toEqual([]);
  });

  it('has members with the names that are looked for, under another one', async () => {
    expect(later.probed().toJSON).toBeUndefined();
    expect(later.probed().anything.toJSON).toBeUndefined();
    expect(await later.probed().toJSON_()).toMatch(/^of /);
    expect(await later.fetch().toJSON_()).toMatch(/^of /);
    expect(await later.probed().hasAttribute_('x')).toBe('has x');
  });

  it('rejects all the same when a member is called or awaited', async () => {
    await expect(later.probed().nothing()).rejects.toThrow(/nothing/);
    await expect((async () => later.missing().any.thing())()).rejects.toThrow();
    const forgotten = later.probed().nothing();
    await vi.waitFor(() => {
      expect(unhandled).toHaveBeenCalledTimes(1);
    });
    await expect(forgotten).rejects.toThrow();
  });

  it('can be iterated over, if what it gives can', async () => {
    const items: unknown[] = [];
    for await (const item of later.each()) items.push(item);
    expect(items).toEqual([1]);
  });
});

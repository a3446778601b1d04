import { inspect } from 'node:util';
import { GraftError, graft } from 'graftwire';
import { describe, expect, it } from 'vitest';
import type { Anything, Words } from './anything.js';
import { fixture, py } from './anything.js';
import { failure } from './failure.js';
import { collected } from './garbage.js';

type Thing = Anything<Words<'Animal Dog Counted alive made name same speak make_many'>>;

const { Animal, same } = fixture('classes.py') as Thing;

graft.python.exec(`
class Counted:
    alive = 0
    most = 0
    def __init__(self, load=None):
        self.load = load
        Counted.alive += 1
        Counted.most = max(Counted.most, Counted.alive)
    def __del__(self):
        Counted.alive -= 1
    def itself(self):
        return self
`);
const { Counted } = graft.python.import('__main__') as unknown as Thing;
const alive = (): unknown => py('Counted.alive');

describe('an object of Python', () => {
  it('is the same object whenever it comes back', () => {
    const rex = new Animal('Rex');
    expect(py('rex', { rex })).toBe(rex);
    const [one, { two, three }] = py('[rex, {"two": rex, "three": [rex]}]', { rex }) as [
      unknown,
      { two: unknown; three: unknown[] },
    ];
    expect([one === rex, two === rex, three[0] === rex]).toEqual([true, true, true]);
    expect(py('[x is rex for x in xs]', { rex, xs: [rex, rex] })).toEqual([true, true]);
    expect((py('{1: rex}', { rex }) as Map<number, unknown>).get(1)).toBe(rex);
  });

  it('is the very object of Python as an argument, wherever in it it stands', () => {
    graft.python.exec('kept = object()');
    const kept = py('kept');
    expect(
      py('[v is kept, l[0] is kept, d["a"]["b"] is kept]', { v: kept, l: [kept], d: { a: { b: kept } } }),
    ).toEqual([true, true, true]);
    expect(same(kept, kept)).toBe(true);
  });

  it('is a key of a dict', () => {
    graft.python.exec('kept = object()');
    const kept = py('kept');
    expect(py('{kept: "as a key"}')).toEqual(new Map([[kept, 'as a key']]));
    expect(py('m[v]', { m: new Map([[kept, 'as a key']]), v: kept })).toBe('as a key');
  });

  it('that equals another is not that other', () => {
    expect(new Animal('Rex')).not.toBe(new Animal('Rex'));
    expect(py('[[], []]')).toEqual([[], []]);
    const [one, other] = py('[object(), object()]') as [object, object];
    expect(one).not.toBe(other);
  });

  it('may be a function, a class or a module; a coroutine is a promise', async () => {
    for (const expression of [
      'len',
      'int',
      '__import__("sys")',
      'lambda: 1',
      '[].append',
      '"".join',
      'print',
    ]) {
      graft.python.exec(`kept = ${expression}`);
      const kept = py('kept');
      expect(py('kept'), expression).toBe(kept);
      expect(py('v is kept', { v: kept }), expression).toBe(true);
    }
    expect((py('len') as (value: unknown) => unknown)([1, 2])).toBe(2);
    expect((py('len') as { name: string }).name).toBe('len');
    graft.python.exec('async def coroutine(): return "awaited"');
    expect(await py('coroutine()')).toBe('awaited');
  });

  it('cannot be cloned, sent to another thread or made into JSON: nothing becomes {}', () => {
    const rex = new Animal('Rex');
    expect(failure(() => structuredClone(rex))).toMatchObject({ name: 'DataCloneError' });
    expect(failure(() => structuredClone({ deep: [rex] }))).toMatchObject({ name: 'DataCloneError' });
    expect(failure(() => structuredClone(Animal))).toMatchObject({ name: 'DataCloneError' });
    const { port1, port2 } = new MessageChannel();
    expect(failure(() => port1.postMessage(rex))).toMatchObject({ name: 'DataCloneError' });
    port1.close();
    port2.close();
    for (const value of [rex, [rex], { deep: { rex } }]) {
      const error = failure(() => JSON.stringify(value));
      expect(error).toBeInstanceOf(GraftError);
      expect(error).toMatchObject({ code: 'unsupported-value' });
      expect(error.message).toContain('Animal');
    }
  });

  it('is shown as str() by String(), and as repr() by console.log', () => {
    const rex = new Animal('Rex');
    expect([String(rex), `${String(rex)}!`, rex.toString()]).toEqual(['Rex', 'Rex!', 'Rex']);
    expect(inspect(rex)).toBe('<Animal Rex>');
    expect(inspect({ deep: [rex] })).toBe('{ deep: [ <Animal Rex> ] }');
    expect(inspect(py('object()'))).toMatch(/^<object object at 0x[0-9a-f]+>$/);
  });

  it('whose repr() raises is shown nevertheless; what str() raises is thrown', () => {
    const broken = py('type("Broken", (), {"__repr__": lambda self: 1 / 0})()');
    expect(inspect(broken)).toMatch(/Broken.*ZeroDivisionError/);
    expect(failure(() => String(broken))).toMatchObject({ remote: { type: 'ZeroDivisionError' } });
    const lying = py('type("Lying", (), {"__repr__": lambda self: 1})()');
    expect(inspect(lying)).toMatch(/Lying.*TypeError/);
  });

  it('is no object any more when it has been released', () => {
    const rex = new Animal('Rex');
    graft.release(rex);
    for (const use of [() => rex.name, () => rex.speak(), () => String(rex), () => py('v', { v: rex })]) {
      const error = failure(use);
      expect(error).toBeInstanceOf(GraftError);
      expect(error).toMatchObject({ code: 'unknown-reference' });
    }
    expect(failure(() => graft.release(rex))).toMatchObject({ code: 'unknown-reference' });
    expect(failure(() => graft.release({}))).toMatchObject({ code: 'invalid-argument' });
  });

  it('ends in Python when it is released, and is another handle when it comes again', () => {
    const before = alive();
    const counted = new Counted();
    expect(alive()).toBe(Number(before) + 1);
    graft.release(counted);
    expect(alive()).toBe(before);
    graft.python.exec('kept = Counted()');
    const first = py('kept') as object;
    graft.release(first);
    const second = py('kept') as object;
    expect(second).not.toBe(first);
    expect(py('v is kept', { v: second })).toBe(true);
    graft.python.exec('del kept');
    graft.release(second);
    expect(alive()).toBe(before);
  });

  it('is released by Symbol.dispose', () => {
    const before = alive();
    new Counted()[Symbol.dispose]();
    expect(alive()).toBe(before);
  });
});

describe('handles that are dropped', () => {
  it('do not pile up in a long synchronous loop, and are all gone a turn of the event loop after a collection', async () => {
    const before = Number(alive());
    graft.python.exec('Counted.most = Counted.alive');
    for (let made = 0; made < 300_000; made++) void new Counted();
    const most = Number(py('Counted.most'));
    expect(most).toBeLessThan(200_000);
    expect(await collected(() => alive() === before)).toBe(true);
  });

  it('do not pile up where they are results, in lists', async () => {
    const before = Number(alive());
    graft.python.exec(
      'Counted.most = Counted.alive\ndef make_many(): return [Counted() for _ in range(100)]',
    );
    const { make_many } = graft.python.import('__main__') as unknown as Thing;
    for (let round = 0; round < 3000; round++) expect(make_many()).toHaveLength(100);
    expect(Number(py('Counted.most'))).toBeLessThan(200_000);
    expect(await collected(() => alive() === before)).toBe(true);
  });

  it('are not taken for dropped while something holds them', async () => {
    const held = Array.from({ length: 1000 }, (_, index) => new Counted(index));
    for (let made = 0; made < 100_000; made++) void new Counted();
    await collected(() => false);
    expect(held.map((one) => graft.get(one, 'load'))).toEqual(
      Array.from({ length: 1000 }, (_, index) => index),
    );
    expect(held.every((one) => py('v.itself()', { v: one }) === one)).toBe(true);
  }, 120_000);

  it('come back as new ones while Python keeps the object', async () => {
    graft.python.exec('kept = Counted("kept")');
    const reference = ((): WeakRef<object> => new WeakRef(py('kept') as object))();
    expect(await collected(() => reference.deref() === undefined)).toBe(true);
    expect(graft.get(py('kept') as object, 'load')).toBe('kept');
    graft.python.exec('del kept');
  });
});

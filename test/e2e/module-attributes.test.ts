import { inspect } from 'node:util';
import { graft } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from './failure.js';

interface Attributes {
  [name: string]: unknown;
  count: number;
  name: string;
  ratio: number;
  table: unknown;
  increase(by?: number): number;
  half(value: number): number;
  current_cut(): string;
  define(later: string, value: unknown): void;
}

const attributes = graft.loadSync<Attributes>('./fixtures/attributes.py', { from: import.meta.url });

describe('an attribute of a module', () => {
  it('is read where it is, each time', () => {
    const before = attributes.count;
    attributes.increase();
    expect(attributes.count).toBe(before + 1);
    attributes.increase(10);
    expect(attributes.count).toBe(before + 11);
  });

  it('is set where it is', () => {
    attributes.count = 100;
    expect(attributes.increase()).toBe(101);
    attributes.ratio = 0.25;
    expect(attributes.half(8)).toBe(2);
    attributes['cut'] = { a: [1, null], b: 'text' };
    expect(attributes.current_cut()).toBe("{'a': [1, None], 'b': 'text'}");
  });

  it('is a copy, not the value itself: changing it changes nothing in Python', () => {
    const table = attributes.table as { b: number; a: number[] };
    table.a.push(3);
    table.b = 9;
    expect(attributes.table).toEqual({ b: 1, a: [2] });
  });

  it('that cannot cross says so when it is read, and only then', () => {
    const error = failure(() => attributes['pair']);
    expect(error).toMatchObject({ code: 'unsupported-value', path: 'result' });
    expect(error.message).toContain('surrogate');
    expect(Object.keys(attributes)).toContain('pair');
  });

  it('that is defined later is there when the module is loaded again, which gives the functions as they were', () => {
    expect('defined_later' in attributes).toBe(false);
    attributes.define('defined_later', 42);
    const again = graft.loadSync<Attributes>('./fixtures/attributes.py', { from: import.meta.url });
    expect(again['defined_later']).toBe(42);
    expect(again.count).toBe(attributes.count);
  });

  it('is not there where its name begins with an underscore', () => {
    for (const name of ['_hidden', '__version__', '__name__', '__all_math__'])
      expect(name in attributes).toBe(false);
  });
});

describe('a module inside a module', () => {
  it('is a module object of its own', () => {
    const { math } = attributes as unknown as { math: { sqrt(x: number): number; pi: number } };
    expect(math.sqrt(9)).toBe(3);
    expect(math.pi).toBe(Math.PI);
    expect(math).toBe(graft.python.import('math'));
    expect((attributes['paths'] as { join(...parts: string[]): string }).join('a', 'b')).toBe('a/b');
  });
});

describe('a module object', () => {
  it('lists the public names in the order of the module, functions and attributes alike', () => {
    const names = Object.keys(attributes);
    expect(names.indexOf('count')).toBeLessThan(names.indexOf('increase'));
    expect(names).toEqual(expect.arrayContaining(['math', 'paths', 'count', 'table', 'factory', 'half']));
    for (const name of ['count', 'increase']) expect(name in attributes).toBe(true);
  });

  it('can be awaited and made into JSON although its module exports then and toJSON', async () => {
    const awaited = await graft.load<Attributes>('./fixtures/attributes.py', { from: import.meta.url });
    expect(typeof awaited.increase).toBe('function');
    expect(awaited['then']).toBeUndefined();
    expect((awaited['then_'] as () => string)()).toBe('a module that exports then');
    expect((awaited['toJSON_'] as () => string)()).toBe('a module that exports toJSON');
  });

  it('has what a module calls constructor or length as any other member', () => {
    expect((attributes['constructor'] as unknown as () => string)()).toBe('constructor');
    expect((attributes['length'] as () => number)()).toBe(3);
    expect('hasOwnProperty' in attributes).toBe(false);
  });

  it('is printed by its name and members, without calling Python for any of them', () => {
    const shown = inspect(attributes);
    expect(shown).toContain('Graft');
    expect(shown).toContain('attributes');
    expect(shown).toContain('increase');
    expect(String(Object.prototype.toString.call(attributes))).toBe('[object Graft]');
  });

  it('of a module of the standard library works without any description of it', () => {
    const statistics = graft.python.import('statistics') as unknown as Record<
      string,
      (values: number[]) => number
    >;
    expect(statistics['mean']!([1, 2, 3, 4])).toBe(2.5);
    expect(statistics['median']!([3, 1, 2])).toBe(2);
    const json = graft.python.import('json') as unknown as Record<string, (text: unknown) => unknown>;
    expect(json['loads']!('{"a": [1, 2.5, null, "x"]}')).toEqual({ a: [1, 2.5, null, 'x'] });
    const sys = graft.python.import('sys') as unknown as { version: string; maxsize: bigint };
    expect(sys.version).toMatch(/^3\./);
    expect(sys.maxsize).toBe(2n ** 63n - 1n);
  });
});

describe('graft.python', () => {
  it('keeps in __main__ what exec defines', () => {
    graft.python.exec('answer = 40\ndef more(by):\n    return answer + by');
    expect(graft.python.eval('more(2)')).toBe(42);
    expect(graft.python.eval('__name__')).toBe('__main__');
    graft.python.exec(`
      indented = 'as in a program'
      if True:
          indented += '!'
    `);
    expect(graft.python.eval('indented')).toBe('as in a program!');
  });

  it('shows given variables to one run only', () => {
    expect(graft.python.eval('x * y', { x: 6, y: 7 })).toBe(42);
    expect(
      graft.python.eval('[value for value in values if value > least]', { values: [1, 5, 3], least: 2 }),
    ).toEqual([5, 3]);
    expect(failure(() => graft.python.eval('least'))).toBeInstanceOf(ReferenceError);
    graft.python.exec('kept = given + 1', { given: 1 });
    expect(graft.python.eval('kept')).toBe(2);
    expect(failure(() => graft.python.eval('given'))).toBeInstanceOf(ReferenceError);
  });

  it('imports what can be imported, and says what cannot', () => {
    expect((graft.python.import('os.path') as { sep?: unknown }).sep).toBe('/');
    expect(failure(() => graft.python.import('no_such_module_anywhere'))).toMatchObject({
      code: 'module-not-found',
    });
    expect(failure(() => graft.python.import(''))).toMatchObject({ code: 'invalid-source' });
  });
});

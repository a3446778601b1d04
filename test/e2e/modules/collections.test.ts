import { graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const { ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple } = imported('collections');

describe('collections.Counter', () => {
  it('counts what JavaScript gives it', () => {
    const letters = new Counter('abracadabra');
    expect(letters.most_common(2)).toEqual([
      ['a', 5],
      ['b', 2],
    ]);
    expect([letters.at('a'), letters.at('z')]).toEqual([5, 0]);
    expect([letters.has('a'), letters.has('z'), letters.length]).toEqual([true, false, 5]);
    letters.update(['z', 'z']);
    letters.subtract({ a: 4 });
    expect([letters.at('z'), letters.at('a')]).toEqual([2, 1]);
    expect([...letters.elements()].join('')).toBe('abbrrcdzz');
    expect(letters.equals(new Counter('abbrrcdzz'))).toBe(true);
  });

  it('keeps its own get, which does not count what is missing', () => {
    expect(new Counter('aa').get('z')).toBeNull();
    expect(new Counter('aa').get('z', 'none')).toBe('none');
  });

  it('is set and deleted from like a Map', () => {
    const counter = new Counter({ x: 3 });
    counter.set('y', 1);
    expect(counter.delete('x')).toBe(true);
    expect(counter.delete('x')).toBe(true);
    expect([...counter.items()]).toEqual([['y', 1]]);
    expect(String(counter)).toBe("Counter({'y': 1})");
  });
});

describe('collections.OrderedDict', () => {
  it('keeps an order that can be changed', () => {
    const ordered = new OrderedDict([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    ordered.move_to_end('a');
    expect([...ordered]).toEqual(['b', 'c', 'a']);
    expect(ordered.popitem(false)).toEqual(['b', 2]);
    expect([...ordered.keys()]).toEqual(['c', 'a']);
    expect([...new OrderedDict({ x: 1, y: 2 }).values()]).toEqual([1, 2]);
  });
});

describe('collections.defaultdict', () => {
  it('makes what is missing by a function of JavaScript', () => {
    let made = 0;
    const table = new defaultdict(() => ++made * 10);
    expect([table.at('x'), table.at('y'), table.at('x')]).toEqual([10, 20, 10]);
    expect(made).toBe(2);
    expect(table.length).toBe(2);
    expect(table.get('not asked for')).toBeNull();
  });

  it('makes what is missing by a class of Python', () => {
    const table = new defaultdict(imported('builtins').set);
    expect(table.at('x')).toEqual(new Set());
    const nested = new defaultdict(Counter);
    nested.at('x').update('aab');
    expect(nested.at('x').at('a')).toBe(2);
  });

  it('lets an exception of the function through, as the very object', () => {
    const thrown = new Error('nothing to give');
    const table = new defaultdict(() => {
      throw thrown;
    });
    expect(failure(() => table.at('x'))).toBe(thrown);
    expect(table.length).toBe(0);
  });
});

describe('collections.namedtuple', () => {
  it('makes a class whose objects have names and an order', () => {
    const Point = namedtuple('Point', ['x', 'y'], kw({ defaults: [0] }));
    const point = new Point(3);
    expect([point.x, point.y]).toEqual([3, 0]);
    expect([...point]).toEqual([3, 0]);
    expect(point).toBeInstanceOf(Point);
    expect(String(point)).toBe('Point(x=3, y=0)');
    expect(graft.get(Point, '_fields')).toEqual(['x', 'y']);
    expect((graft.get(point, '_asdict') as () => unknown)()).toEqual({ x: 3, y: 0 });
    expect(failure(() => new Point())).toMatchObject({ name: 'TypeError' });
  });
});

describe('collections.deque', () => {
  it('is changed at both ends', () => {
    const queue = new deque([1, 2, 3], 3);
    queue.append(4);
    queue.appendleft(0);
    expect([...queue]).toEqual([0, 2, 3]);
    queue.rotate(1);
    expect([queue.at(0), queue.at(-1), queue.at(9), queue.maxlen]).toEqual([3, 2, undefined, 3]);
    expect([queue.pop(), queue.popleft(), queue.length]).toEqual([2, 3, 1]);
  });

  it('holds objects of JavaScript, and gives the very same', () => {
    class Job {}
    const job = new Job();
    const queue = new deque();
    queue.append(job);
    expect(queue.has(job)).toBe(true);
    expect(queue.has(new Job())).toBe(false);
    expect(queue.popleft()).toBe(job);
    expect(failure(() => queue.pop())).toMatchObject({ remote: { type: 'IndexError' } });
  });

  it('cannot be iterated over while it changes', () => {
    const queue = new deque([1, 2, 3]);
    const error = failure(() => {
      for (const item of queue) queue.append(item);
    });
    expect(error).toMatchObject({ message: 'deque mutated during iteration' });
  });
});

describe('collections.ChainMap', () => {
  it('looks in one after the other', () => {
    const chain = new ChainMap({ a: 1 }, { a: 2, b: 3 });
    expect([chain.at('a'), chain.get('b'), chain.get('c'), chain.length]).toEqual([1, 3, null, 2]);
    expect(chain.new_child({ b: 4 }).at('b')).toBe(4);
    expect([...chain.parents]).toEqual(['a', 'b']);
  });
});

import { it, expect } from 'vitest';
import { loopbackModule } from '../../src/graft/loopback.js';

class Acc { total = 0; #x = 1; constructor(public cur: string) {} add(n: number) { this.total += n; return this; } get double() { return this.total * 2; } static make(c: string) { return new Acc(c); } }
class Poor extends Error { balance: number; constructor(b: number) { super('poor ' + b); this.balance = b; } }
const exportsObject = {
  add: (a: number, b: number) => a + b,
  echo: (x: unknown) => x,
  Acc, Poor,
  RATE: 1.25,
  fail: () => { throw new Poor(5); },
  call: (f: (x: number) => unknown, n: number) => f(n),
  later: async (n: number) => n * 2,
  promised: () => Promise.resolve(7),
  * gen(n: number) { for (let i = 0; i < n; i++) yield i; },
  async * agen(n: number) { for (let i = 0; i < n; i++) yield i; },
};
const any = (x: unknown): any => x;
it('works', async () => {
  const m = any(loopbackModule(exportsObject, { name: 'first' }));
  expect(m.add(1, 2)).toBe(3);
  expect(m.echo({ a: [1, 'x'.repeat(100), 'é'.repeat(50), '\ud800'.repeat(40)], b: new Map([[1, 2]]), d: 1n << 80n })).toEqual({ a: [1, 'x'.repeat(100), 'é'.repeat(50), '\ud800'.repeat(40)], b: new Map([[1, 2]]), d: 1n << 80n });
  expect(m.echo('日本'.repeat(50000))).toBe('日本'.repeat(50000));
  expect(m.echo(new Float64Array([1, 2]))).toEqual(new Float64Array([1, 2]));
  const big = Array.from({ length: 100000 }, (_, i) => i);
  expect(m.echo(big)).toEqual(big);
  const a = new m.Acc('EUR');
  expect(a.add(3)).toBe(a);
  expect([a.total, a.double, a.cur]).toEqual([3, 6, 'EUR']);
  expect(m.echo(a)).toBe(a);
  expect(m.Acc.make('x')).toBeInstanceOf(m.Acc);
  expect(m.RATE).toBe(1.25);
  let e: any; try { m.fail(); } catch (x) { e = x; }
  expect(e).toBeInstanceOf(m.Poor);
  expect([e.message, e.balance, e.remote.type, e.name]).toEqual(['poor 5', 5, 'first.Poor', 'Error']);
  expect(e.stack).toContain('loopback-first.test.ts');
  expect(m.echo(e)).toBe(e);
  expect(m.call((x: number) => x + 1, 4)).toBe(5);
  const mine = new RangeError('mine');
  expect(() => m.call(() => { throw mine; }, 1)).toThrow(mine);
  const f = () => 1; expect(m.echo(f)).toBe(f);
  expect(await m.later(4)).toBe(8);
  expect(await m.promised()).toBe(7);
  expect([...m.gen(3)]).toEqual([0, 1, 2]);
  const got = []; for await (const x of m.agen(5)) got.push(x);
  expect(got).toEqual([0, 1, 2, 3, 4]);
  expect(await m.call(async (x: number) => x + 1, 4)).toBe(5);
});

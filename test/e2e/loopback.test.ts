import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { graft } from '../../src/graft/graft.js';
import { loopbackModule } from '../../src/graft/loopback.js';
import { kw } from '../../src/iip/keywords.js';
import type { UgmModule } from '../../src/model/ugm.js';
import { createShop } from './routes/loopback-shop.js';
import { collected } from './garbage.js';
import type { Anything, Words } from './anything.js';
import { failure } from './failure.js';

const source = createShop();
const shop = loopbackModule(source, { name: 'loop' }) as unknown as ReturnType<typeof createShop>;

describe('a module on loopback', () => {
  it('is the same Graft each time', () => {
    expect(loopbackModule(source, { name: 'loop' })).toBe(shop);
    expect(() => loopbackModule({}, { name: 'loop' })).toThrow('another module called loop');
  });

  it('has no JSON of what is held by reference, and says whose it is', () => {
    expect(() => JSON.stringify(new shop.Account('Ada'))).toThrow(
      'Account is an object of JavaScript, and no JSON',
    );
  });

  it('gets copies of values, and gives copies', () => {
    const items = [{ tags: ['a'] }];
    expect(shop.addTag(items)).toEqual([{ tags: ['a', 'added'] }]);
    expect(items).toEqual([{ tags: ['a'] }]);
    const { config } = shop;
    config.depth = 7;
    expect([shop.config.depth, source.config.depth]).toEqual([1, 1]);
  });

  it('shares the memory of typed arrays, as Python does', () => {
    const samples = new Float64Array([1, 2]);
    shop.double(samples);
    expect(samples).toEqual(new Float64Array([2, 4]));
    const { buffer } = shop;
    buffer[0] = 9;
    expect(source.buffer[0]).toBe(9);
    expect(shop.buffer).toBe(buffer);
    expect(shop.part()).toEqual(new Int16Array([2, 3]));
  });

  it('carries what is larger than its record, there and back, also while it calls back', () => {
    const large = 'ü€'.repeat(100_000);
    expect(shop.echo(large)).toBe(large);
    expect(shop.call(() => large)).toBe(large);
    expect(shop.call((text: unknown) => shop.echo([text, large]), large)).toEqual([large, large]);
    expect(shop.call(() => shop.call(() => shop.call(() => shop.echo(large))))).toBe(large);
  });

  it('calls from getters of arguments', () => {
    const given = {
      first: 1,
      get second() {
        return shop.echo('x'.repeat(100_000)).length;
      },
      third: 3,
    };
    expect(shop.echo(given)).toEqual({ first: 1, second: 100_000, third: 3 });
  });

  it('calls a listener while arguments are being written', () => {
    const heard: unknown[] = [];
    shop.listen((value: unknown) => heard.push(value));
    const given = {
      first: 'y'.repeat(40),
      get second() {
        // Not through the Graft: the module itself calls what it was given.
        source.emit('z'.repeat(50_000));
        return 2;
      },
    };
    expect(shop.echo(given)).toEqual({ first: 'y'.repeat(40), second: 2 });
    expect(heard).toEqual(['z'.repeat(50_000)]);
  });

  it('keeps objects with methods as they are, not as values', () => {
    const counter = shop.createCounter();
    counter.increment();
    expect([counter.increment(), counter.count]).toEqual([2, 2]);
    expect(shop.echo(counter)).toBe(counter);
  });

  it('uses what the caller has: objects, iterables, promises, classes', async () => {
    class Basket {
      items = ['a', 'b'];
      get size() {
        return this.items.length;
      }
      add(item: string) {
        this.items.push(item);
        return this;
      }
      *[Symbol.iterator]() {
        yield* this.items;
      }
    }
    const basket = new Basket();
    expect(shop.use(basket)).toBe(basket);
    expect(basket.items).toEqual(['a', 'b', 'used', '3']);
    expect(shop.spread(basket)).toEqual(['a', 'b', 'used', '3']);
    expect(() => shop.spread({ ...basket, items: Basket })).toThrow(TypeError);
    expect((shop.construct(Basket) as Basket).items).toEqual(['a', 'b']);
    expect(await shop.awaited(Promise.resolve(basket))).toBe(basket);
    const reason = new RangeError('rejected');
    await expect(shop.awaited(Promise.reject(reason))).rejects.toBe(reason);
  });

  it('takes no promise for an item', () => {
    expect(() => [...(shop.promising() as unknown as Iterable<unknown>)]).toThrow(TypeError);
  });

  it('throws what the module throws: errors of its classes, and values', () => {
    const error = failure(() => shop.fail('poor'));
    expect(error).toBeInstanceOf(shop.Poor);
    expect(error).toMatchObject({
      message: 'poor',
      balance: 3,
      details: { tried: [1, 2] },
      remote: { runtime: 'node', type: 'loop.Poor', mro: ['loop.Poor', 'Error'] },
    });
    expect(thrown(() => shop.fail('text'))).toBe('just text');
    expect(thrown(() => shop.fail('object'))).toEqual({ reason: 'object' });
    const group = failure(() => shop.fail('group')) as AggregateError;
    expect(group.errors.map(String)).toEqual(['TypeError: one', 'Error: two']);
    expect(error.stack).toMatch(/fail.*loopback-shop[^]*loopback\.test/);
    const { remote } = error as Error & { readonly remote: { readonly traceback: readonly unknown[] } };
    expect(remote.traceback).toHaveLength(1);
  });

  it('sets what can be set, and says what cannot', async () => {
    shop.setting = 5;
    expect(source.setting).toBe(5);
    const account = new shop.Account('ann');
    account.owner = 'bob';
    expect(account.owner).toBe('bob');
    expect(() => Object.assign(account, { fixed: 1 })).toThrow(TypeError);
    const namespace = (await import('./routes/program.mjs')) as object;
    const frozen = loopbackModule(Object.freeze({ limit: 1, namespace }), { name: 'frozen' }) as unknown as {
      limit: number;
      namespace: object;
    };
    expect(() => (frozen.limit = 2)).toThrow(/read only/);
    expect(Object.keys(frozen.namespace)).toEqual(['program']);
  });

  it('takes keyword arguments as one object where a function takes options', () => {
    expect(shop.order('pen', kw({ quantity: 2 }) as object)).toEqual({ item: 'pen', quantity: 2 });
    const error = failure(() => (shop.echo as (...args: unknown[]) => unknown)(1, kw({ a: 1 })));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/no keyword arguments \(a\) there. Give its arguments/);
  });

  it('offers nothing that its exports have not', () => {
    expect('constructor' in shop).toBe(false);
    expect(() => graft.get(new shop.Account('x'), 'constructor')).toThrow('no member');
    expect(() => graft.get(new shop.Account('x'), '__proto__')).toThrow('no member');
  });
});

describe('a module on loopback that has a model', () => {
  const model = {
    ...(graft.model(shop) as UgmModule),
    name: 'checked',
    functions: (graft.model(shop) as UgmModule).functions
      .filter(({ name }) => name === 'add')
      .map((add) => ({
        ...add,
        parameters: add.parameters.map((parameter) => ({
          ...parameter,
          type: { kind: 'number' as const },
          annotation: 'number',
        })),
      })),
  };
  let calls = 0;
  const exports = {
    ...source,
    // One of its own: a class is known by the first module that has it.
    Account: class Account {
      owner: string;

      constructor(owner: string) {
        this.owner = owner;
      }
    },
    add: (a: number, b: number): number => {
      calls += 1;
      return a + b;
    },
  };
  const checked = loopbackModule(exports, { name: 'checked', model }) as unknown as Anything<
    Words<'add echo Account'>
  >;

  it('refuses what contradicts it before anything runs', async () => {
    expect(checked.add(1, 2)).toBe(3);
    calls = 0;
    expect(failure(() => checked.add(1, 'two'))).toMatchObject({
      code: 'invalid-argument',
      path: 'args[1]',
      message: 'args[1]: checked:add takes a number here, not "two". Give a number.',
    });
    expect(failure(() => checked.add(1))).toMatchObject({ code: 'invalid-argument', path: 'args[1]' });
    const later = graft.async(checked as unknown as typeof shop);
    await expect(later.add(1, [] as never)).rejects.toMatchObject({ path: 'args[1]' });
    expect(failure(() => new checked.Account())).toMatchObject({ code: 'invalid-argument', path: 'args[0]' });
    expect(calls).toBe(0);
  });

  it('takes more arguments than it has a use for, as JavaScript calls back with them', () => {
    expect(checked.add(1, 2, 3)).toBe(3);
  });

  it('offers only what the model has', () => {
    expect('echo' in checked).toBe(false);
    expect('add' in checked).toBe(true);
  });
});

describe('what graft does', () => {
  it('is done on the lane that something is of', async () => {
    const account = new shop.Account('ann');
    expect(await graft.async(shop).add(1, 2)).toBe(3);
    expect(await graft.async(account).describe('!')).toBe('ann!');
    expect(graft.get(account, 'owner')).toBe('ann');
    expect(graft.dir(account)).toContain('describe');
    expect(textOf(account)).toBe('[object Object]');
    expect(graft.model(shop)).toMatchObject({ runtime: 'nodejs', name: 'loop' });
    expect(graft.help(shop.add)).toBe('def add(a, b, /)');
    graft.release(account);
    expect(() => account.owner).toThrow('released');
  });

  it('makes one frame of a chain, and tells which step has failed', async () => {
    const later = graft.async(shop) as unknown as Anything<
      Words<'open openLater rename describe owner broken catch'>
    >;
    expect(await asPromise(later.open('ann').rename('bob').describe('?'))).toBe('bob?');
    expect(await asPromise(later.openLater('ann').rename('cat').owner)).toBe('cat');
    const failed: unknown = await asPromise(later.open('ann').rename('x').broken().describe('')).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ message: 'broken', step: { index: 2, name: 'broken' } });
  });

  it('ends calls: late ones, cancelled ones, and does not wait for others', async () => {
    expect(() => graft.with(shop, { timeoutMs: 1 }).spin(20)).toThrow(
      expect.objectContaining({ code: 'timeout' }),
    );
    await expect(graft.with(graft.async(shop), { timeoutMs: 5 }).forever()).rejects.toMatchObject({
      code: 'timeout',
    });
    const controller = new AbortController();
    const waiting = graft.with(graft.async(shop), { signal: controller.signal }).forever();
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await graft.with(graft.async(shop), { oneway: true }).add(1, 2);
    expect(await shop.echoLater('still there')).toBe('still there');
  });

  it('lets go of what nobody has: on both sides', async () => {
    const held = holdAndTake();
    const callback = makeListener();
    source.drop();
    const isGone = (): boolean => {
      shop.echo(0);
      return held.deref() === undefined && callback.deref() === undefined;
    };
    expect(await collected(isGone)).toBe(true);
  });
});

function textOf(value: unknown): string {
  return String(value);
}

function asPromise(value: unknown): Promise<unknown> {
  return value as Promise<unknown>;
}

function thrown(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

function holdAndTake(): WeakRef<object> {
  const held = new WeakRef(source.createHeld());
  expect(shop.takeHeld()).toBeInstanceOf(shop.Account);
  return held;
}

function makeListener(): WeakRef<object> {
  const listener = (): void => undefined;
  shop.call(listener);
  return new WeakRef(listener);
}

type Python = Anything<Words<'Account Overdrawn prototype deposit echo add apply failWith'>>;

describe('beside Python in one process', () => {
  const python = graft.loadSync(
    fileURLToPath(new URL('routes/shop.py', import.meta.url)),
  ) as unknown as Python;

  it('takes no object of one lane for one of the other, which may have the same number', () => {
    const here = new shop.Account('here');
    const there = new python.Account('there');
    expect(python.echo(here)).toBe(here);
    expect(shop.echo(there)).toBe(there);
    expect(python.apply((account: { owner: string }) => account.owner, here)).toBe('here');
    expect(shop.ownerOf(there as unknown as { owner: string })).toBe('there');
    const { prototype } = shop.Account;
    expect(() => prototype.describe.call(there as never, '')).toThrow(/released, or is not of this lane/);
    expect(() => (python.Account.prototype.deposit as unknown as () => void).call(here)).toThrow();
    expect(textOf(here)).toBe('[object Object]');
    expect(textOf(there)).toMatch(/shop.Account object at/);
    expect(python.echo(shop.add)(1, 2)).toBe(3);
    expect(shop.echo(python.add)(1, 2)).toBe(3);
  });

  it('brings errors of one through the other as what they are', () => {
    const own = failure(() => python.failWith('overdrawn'));
    expect(failure(() => shop.call(() => python.echo(python.failWith('overdrawn'))))).toBeInstanceOf(
      python.Overdrawn,
    );
    expect(
      failure(() =>
        shop.call(() => {
          throw own;
        }),
      ),
    ).toBe(own);
    expect(failure(() => python.apply(() => shop.fail('poor'), null))).toBeInstanceOf(shop.Poor);
  });
});

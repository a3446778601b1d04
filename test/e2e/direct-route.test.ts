import { createRequire } from 'node:module';
import { GraftConfig, GraftError, graft } from 'graftwire';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Project } from './project.js';

const project = new Project(
  {
    'package.json': '{"type":"module"}',
    'shop.mjs': `
    export function add(a, b) { return a + b; }
    export const later = async (value) => value;
    export const sort = (items) => items.sort();
    export const never = () => new Promise(() => undefined);
    export class Box {
      #n;
      constructor(n) { this.#n = n; }
      get() { return this.#n; }
      inner() { return new Box(this.#n + 1); }
    }
    export const fail = async () => { throw new RangeError('no'); };
  `,
    'table.cjs': `module.exports = { rows: () => [1], nested: { deep: () => 2 } };`,
    'waits.mjs': `await new Promise(setImmediate); export const ready = () => true;`,
    'hijacks.mjs': `export function then(resolve) { resolve('hijacked'); } export const own = 1; export const toJSON = 2;`,
    'stats.py': 'def mean(values): return sum(values) / len(values)\n',
  },
  afterAll,
);

interface Box {
  get(): number;
  inner(): Box;
}

interface Shop {
  readonly add: (a: number, b: number) => number;
  later(value: number): Promise<number>;
  sort(items: number[]): number[];
  never(): Promise<never>;
  fail(): Promise<never>;
  Box: new (n: number) => Box;
}
const from = project.path('main.mjs');
const load = <T extends object = Shop>(name: string): T => graft.loadSync<T>(`./${name}`, { from });

describe('a module of JavaScript that graft.load gives', () => {
  it('is the module itself, whose functions are its own', async () => {
    // Not import(), of which the test runner makes modules of its own.
    const own = createRequire(from)('./shop.mjs') as Shop;
    const shop = await graft.load<Shop>('./shop.mjs', { from });
    expect(shop.add).toBe(own.add);
    expect(load('shop.mjs')).toBe(shop);
    expect(load<{ rows(): number[] }>('table.cjs').rows()).toEqual([1]);
  });

  it('is a package of npm, or a module of Node', () => {
    expect(graft.loadSync<{ sep: string }>('node:path').sep).toBe('/');
    expect(graft.loadSync<{ Command: unknown }>('npm:commander').Command).toBeTypeOf('function');
  });

  it('that has top-level await is awaited once, and is there at once from then on', async () => {
    expect(() => load('waits.mjs')).toThrowError(
      expect.objectContaining({
        code: 'invalid-source',
        remedy: expect.stringContaining('await graft.load') as string,
      }) as Error,
    );
    const waits = await graft.load<{ ready(): boolean }>('./waits.mjs', { from });
    expect(waits.ready()).toBe(true);
    expect(load('waits.mjs')).toBe(waits);
  });

  it('is named once where it is missing', () => {
    const { message } = failure(() => load('nothing.mjs')) as Error;
    expect(message).toContain(`There is no file ${project.path('nothing.mjs')}.`);
    expect(message.split('nothing.mjs')).toHaveLength(2);
  });

  it('that exports then hijacks no await', async () => {
    const hijacks = await graft.load<Record<string, unknown>>('./hijacks.mjs', { from });
    expect(Object.keys(hijacks).sort()).toEqual(['own', 'then_', 'toJSON_']);
  });

  it.each([
    ['./nothing.mjs', 'module-not-found', /relative to the working directory/],
    ['npm:no-such-package-anywhere', 'module-not-found', /npm install/],
    ['node:nothing', 'module-not-found', /module of Node/],
    ['npm:', 'invalid-source', /npm:<name>/],
    ['shop', 'invalid-source', /npm:shop/],
    ['ftp://shop', 'invalid-source', /npm:package/],
  ])('is told to be missing, or misspelt: %s', (source, code, remedy) => {
    const error = failure(() => graft.loadSync(source, { from }));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code, remedy: expect.stringMatching(remedy) as string });
  });
});

describe('calls on the direct route', () => {
  it('are asynchronous by graft.async, with the members of what they give', async () => {
    const later = graft.async(load('shop.mjs'));
    let isOver = false;
    const sum = later.add(1, 2);
    void sum.then(() => (isOver = true));
    expect(isOver).toBe(false);
    expect(await sum).toBe(3);
    expect(await new later.Box(1).inner().inner().get()).toBe(3);
    expect(await graft.async(load('shop.mjs').add)(2, 2)).toBe(4);
    await expect(later.fail()).rejects.toThrow(RangeError);
    await expect((later.add(1, 2) as unknown as { nothing(): Promise<unknown> }).nothing()).rejects.toThrow(
      'nothing is not a function',
    );
  });

  it('have limits where they give promises', async () => {
    const shop = load('shop.mjs');
    await expect(graft.with(shop, { timeoutMs: 20 }).never()).rejects.toMatchObject({ code: 'timeout' });
    const controller = new AbortController();
    const waiting = graft.with(shop, { signal: controller.signal }).never();
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(() => graft.with(shop, { signal: controller.signal }).add(1, 2)).toThrow('enough');
    expect(await graft.with(shop, { timeoutMs: 60_000 }).later(5)).toBe(5);
    expect(graft.with(shop, { timeoutMs: 60_000 }).add(1, 2)).toBe(3);
    expect(await graft.with(shop, { oneway: true }).fail()).toBeUndefined();
  });

  it('are no calls of values', () => {
    for (const value of [{}, [], 3, 'text', null]) {
      expect(() => graft.async(value as object)).toThrowError(/nothing that can be called/);
      expect(() => graft.with(value as object, {})).toThrowError(/nothing that can be called/);
    }
  });
});

describe('the configuration of a module that is loaded', () => {
  afterEach(() => {
    GraftConfig.setConfig('name=graft.npm.shop;host=inMemory;strict=false');
    GraftConfig.setConfig('name=graft.pypi.stats;host=inMemory');
    graft.reload();
  });

  it('makes it strict', () => {
    const plain = load('shop.mjs');
    const items = [2, 1];
    plain.sort(items);
    expect(items).toEqual([1, 2]);
    GraftConfig.setConfig('name=graft.npm.shop;strict=true');
    expect(load('shop.mjs')).toBe(plain);
    graft.reload();
    const strict = load('shop.mjs');
    const kept = [2, 1];
    expect(strict.sort(kept)).toEqual([1, 2]);
    expect(kept).toEqual([2, 1]);
    expect(load('shop.mjs')).toBe(strict);
  });

  it('puts it where this version cannot reach it yet', () => {
    GraftConfig.setConfig({ name: 'graft.pypi.stats', host: 'tcp://pricing:7420' });
    graft.reload();
    expect(failure(() => load('stats.py'))).toMatchObject({
      code: 'unimplemented',
      path: 'GraftConfig.setConfig host',
    });
    GraftConfig.setConfig({ name: 'graft.pypi.stats', plugin: 'graft-nats' });
    graft.reload();
    expect(failure(() => load('stats.py'))).toMatchObject({
      code: 'unimplemented',
      path: 'GraftConfig.setConfig plugin',
    });
  });

  it('replaces it by a module of another runtime, or of another place', () => {
    GraftConfig.setConfig(`name=graft.npm.shop;runtime=python;modules=${project.path('stats.py')}`);
    graft.reload();
    const stats = graft.loadSync<{ mean(values: number[]): number }>('./shop.mjs', { from });
    expect(stats.mean([1, 3])).toBe(2);
  });

  it('contradicts itself', () => {
    GraftConfig.setConfig('name=graft.npm.shop;runtime=python');
    graft.reload();
    expect(failure(() => load('shop.mjs'))).toMatchObject({
      code: 'invalid-configuration',
      path: 'GraftConfig.setConfig:1 runtime',
    });
    GraftConfig.setConfig('name=graft.npm.shop;modules=./a.js,./b.js');
    graft.reload();
    expect(failure(() => load('shop.mjs'))).toMatchObject({
      code: 'invalid-configuration',
      path: 'GraftConfig.setConfig:1 modules',
    });
  });

  it('limits its calls', () => {
    GraftConfig.setConfig('name=graft.pypi.time;timeoutMs=30');
    const time = graft.loadSync<{ sleep(seconds: number): void }>('python:time');
    expect(failure(() => time.sleep(60))).toMatchObject({ code: 'timeout' });
    GraftConfig.setConfig('name=graft.pypi.time;host=inMemory');
  });
});

function failure(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

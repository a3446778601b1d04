import { describe, expect, it } from 'vitest';
import { analyzed } from './analyzed.js';

describe('what a module exports', () => {
  it('is found through re-exports, under the names that it is exported by', async () => {
    const { model } = await analyzed(
      `export { area as size } from './shapes.js'; export * from './shapes.js';`,
      'module.ts',
      {
        'shapes.ts': `export function area(side: number): number { return side; }
        interface Hidden { x: number } export function hidden(): Hidden { return { x: 1 }; }`,
      },
    );
    expect(model.functions.map(({ name }) => name)).toEqual(['size', 'area', 'hidden']);
    expect(model.records.map(({ name }) => name)).toEqual(['Hidden']);
  });

  it('by default has the name that it is declared with', async () => {
    const { model } = await analyzed(`export default function main(): void {}\nexport const other = 1;`);
    expect(model.defaultExport).toBe('main');
    expect(model.functions.map(({ name }) => name)).toEqual(['main']);
  });

  it('by default is called default where it has no name', async () => {
    const { model } = await analyzed(`export default (a: number): number => a;`);
    expect(model.defaultExport).toBe('default');
    expect(model.functions.map(({ name }) => name)).toEqual(['default']);
  });

  it('is what CommonJS assigns to module.exports', async () => {
    const { model } = await analyzed(
      `/** @param {number} a */ function twice(a) { return 2 * a; }\nmodule.exports = { twice, RATE: 2 };`,
      'module.cjs',
    );
    expect(model.functions.map(({ name, returns }) => [name, returns])).toEqual([
      ['twice', { kind: 'number' }],
    ]);
    expect(model.attributes.map(({ name }) => name)).toEqual(['RATE']);
  });

  it('stands in the declarations beside a file of JavaScript', async () => {
    const { model } = await analyzed(`export function f(a) {}`, 'module.js', {
      'module.d.ts': `export declare function f(a: string): void;`,
    });
    expect(model.functions[0]?.parameters[0]?.type).toEqual({ kind: 'string' });
  });

  it('of a class under a second name is the same class', async () => {
    const { model } = await analyzed(`export class A {}\nexport { A as B };`);
    expect(model.classes.map(({ name }) => name)).toEqual(['A']);
    expect(model.attributes[0]).toMatchObject({
      name: 'B',
      type: { kind: 'class', of: { kind: 'ref', name: 'A' } },
    });
  });

  it('leaves out what is private, internal or begins with an underscore', async () => {
    const { model } = await analyzed(`
      export function _secret(): void {}
      /** @internal */ export function inner(): void {}
      export class A { private a = 1; protected b = 2; #c = this.a + this.b; _d = this.#c; e = 5; }
    `);
    expect(model.functions).toEqual([]);
    expect(model.classes[0]?.attributes.map(({ name }) => name)).toEqual(['e']);
  });

  it('that is a constant with a class as its type is that class', async () => {
    const { model } = await analyzed(`
      export interface Point { x: number; move(by: number): Point }
      export const Point: { new (x: number): Point; readonly origin: Point; of(x: number): Point } = null!;
    `);
    expect(model.classes).toHaveLength(1);
    expect(model.classes[0]).toMatchObject({
      name: 'Point',
      constructor: { parameters: [{ name: 'x' }] },
      methods: [{ name: 'move' }],
      staticMethods: [{ name: 'of' }],
    });
    expect(model.classes[0]?.typeOnly).toBeUndefined();
  });
});

describe('a function', () => {
  it('has all ways to call it, and the parameters of its implementation', async () => {
    const { model } = await analyzed(`
      export function f(a: string): string;
      export function f(a: number, b?: boolean): number;
      export function f(a: unknown, b = true): any { return [a, b]; }
    `);
    const [f] = model.functions;
    expect(f?.overloads?.map(({ parameters, returns }) => [parameters.length, returns?.kind])).toEqual([
      [1, 'string'],
      [2, 'number'],
    ]);
    expect(f?.parameters[1]).toMatchObject({ name: 'b', default: { text: 'true', value: true } });
  });

  it('is asynchronous or a generator by what it gives', async () => {
    const { model } = await analyzed(`
      export const a = (): Promise<number> => Promise.resolve(1);
      export function* b(): Generator<string> {}
      export async function* c(): AsyncGenerator<Date> {}
      export function d(): number[] { return []; }
    `);
    expect(
      model.functions.map(({ name, async, generator, returns }) => [name, async, generator, returns?.kind]),
    ).toEqual([
      ['a', true, false, 'number'],
      ['b', false, true, 'string'],
      ['c', true, true, 'datetime'],
      ['d', false, false, 'list'],
    ]);
  });

  it('requires what stands before something required', async () => {
    const { model } = await analyzed(`export function f(a = 1, b: string): void { void [a, b]; }`);
    expect(model.functions[0]?.parameters).toEqual([
      { name: 'a', kind: 'positional-only', type: { kind: 'optional', of: { kind: 'number' } } },
      { name: 'b', kind: 'positional-only', type: { kind: 'string' }, annotation: 'string' },
    ]);
  });
});

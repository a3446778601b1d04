import { describe, expect, it } from 'vitest';
import type { UgmType } from '../../../../src/model/ugm.js';
import { analyzed } from './analyzed.js';

/** The types of the fields of one interface, by their names. */
async function typesOf(fields: string, before = ''): Promise<Readonly<Record<string, UgmType | undefined>>> {
  const { model } = await analyzed(`${before}\nexport interface Given<T = string> { ${fields} }`);
  const record = model.records.find(({ name }) => name === 'Given');
  return Object.fromEntries((record?.fields ?? []).map(({ name, type }) => [name, type]));
}

const number: UgmType = { kind: 'number' };
const string: UgmType = { kind: 'string' };

describe('a type of TypeScript', () => {
  it('is what crosses for it', async () => {
    const types = await typesOf(`
      a: number; b: bigint; c: Date; d: Uint8Array; e: Buffer; f: Float64Array; g: ArrayBuffer; h: URL; i: symbol;
      j: object; k: void; l: never; m: Map<string, number>; n: Set<number>; o: readonly number[]; p: Iterable<number>;
      q: Promise<number>; r: \`a\${string}\`; s: Record<string, number>; t: Function; u: AsyncGenerator<number>;
    `);
    expect(types).toEqual({
      a: number,
      b: { kind: 'bigint' },
      c: { kind: 'datetime' },
      d: { kind: 'bytes' },
      e: { kind: 'bytes' },
      f: { kind: 'array', dtype: 'float64' },
      g: { kind: 'array' },
      h: string,
      i: { kind: 'symbol' },
      j: { kind: 'object' },
      k: { kind: 'none' },
      l: { kind: 'never' },
      m: { kind: 'map', key: string, value: number },
      n: { kind: 'set', of: number },
      o: { kind: 'list', of: number },
      p: { kind: 'iterable', of: number },
      q: { kind: 'awaitable', of: number },
      r: string,
      s: { kind: 'map', key: string, value: number },
      t: { kind: 'callback' },
      u: { kind: 'asyncIterator', of: number },
    });
  });

  it('keeps the order in which a union is written', async () => {
    const { a, b } = await typesOf(
      `a: 'z' | 'a' | 3 | null; b: string | number | undefined`,
      `export const first: 'a' | 'z' = 'a';`,
    );
    expect(a).toEqual({ kind: 'optional', of: { kind: 'literal', values: ['z', 'a', 3] } });
    expect(b).toEqual({ kind: 'optional', of: { kind: 'union', of: [string, number] } });
  });

  it('is worked out where it is mapped, indexed or conditional', async () => {
    const types = await typesOf(
      `a: Partial<Point>; b: Point['x']; c: keyof Point; d: ReturnType<typeof make>; e: Omit<Point, 'x'>; f: Flip<Point>`,
      `interface Point { x: number; y?: string }
       declare function make(): number[];
       type Flip<T> = { [K in keyof T]-?: T[K] extends string | undefined ? boolean : T[K] };`,
    );
    expect(types).toEqual({
      a: {
        kind: 'shape',
        fields: [
          { name: 'x', type: number, optional: true },
          { name: 'y', type: string, optional: true },
        ],
      },
      b: number,
      c: { kind: 'literal', values: ['x', 'y'] },
      d: { kind: 'list', of: number },
      e: { kind: 'shape', fields: [{ name: 'y', type: string, optional: true }] },
      f: {
        kind: 'shape',
        fields: [
          { name: 'x', type: number },
          { name: 'y', type: { kind: 'bool' } },
        ],
      },
    });
  });

  it('ends where it contains itself', async () => {
    const { model } = await analyzed(`
      export type Json = string | number | Json[] | { [key: string]: Json };
      export interface Tree { value: number; children: Tree[] }
      export type Deep<T> = { [K in keyof T]: Deep<T[K]> };
      export function deep(tree: Deep<Tree>): Json { return [tree.value as number]; }
    `);
    expect(model.aliases.find(({ name }) => name === 'Json')?.type).toEqual({
      kind: 'union',
      of: [
        string,
        number,
        { kind: 'list', of: { kind: 'ref', name: 'Json' } },
        { kind: 'map', key: string, value: { kind: 'ref', name: 'Json' } },
      ],
    });
    expect(JSON.stringify(model).length).toBeLessThan(20_000);
  });

  it('that a model cannot say is any, and is listed', async () => {
    const { model, losses, coverage } = await analyzed(`
      export function pick<T, K extends keyof T>(from: T, key: K): T[K] { return from[key]; }
    `);
    expect(model.functions[0]?.returns).toBeUndefined();
    expect(model.functions[0]?.returnAnnotation).toBe('T[K]');
    expect(losses).toEqual([{ path: 'pick() returns', reason: 'The type T[K] depends on type parameters.' }]);
    expect(coverage).toEqual({ public: 3, typed: 2 });
  });

  it('of a class between type parameters is bound where the class extends', async () => {
    const { model } = await analyzed(`
      export class Box<T> { constructor(readonly value: T) {} map<R>(by: (value: T) => R): R { return by(this.value); } self(): this { return this; } }
      export class Words extends Box<string[]> { static of(): Words { return new Words([]); } }
    `);
    const words = model.classes.find(({ name }) => name === 'Words');
    expect(words?.bases).toEqual(['module:Box']);
    expect(words?.attributes[0]).toMatchObject({
      name: 'value',
      type: { kind: 'list', of: string },
      inheritedFrom: 'module:Box',
    });
    const [map, self] = words?.methods ?? [];
    expect(map).toMatchObject({
      parameters: [
        {
          type: {
            kind: 'callback',
            parameters: [{ type: { kind: 'list', of: string } }],
            returns: { kind: 'var', name: 'R' },
          },
        },
      ],
    });
    expect(self?.returns).toEqual({ kind: 'self' });
  });
});

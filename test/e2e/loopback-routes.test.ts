import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { graft } from '../../src/graft/graft.js';
import { loopbackModule } from '../../src/graft/loopback.js';
import * as shop from './routes/shop.mjs';
import { program } from './routes/program.mjs';

async function output(module: object): Promise<string> {
  const lines: string[] = [];
  await program(module as Record<string, unknown>, (line) => lines.push(line));
  return lines.join('\n');
}

/** A copy of the module of its own, with no state of another run. */
async function fresh(run: string): Promise<object> {
  const url = new URL(`routes/shop.mjs?${run}`, import.meta.url);
  return (await import(/* @vite-ignore */ url.href)) as object;
}

describe('the same program', () => {
  it('prints the same with the module itself, on loopback and in Python', async () => {
    const direct = await output(await fresh('direct'));
    const loopback = await output(loopbackModule(await fresh('loopback'), { name: 'shop' }));
    const local = await output(await graft.load(fileURLToPath(new URL('routes/shop.py', import.meta.url))));
    expect(direct.split('\n').length).toBeGreaterThan(100);
    expect(loopback).toBe(direct);
    expect(local).toBe(direct);
  });

  it('is one that sees a difference', async () => {
    const other = { ...shop, add: (a: number, b: number) => a + b + 1 };
    expect(await output(loopbackModule(other, { name: 'other' }))).not.toBe(
      await output(await fresh('again')),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { exportNames } from '../../../src/register/export-names.js';
import { moduleSource } from '../../../src/register/module-source.js';
import type { ModuleSource } from '../../../src/register/module-source.js';

const members: Record<string, unknown> = {
  mean: 1,
  default: 2,
  delete: 3,
  'a-b': 4,
  "it's": 5,
  größe: 6,
  $0: 7,
  importPython: 8,
};

const source: ModuleSource = {
  prologue: 'const { importPython } = globalThis.importingTest;',
  file: '"/stats.py"',
  members: Object.keys(members),
};

/** Runs the text as the module that it is. */
async function run(text: string): Promise<Record<string, unknown>> {
  const url = `data:text/javascript,${encodeURIComponent(text)}`;
  return { ...((await import(/* @vite-ignore */ url)) as object) };
}

function importingTest(...args: unknown[]): void {
  const [file, bind, stamp] = args as [
    string,
    (module: object, read: (name: string) => unknown) => void,
    string?,
  ];
  bind({ file, stamp }, (name) => members[name]);
}

describe('the text of a module that stands for one of Python', () => {
  it('exports every member under its own name, and the module object as default', async () => {
    Reflect.set(globalThis, 'importingTest', { importPython: importingTest });
    expect(await run(moduleSource({ ...source, stamp: 'a"b' }))).toEqual({
      mean: 1,
      default_: 2,
      delete: 3,
      delete_: 3,
      'a-b': 4,
      a_b: 4,
      "it's": 5,
      it_s: 5,
      größe: 6,
      $0: 7,
      importPython: 8,
      default: { file: '/stats.py', stamp: 'a"b' },
    });
  });

  it('can be required where that is wanted', async () => {
    const exports = await run(moduleSource({ ...source, requirable: true }));
    expect(exports['module.exports']).toBe(exports['default']);
    expect(await run(moduleSource(source))).not.toHaveProperty(['module.exports']);
  });
});

describe('names of exports', () => {
  const exported = (...members: string[]): unknown =>
    exportNames(members).map((name) => `${name.exported}=${name.member}`);

  it('leave default to the module object, also where default_ is taken', () => {
    expect(exported('default', 'default_')).toEqual(['default_=default_', 'default__=default']);
  });

  it('are those of the declarations, too', () => {
    expect(exported('delete', 'delete_', 'a-b', 'any')).toEqual([
      ...['delete=delete', 'delete_=delete_', 'a-b=a-b', 'any=any'],
      ...['delete__=delete', 'a_b=a-b', 'any_=any'],
    ]);
  });

  it('are texts', () => {
    expect(exported('a\ud800', 'b')).toEqual(['b=b', 'a_=a\ud800']);
  });
});

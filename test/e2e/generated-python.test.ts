import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { graft } from 'graftwire';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure } from './failure.js';
import { installPackage } from './generated-package.js';
import { Project } from './project.js';

type Program = Readonly<Record<string, () => unknown>>;

let project: Project;
let uses: Program;
const clean: (() => void | Promise<void>)[] = [];
beforeAll(() => {
  project = new Project({}, (action) => clean.push(action));
  uses = graft.loadSync<Program>(installPackage(project, 'inventory'));
  return async () => {
    for (const action of clean) await action();
  };
});

describe('a generated Graft of a module of JavaScript, in Python that Node hosts', () => {
  it('calls functions, with the options object as keyword arguments', () => {
    expect(uses['functions']!()).toEqual([3, 6, 3.8, [3, 2, 1], [2, 3], 'here', '$', 'x']);
  });

  it('leaves out what is left out before keyword arguments, for defaults to count', () => {
    expect(uses['options_behind_what_is_left_out']!()).toEqual([
      ['a', true, null],
      ['a', true, 'm'],
      ['a', false, 'm'],
      [3, 'x', true],
      ['tea/plain', 'TEA/PLAIN', 'TEA/S'],
    ]);
  });

  it('has enums of Python for those of TypeScript, both ways', () => {
    expect(uses['enums']!()).toEqual([true, true, false, ['PIECE', 'KILO'], true, 'title 1']);
  });

  it('has tuples where the types say so', () => {
    expect(Object.isFrozen(uses['tuples']!())).toBe(true);
    expect(uses['tuples']!()).toEqual([1, 'b']);
  });

  it('reads attributes each time', () => {
    expect(uses['attributes']!()).toEqual([10, { currency: 'EUR' }, 2]);
  });

  it('has classes with constructors, properties, static members and escaped names', () => {
    expect(uses['classes']!()).toEqual([8, true, 'home', true, 9, true, 7, '<JavaScript Item']);
  });

  it('gives the same object for the same object', () => {
    expect(uses['references']!()).toEqual(['Bob', 'nobody', true, true, null, true, ['tea'], [true]]);
  });

  it('calls back with objects of its classes', () => {
    expect(uses['callbacks']!()).toEqual([['tea', true]]);
  });

  it('raises errors of its own classes, which except finds by hierarchy', () => {
    expect(uses['errors']!()).toEqual([
      ...[true, 'tea', 1, 'no tea', 'OutOfStock', true],
      ...['x', 'StockError', ['StockError', 'Error'], 'StockError: no x'],
    ]);
  });

  it('throws a real error of JavaScript when Python raises one of them', () => {
    // As graftwire.load does: the test runner's own import() gives another copy.
    const require = createRequire(import.meta.url);
    const module: unknown = require(project.path('grafts/graft_npm_inventory/inventory.mjs'));
    const { OutOfStock } = module as { OutOfStock: new () => Error };
    const thrown = failure(() => uses['raises']!());
    expect(thrown).toBeInstanceOf(OutOfStock);
    expect(thrown).toMatchObject({ item: 'mine', missing: 1 });
  });

  it('has promises that can be awaited, made tasks of, gathered, and waited for', async () => {
    expect(await uses['promises']!()).toEqual(['tea', 5, ['a', 'b'], 'nope']);
    expect(await graft.async(uses)['waits']!()).toBe('tea');
  });

  it('iterates, asynchronously too', async () => {
    expect(await uses['iterators']!()).toEqual([['tea'], [0, 1, 2]]);
  });

  it('is imported without loading its module, which configuration may come after', async () => {
    const other = new Project({
      'main.mjs': `
        import { graft } from 'graftwire';
        graft.python.exec("import sys; sys.path.insert(0, 'grafts'); from graft_npm_inventory import total, Item, StockError, LIMIT");
        console.log(globalThis.loaded ?? 'not loaded', graft.python.eval('LIMIT'));
        graft.python.exec('total([1])');
        console.log(globalThis.loaded);`,
    });
    installPackage(other, 'inventory');
    other.write(
      'grafts/graft_npm_inventory/inventory.mjs',
      'globalThis.loaded = "loaded"; export const total = () => 1;',
    );
    expect(await other.run('main.mjs')).toMatchObject({ out: 'not loaded 10\nloaded\n', err: '', code: 0 });
  });

  it('asks its configuration again when that is forgotten', async () => {
    const other = new Project({
      'main.mjs': `
        import { graft } from 'graftwire';
        graft.python.exec(\`
import sys
sys.path.insert(0, 'grafts')
import graftwire
from graft_npm_inventory import old, total
from graftwire.config import GraftConfig
def said():
    try: return total([1]) + ' ' + old()
    except graftwire.GraftError as error: return error.code
print(said())
GraftConfig.set_config('name=graft.npm.inventory;modules=./other.mjs')
print(said())
graftwire.reload()
print(said())
GraftConfig.set_config('name=graft.npm.inventory;host=tcp://a')
graftwire.reload()
print(said())\`);`,
      'other.mjs': 'export const total = () => "of the other", old = total;',
    });
    installPackage(other, 'inventory');
    other.write('grafts/graft_npm_inventory/inventory.mjs', 'export const total = () => "own", old = total;');
    expect(await other.run('main.mjs')).toMatchObject({
      out: 'own own\nown own\nof the other of the other\nunimplemented\n',
      err: '',
      code: 0,
    });
  });

  it('names a member that the module has no more', async () => {
    const other = new Project({
      'main.mjs': `
        import { graft } from 'graftwire';
        graft.python.exec("import sys; sys.path.insert(0, 'grafts'); from graft_npm_inventory import total");
        try { graft.python.exec('total([1])'); } catch (error) { console.log(error.code, error.remedy); }`,
    });
    installPackage(other, 'inventory');
    other.write('grafts/graft_npm_inventory/inventory.mjs', 'export const other = 1;');
    const { out } = await other.run('main.mjs');
    expect(out).toMatch(/^unknown-member Generate the Graft anew/);
  });

  it('finds a package from the working directory', async () => {
    const other = new Project({
      'node_modules/pack/index.js': 'exports.total = () => "of the package";',
      'main.mjs': `
        import { graft } from 'graftwire';
        graft.python.exec("import sys; sys.path.insert(0, 'grafts'); from graft_npm_inventory import total");
        console.log(graft.python.eval('total([1])'));`,
    });
    installPackage(other, 'inventory');
    const file = 'grafts/graft_npm_inventory/__init__.py';
    other.write(
      file,
      readFileSync(other.path(file), 'utf8').replace('source="./inventory.mjs"', 'source="npm:pack"'),
    );
    expect(await other.run('main.mjs')).toMatchObject({ out: 'of the package\n', err: '', code: 0 });
  });

  it('calls functions of a CommonJS module as methods of its exports, of each thread its own', async () => {
    const other = new Project({
      'node_modules/pack/index.js':
        'module.exports = { where: globalThis.where, old() { return this.where; }, isHigh: () => 1, };',
      'main.cjs': `
        const { Worker, isMainThread, parentPort } = require('node:worker_threads');
        globalThis.where = isMainThread ? 'main' : 'worker';
        const { graft } = require('graftwire');
        graft.python.exec("import sys; sys.path.insert(0, 'grafts'); from graft_npm_inventory import old, isHigh");
        graft.python.exec("def held(call=old): return call()");
        const ask = () => graft.python.eval('[held(), held(), isHigh(3)]').join();
        if (!isMainThread) parentPort.postMessage(ask());
        else { const first = ask(); new Worker(__filename).on('message', (said) => console.log(first, said, ask())); }`,
    });
    installPackage(other, 'inventory');
    const file = 'grafts/graft_npm_inventory/__init__.py';
    const text = readFileSync(other.path(file), 'utf8');
    other.write(file, text.replace('source="./inventory.mjs"', 'source="npm:pack"'));
    expect(await other.run('main.cjs')).toMatchObject({
      out: 'main,main,1 worker,worker,1 main,main,1\n',
      err: '',
      code: 0,
    });
  });

  it('uses the module of the worker that a call comes from', async () => {
    const other = new Project({
      'main.cjs': `
        const { Worker, isMainThread, parentPort, threadId } = require('node:worker_threads');
        globalThis.where = isMainThread ? 'main' : 'worker';
        const { graft } = require('graftwire');
        graft.python.exec("import sys; sys.path.insert(0, 'grafts'); from graft_npm_inventory import total, StockError");
        const ask = () => graft.python.eval('total([1])');
        if (!isMainThread) parentPort.postMessage(ask());
        else { const first = ask(); new Worker(__filename).on('message', (name) => console.log(first, name, ask())); }`,
    });
    installPackage(other, 'inventory');
    other.write('grafts/graft_npm_inventory/inventory.mjs', 'export const total = () => globalThis.where;');
    expect(await other.run('main.cjs')).toMatchObject({ out: 'main worker main\n', err: '', code: 0 });
  });
});

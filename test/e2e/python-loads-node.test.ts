import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { GraftError, graft } from 'graftwire';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { failure } from './failure.js';
import { environment, packageRoot, Project } from './project.js';
import { chosenPython } from './pythons.js';

const inventory = `
class StockError extends Error {
  name = 'StockError';
  constructor(item) { super('no ' + item); this.item = item; }
}
class Inventory {
  #items = new Map();
  static opened = 0;
  constructor(owner = 'nobody') { this.owner = owner; Inventory.opened += 1; }
  static of(...items) { const made = new Inventory('of'); for (const item of items) made.add(item); return made; }
  add(item, count = 1) { this.#items.set(item, (this.#items.get(item) ?? 0) + count); return this; }
  take(item) { if (!this.#items.has(item)) throw new StockError(item); return this.#items.get(item); }
  *[Symbol.iterator]() { yield* this.#items.keys(); }
  get size() { return this.#items.size; }
}
let loads = (globalThis.inventoryLoads ?? 0);
globalThis.inventoryLoads = loads += 1;
module.exports = {
  Inventory, StockError, LIMIT: 10, NAMES: ['a', 'b'], settings: { deep: true }, nothing: null, loads,
  total: (prices, { rate = 1 } = {}) => prices.reduce((sum, price) => sum + price, 0) * rate,
  *countdown(from) { while (from > 0) yield from--; },
  later: async (value) => value,
  self() { return this === module.exports; },
  'not-a-name': 5,
};`;

const files = {
  'inventory.js': inventory,
  'shapes.mjs': `
    export const pi = 3.14;
    export let count = 0;
    export const increment = () => ++count;
    export class Circle { constructor(r) { this.r = r; } get area() { return pi * this.r ** 2; } }
    export default function area(r) { return new Circle(r).area; }
    export * as inner from './inner.mjs';`,
  'inner.mjs': 'export const depth = 2;',
  'single.cjs':
    'module.exports = class Single { constructor(v) { this.v = v; } static of(v) { return new Single(v); } };',
  'number.cjs': 'module.exports = 42;',
  'data.json': '{"a": [1, {"b": null}]}',
  'broken.js': 'const x = ;',
  'throws.js': 'throw new RangeError("while loading");',
  'half.js': "require('./is-not-there');",
  'waits.mjs': 'export const value = await Promise.resolve(7);',
  'typed.ts': 'export const double = (value: number): number => 2 * value;',
  'notes.txt': 'no program',
  'other.py': '',
  'node_modules/pack/package.json':
    '{ "name": "pack", "main": "lib/main.js", "exports": { ".": "./lib/main.js" } }',
  'node_modules/pack/lib/main.js': 'exports.name = "pack";',
  'node_modules/pack/lib/hidden.js': '',
  'sub/node_modules/pack/index.js': 'exports.name = "pack of sub";',
  'sub/near.py': `
import graftwire
def up(): return graftwire.load("../inventory.js")
def pack(): return graftwire.load("pack").name
`,
  'shop.py': `
import pathlib, graftwire
from graftwire.errors import GraftError, JavaScriptError

inventory = graftwire.load("./inventory.js")

def code(source):
    try:
        return str(graftwire.load(source))
    except GraftError as error:
        return [error.code, str(error)]
    except JavaScriptError as error:
        return [error.name, error.message]

def shape():
    made = inventory.Inventory("Ada")
    made.add("tea", 2).add("cake")
    return [made.owner, list(made), len(made), made.take("tea"), inventory.Inventory.opened >= 1,
            inventory.Inventory().owner, list(inventory.Inventory.of("x"))]

def constants():
    return [inventory.LIMIT, inventory.NAMES, inventory.settings, inventory.nothing, getattr(inventory, "not-a-name"), inventory["LIMIT"]]

def functions():
    total = inventory.total
    return [inventory.total([1, 2]), total([1, 2], rate=2), total([1], {"rate": 3}), list(inventory.countdown(3)), inventory.self()]

def raises():
    try:
        inventory.Inventory().take("tea")
    except JavaScriptError as error:
        return [error.name, error.message, error.classes, error.thrown.item, isinstance(error.thrown, inventory.StockError)]

def same():
    again = graftwire.load("./inventory.js")
    return [again is inventory, again.loads, graftwire.load(pathlib.Path("inventory.js")) is inventory,
            graftwire.load(str(pathlib.Path(__file__).parent / "inventory.js")) is inventory,
            graftwire.load((pathlib.Path(__file__).parent / "inventory.js").as_uri()) is inventory,
            graftwire.load("./inventory") is inventory]

def kinds():
    one = inventory.Inventory()
    return [isinstance(one, inventory.Inventory), isinstance(inventory, inventory.Inventory), isinstance({}, inventory.Inventory),
            callable(inventory.total), inventory.total.__name__, "LIMIT" in dir(inventory), hasattr(inventory, "nope")]

def shapes():
    module = graftwire.load("./shapes.mjs")
    before = module.count
    module.increment()
    function = module.increment
    function()
    return [module.pi, module.default(2), module.Circle(1).area, module.inner.depth, module.count - before,
            graftwire.load("./shapes.mjs") is module, "Circle" in str(module), [f.__name__ for f in map(lambda f: f, [module.default])]]

def others():
    Single = graftwire.load("./single.cjs")
    return [Single(1).v, Single.of(2).v, graftwire.load("./number.cjs"), graftwire.load("./data.json"), graftwire.load("pack").name]

def node():
    fs = graftwire.load("node:fs")
    events = graftwire.load("events")
    emitter = events.EventEmitter.new()
    seen = []
    emitter.on("x", lambda *args: seen.append(args))
    emitter.emit("x", 1, "two")
    return [fs.readFileSync(__file__, "utf8")[1:7], fs.existsSync("/nowhere"), seen, graftwire.load("node:os").EOL]

def missing():
    try:
        graftwire.load("node:fs").readFileSync("/nowhere")
    except JavaScriptError as error:
        return [error.name, error.thrown.code]

def in_thread():
    import threading
    seen = []
    thread = threading.Thread(target=lambda: seen.append(code("./inventory.js")))
    thread.start()
    thread.join()
    return seen[0]

def called(callback): return callback(graftwire.load("./inventory.js"))
`,
};

type Shop = Readonly<Record<string, () => unknown>> & {
  code(source: unknown): unknown;
  called(callback: (module: unknown) => unknown): unknown;
};

let project: Project;
let shop: Shop;
const clean: (() => void | Promise<void>)[] = [];
beforeAll(() => {
  project = new Project(files, (action) => clean.push(action));
  shop = graft.loadSync<Shop>(project.path('shop.py'));
  return async () => {
    for (const action of clean) await action();
  };
});

describe('graftwire.load in Python', () => {
  it('gives a CommonJS module whose classes make objects, with methods, statics and iteration', () => {
    expect(shop['shape']!()).toEqual(['Ada', ['tea', 'cake'], 2, 2, true, 'nobody', ['x']]);
  });

  it('has its constants as attributes and as items', () => {
    expect(shop['constants']!()).toEqual([10, ['a', 'b'], { deep: true }, null, 5, 10]);
  });

  it('has functions, which take keyword arguments as a last object, and generators', () => {
    expect(shop['functions']!()).toEqual([3, 6, 3, [3, 2, 1], true]);
  });

  it('lets what it throws be caught, with the very error', () => {
    expect(shop['raises']!()).toEqual(['StockError', 'no tea', ['StockError', 'Error'], 'tea', true]);
    expect(shop['missing']!()).toEqual(['Error', 'ENOENT']);
  });

  it('gives the same object again, however the file is named, and runs it once', () => {
    expect(shop['same']!()).toEqual([true, 1, true, true, true, true]);
    expect(graft.loadSync<{ up(): object }>(project.path('sub/near.py')).up()).toMatchObject({ loads: 1 });
  });

  it('knows instances, names and members', () => {
    expect(shop['kinds']!()).toEqual([true, false, false, true, 'total', true, false]);
  });

  it('gives an ES module, its default export, live bindings and a nested namespace', () => {
    expect(shop['shapes']!()).toEqual([3.14, 12.56, 3.14, 2, 2, true, true, ['area']]);
  });

  it('gives what a module is that is no object of exports: a class, a number, JSON, a package', () => {
    expect(shop['others']!()).toEqual([1, 2, 42, { a: [1, { b: null }] }, 'pack']);
  });

  it('finds packages from the file that calls', () => {
    expect(graft.loadSync<{ pack(): string }>(project.path('sub/near.py')).pack()).toBe('pack of sub');
  });

  it("gives modules of Node's own", () => {
    expect(shop['node']!()).toEqual(['import', false, [[1, 'two']], '\n']);
  });

  it('is relative to the working directory for code that is in no file', () => {
    const name = `loaded-${process.pid}.cjs`;
    const path = join(process.cwd(), 'build', name);
    writeFileSync(path, 'exports.here = 1;');
    clean.push(async () => (await import('node:fs')).rmSync(path));
    expect(graft.python.eval(`__import__("graftwire").load("./build/${name}").here`)).toBe(1);
  });

  it('gives JavaScript its own module back', () => {
    const seen = new Set<unknown>();
    for (let time = 0; time < 2; time++) {
      shop.called((module) => {
        seen.add(module);
      });
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toMatchObject({ LIMIT: 10, loads: 1 });
  });
});

describe('what graftwire.load cannot load', () => {
  const code = (source: unknown): string[] => shop.code(source) as string[];

  it.each([
    ['./nope.js', 'module-not-found', 'Check the path'],
    ['nope-package', 'module-not-found', 'npm install'],
    ['node:nope', 'module-not-found', 'module of Node.js'],
    ['inventory.js', 'module-not-found', 'Write ./inventory.js'],
    ['pack/lib/hidden.js', 'module-not-found', 'npm install'],
    ['', 'invalid-source', 'an empty one'],
    [5, 'invalid-source', 'int'],
    ['./other.py', 'invalid-source', 'Import it'],
    ['./notes.txt', 'invalid-source', '.mjs or .json'],
    ['file://elsewhere/x.js', 'invalid-source', 'not a file of this machine'],
    ['./waits.mjs', 'invalid-source', 'await graftwire.load_async("./waits.mjs")'],
  ])('%s is a GraftError %s that says: %s', (source, expected, message) => {
    const [given, text] = code(source);
    expect([given, text]).toEqual([expected, expect.stringContaining(message)]);
  });

  it('is what throws while it is run, or is no JavaScript, and its own missing modules', () => {
    expect(code('./throws.js')).toEqual(['RangeError', 'while loading']);
    expect(code('./broken.js')[0]).toBe('SyntaxError');
    expect(code('./half.js')).toEqual([
      'Error',
      expect.stringContaining("Cannot find module './is-not-there'"),
    ]);
  });

  it('comes out of Python as the error that was thrown', () => {
    expect(failure(() => graft.python.eval('__import__("graftwire").load("./nope.js")'))).toBeInstanceOf(
      GraftError,
    );
    expect(
      failure(() =>
        graft.loadSync(project.write('loads_throwing.py', 'import graftwire\ngraftwire.load("./throws.js")')),
      ),
    ).toBeInstanceOf(RangeError);
  });

  it('is TypeScript where Node.js does not run it', () => {
    const loaded = shop.code('./typed.ts');
    const runsTypeScript = Boolean((process.features as { typescript?: unknown }).typescript);
    if (runsTypeScript) expect(loaded).toContain('double');
    else expect(loaded).toEqual(['invalid-source', expect.stringContaining('22.18')]);
  });

  it('is anything on a thread of Python’s own that JavaScript waits for', () => {
    const before = graft.callbackTimeoutMs;
    graft.callbackTimeoutMs = 100;
    onTestFinished(() => {
      graft.callbackTimeoutMs = before;
    });
    expect(shop['in_thread']!()).toEqual(['callback-timeout', expect.stringContaining('graft.async(')]);
  });

  it('is anything in a Python that Node did not start', () => {
    const program =
      'import graftwire\ntry: graftwire.load("./x.js")\nexcept graftwire.GraftError as error: print(error.code, error)';
    const { stdout } = spawnSync(chosenPython.executable, ['-c', program], {
      env: environment({ PYTHONPATH: join(packageRoot, 'python-host') }),
      encoding: 'utf8',
    });
    expect(stdout).toContain('unimplemented This Python was not started by Node.js');
    expect(stdout).toContain('graft.load(');
  });
});

describe('graftwire.load', () => {
  it('finds the module of a worker in that worker, and the main thread’s on the main thread', async () => {
    const program = new Project({
      'held.py': 'import graftwire\ndef whose(): return graftwire.load("./whose.js").name',
      'whose.js': "exports.name = require('node:worker_threads').isMainThread ? 'main' : 'worker';",
      'main.cjs': `
        const { Worker, isMainThread, parentPort } = require('node:worker_threads');
        const { whose } = require('graftwire').graft.loadSync('./held.py');
        if (!isMainThread) parentPort.postMessage(whose());
        else new Worker(__filename).on('message', (name) => console.log(whose(), name, whose()));`,
    });
    expect(await program.run('main.cjs')).toMatchObject({ out: 'main worker main\n', err: '', code: 0 });
  });

  it('says nothing on standard error for an ES module', async () => {
    const program = new Project({
      'uses.py': 'import graftwire\nvalue = graftwire.load("./shapes.mjs").pi',
      'shapes.mjs': 'export const pi = 3;',
      'main.mjs': "import { graft } from 'graftwire'; console.log((await graft.load('./uses.py')).value);",
    });
    expect(await program.run('main.mjs')).toMatchObject({ out: '3\n', err: '', code: 0 });
  });

  it('is awaited as load_async for an ES module with top-level await', async () => {
    project.write(
      'awaits.mjs',
      "import { setTimeout } from 'node:timers/promises'; export const waited = await setTimeout(5, 'long');",
    );
    const main = graft.loadSync<{ later(): Promise<string>; failing(): Promise<never> }>(
      project.write(
        'waiting.py',
        'import graftwire\nasync def later(): return (await graftwire.load_async("./awaits.mjs")).waited\nasync def failing(): await graftwire.load_async("./none.mjs")\n',
      ),
    );
    expect(await main.later()).toBe('long');
    await expect(main.failing()).rejects.toMatchObject({ code: 'module-not-found' });
  });
});

describe('graftwire.reload in Python', () => {
  it('runs a CommonJS module again, in the same object; an error leaves the one before', () => {
    project.write('changing.js', 'exports.version = 1; exports.old = () => 1; exports.both = () => 1;');
    const main = graft.loadSync<Record<string, () => unknown>>(
      project.write(
        'changes.py',
        'import graftwire\nm = graftwire.load("./changing.js")\ntaken = m.both\ndef version(): return m.version\ndef again(): return graftwire.reload(m) is m\ndef members(): return sorted(dir(m))\ndef call(): return [m.both(), taken()]\n',
      ),
    );
    expect(main['version']!()).toBe(1);
    project.write('changing.js', 'exports.version = 2; exports.fresh = 3; exports.both = () => 2;');
    expect([main['again']!(), main['version']!(), main['members']!(), main['call']!()]).toEqual([
      true, 2, ['both', 'fresh', 'version'], [2, 2],
    ]); // prettier-ignore
    project.write('changing.js', 'exports.version = 3; throw new Error("half way");');
    expect(failure(() => main['again']!()).message).toBe('half way');
    expect([main['version']!(), main['members']!()]).toEqual([2, ['both', 'fresh', 'version']]);
  });

  it('refuses ES modules, and what is no module', () => {
    const raised = (expression: string): unknown =>
      failure(() =>
        graft.python.eval(expression, { shapes: pathToFileURL(project.path('shapes.mjs')).href }),
      );
    expect(raised('__import__("graftwire").reload(__import__("graftwire").load(shapes))')).toMatchObject({
      code: 'unimplemented',
    });
    expect(raised('__import__("graftwire").reload(__import__("math"))')).toMatchObject({
      code: 'invalid-argument',
    });
    expect(raised('__import__("graftwire").reload(5)')).toMatchObject({ code: 'invalid-argument' });
  });
});

describe('the configuration of a module that graftwire.load is given', () => {
  const moved = {
    ...{ 'own.cjs': 'exports.where = "own";', 'waits.mjs': 'export const where = await "own";' },
    ...{
      'conf/other.cjs': 'exports.where = "other";',
      'conf/waits.mjs': 'export const where = await "other";',
    },
    ...{
      'node_modules/pack/index.js': 'exports.where = "pack";',
      'folder/index.js': 'exports.where = "folder";',
    },
    'asks.py': `
import graftwire
from graftwire.errors import GraftError
def said(source):
    try:
        return getattr(graftwire.load(source), 'where', None)
    except GraftError as error:
        return error.code
async def later(source):
    return (await graftwire.load_async(source)).where
def all_of_it():
    return [*map(said, ["./own.cjs", "./folder", "pack", "node:fs"])]`,
    'main.mjs': `
      import { graft } from 'graftwire';
      const asks = graft.loadSync('./asks.py');
      console.log(JSON.stringify([...asks.all_of_it(), await asks.later('./waits.mjs')]));`,
  };

  it.each([
    [{}, ['own', 'folder', 'pack', null, 'own']],
    [{ GRAFT_OWN_CONFIG: 'modules=./conf/other.cjs' }, ['other', 'folder', 'pack', null, 'own']],
    [
      { GRAFT_OWN_CONFIG: 'modules=npm:pack', GRAFT_PACK_CONFIG: 'modules=./own.cjs' },
      ['pack', 'folder', 'own', null, 'own'],
    ],
    [
      { GRAFT_WAITS_CONFIG: 'modules=./conf/waits.mjs', GRAFT_NPM_FOLDER_CONFIG: 'modules=./own.cjs' },
      ['own', 'own', 'pack', null, 'other'],
    ],
    [
      { GRAFT_NPM_FS_CONFIG: 'host=tcp://a', GRAFT_OWN_CONFIG: 'plugin=kafka' },
      ['unimplemented', 'folder', 'pack', 'unimplemented', 'own'],
    ],
  ])('moves it: %j', async (env, expected) => {
    const project = new Project(moved);
    expect(await project.run('main.mjs', { env: { GRAFT_CACHE: 'off', ...env } })).toMatchObject({
      out: `${JSON.stringify(expected)}\n`,
    });
  });
});

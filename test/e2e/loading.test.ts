import { pathToFileURL } from 'node:url';
import { GraftError, graft } from 'graftwire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure } from './failure.js';
import { Project } from './project.js';

type Module = Record<string, unknown>;
type Call = (...args: readonly unknown[]) => unknown;

const call = (module: Module, name: string, ...args: readonly unknown[]): unknown =>
  (module[name] as Call)(...args);

async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was loaded');
}

describe('a path', () => {
  const before = process.cwd();
  let project: Project;
  beforeEach(() => {
    project = new Project({ 'stats.py': 'def mean(values):\n    return sum(values) / len(values)\n' });
    process.chdir(project.folder);
  });
  afterEach(() => {
    process.chdir(before);
  });

  it('is relative to the working directory, to a file, or to the URL of a module', async () => {
    const stats = await graft.load('./stats.py');
    expect(call(stats, 'mean', [1, 2, 3])).toBe(2);
    process.chdir(before);
    const froms = [
      project.path('app.js'),
      pathToFileURL(project.path('app.js')).href,
      pathToFileURL(project.path('app.js')),
    ];
    for (const from of froms) expect(graft.loadSync('./stats.py', { from })).toBe(stats);
    expect(graft.loadSync('../stats.py', { from: project.path('src/app.js') })).toBe(stats);
    expect(graft.loadSync('stats.py', { from: froms[1]! })).toBe(stats);
  });

  it('is absolute, or a file: URL as text or object', () => {
    const stats = graft.loadSync(project.path('stats.py'));
    expect(graft.loadSync(pathToFileURL(project.path('stats.py')))).toBe(stats);
    expect(graft.loadSync(pathToFileURL(project.path('stats.py')).href)).toBe(stats);
    expect(graft.loadSync(`${project.folder}/x/../stats.py`)).toBe(stats);
  });

  it.each([
    'with space/my file.py',
    'ünïcode/модуль.py',
    '日本/🎉.py',
    "it's/100%.py",
    'a#b?c/d&e.py',
    'tab\there/new\nline.py',
  ])('may be any that the file system has: %j', (name) => {
    const path = project.write(name, 'import os\ndef where():\n    return os.path.basename(__file__)\n');
    for (const source of [`./${name}`, path, pathToFileURL(path), pathToFileURL(path).href]) {
      expect(call(graft.loadSync(source), 'where')).toBe(name.split('/').at(-1));
    }
  });

  it('is a module name to nobody: two files of one name are two modules', () => {
    project.write(
      'one/same.py',
      'value = 1\nimport beside\ndef get(): return value, beside.name\n'.replace(
        'value, beside.name',
        '[value, beside.name]',
      ),
    );
    project.write('one/beside.py', 'name = "one"');
    project.write('two/same.py', 'value = 2\ndef get(): return value\n');
    const one = graft.loadSync('./one/same.py');
    const two = graft.loadSync('./two/same.py');
    expect(one).not.toBe(two);
    expect(call(one, 'get')).toEqual([1, 'one']);
    expect(call(two, 'get')).toBe(2);
    (one as Module)['value'] = 10;
    expect(call(two, 'get')).toBe(2);
  });

  it.each(['my-stats', '2fast', 'class', 'a.b', 'json', 'random', 'graftwire', 'sys'])(
    'may name a file that cannot be imported by its name, or hides another module: %s.py',
    (stem) => {
      project.write(`${stem}.py`, 'def mine():\n    return __file__\n');
      const module = graft.loadSync(`./${stem}.py`);
      expect(call(module, 'mine')).toBe(project.path(`${stem}.py`));
      expect(graft.loadSync(`./${stem}.py`)).toBe(module);
      // And the module of the standard library is still itself.
      expect(graft.python.eval('__import__("json").dumps([1])')).toBe('[1]');
      expect(graft.python.eval('__import__("random").random() < 1')).toBe(true);
    },
  );

  it('loads a file once: what its top does is done once', () => {
    project.write(
      'once.py',
      'import builtins\nbuiltins.times_loaded = getattr(builtins, "times_loaded", 0) + 1\nvalue = 1\n',
    );
    const first = graft.loadSync('./once.py');
    expect(graft.loadSync('./once.py')).toBe(first);
    expect(graft.loadSync(project.path('once.py'))).toBe(first);
    expect(graft.python.eval('__import__("builtins").times_loaded')).toBe(1);
  });

  it('lets a file import what stands beside it', () => {
    project.write(
      'app/main.py',
      'import helper_beside\nfrom helper_beside import twice\ndef four(): return twice(2)\n',
    );
    project.write('app/helper_beside.py', 'def twice(x): return x * 2\n');
    expect(call(graft.loadSync('./app/main.py'), 'four')).toBe(4);
  });

  it('may be a package, with relative imports, or a file inside one', () => {
    project.write(
      'shop/__init__.py',
      '"""A shop."""\nfrom .orders import total\nfrom . import prices\nname = "shop"\n',
    );
    project.write(
      'shop/orders.py',
      'from .prices import PRICES\nfrom .deep.tax import tax\ndef total(item): return PRICES[item] + tax()\n',
    );
    project.write('shop/prices.py', 'PRICES = {"tea": 3}\n');
    project.write('shop/deep/__init__.py', '');
    project.write(
      'shop/deep/tax.py',
      'from .. import prices\nfrom ..prices import PRICES\ndef tax(): return len(PRICES)\n',
    );
    const shop = graft.loadSync('./shop');
    expect(call(shop, 'total', 'tea')).toBe(4);
    expect(shop['name']).toBe('shop');
    expect((shop['prices'] as Module)['PRICES']).toEqual({ tea: 3 });
    expect(graft.loadSync('./shop/')).toBe(shop);
    expect(graft.loadSync('./shop/__init__.py')).toBe(shop);
    const inside = graft.loadSync('./shop/orders.py');
    expect(call(inside, 'total', 'tea')).toBe(4);
    expect(call(graft.loadSync('./shop/deep/tax.py'), 'tax')).toBe(1);
  });

  it('is found again after a link has led to it', async () => {
    const { symlinkSync } = await import('node:fs');
    symlinkSync(project.path('stats.py'), project.path('link.py'));
    expect(graft.loadSync('./link.py')).toBe(graft.loadSync('./stats.py'));
  });
});

describe('a source that names no module', () => {
  it.each<[string, unknown, string]>([
    ['a missing file', './missing.py', 'module-not-found'],
    ['a missing folder', './missing/', 'module-not-found'],
    ['a missing module', 'python:no_such_module_here', 'module-not-found'],
    ['a missing module in a package', 'python:json.nothing', 'module-not-found'],
    ['a module in what is no package', 'python:math.sqrt', 'module-not-found'],
    ['nothing', '', 'invalid-source'],
    ['no module name', 'python:', 'invalid-source'],
    ['a relative module name', 'python:.json', 'invalid-source'],
    ['a strange module name', 'python:a..b', 'invalid-source'],
    ['neither path nor module', 'statistics', 'invalid-source'],
    ['a missing JavaScript file', './missing.js', 'module-not-found'],
    ['another kind of source', 'https://example.com/a.py', 'invalid-source'],
    ['an unknown scheme', 'ruby:set', 'invalid-source'],
    ['a URL that is no file', new URL('https://example.com/a.py'), 'invalid-source'],
    ['a file of another kind', './data.csv', 'invalid-source'],
    ['a folder without __init__.py', './folder', 'invalid-source'],
    ['a number', 42, 'invalid-source'],
    ['undefined', undefined, 'invalid-source'],
    ['null', null, 'invalid-source'],
    ['a path with NUL', './a\0b.py', 'invalid-source'],
    ['a path with a lone surrogate', './\ud800.py', 'invalid-source'],
    ['a module name with a lone surrogate', 'python:\ud800', 'module-not-found'],
    ['a URL that is none', 'file://[', 'invalid-source'],
    ['a URL with an encoded slash', 'file:///a%2Fb.py', 'invalid-source'],
  ])('is refused: %s', async (_, source, code) => {
    const project = new Project({ 'data.csv': '1,2', 'folder/a.py': '', 'app.js': '' });
    const from = project.path('app.js');
    const error = failure(() => graft.loadSync(source as string, { from }));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code });
    const rejected = await rejection(graft.load(source as string, { from }));
    expect(rejected).toMatchObject({ code });
  });

  it('is refused for what it is relative to, too', () => {
    for (const from of [42, null, {}]) {
      expect(failure(() => graft.loadSync('./a.py', { from: from as never }))).toMatchObject({
        code: 'invalid-argument',
      });
    }
    expect(failure(() => graft.loadSync('./a.py', { from: 'file://[' }))).toMatchObject({
      code: 'invalid-source',
    });
    expect(failure(() => graft.loadSync('./a.py', { from: new URL('https://example.com/') }))).toMatchObject({
      code: 'invalid-source',
    });
  });

  it('can be corrected: the file may be made later', () => {
    const project = new Project();
    expect(failure(() => graft.loadSync(project.path('late.py')))).toMatchObject({
      code: 'module-not-found',
    });
    project.write('late.py', 'value = 1');
    expect(graft.loadSync(project.path('late.py'))['value']).toBe(1);
  });
});

describe('a module that cannot be run', () => {
  it('because it is no Python says where', () => {
    const project = new Project({ 'wrong.py': 'def fine(): pass\n\ndef broken(:\n    pass\n' });
    const error = failure(() => graft.loadSync(project.path('wrong.py')));
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error).toMatchObject({
      code: 'exception',
      remote: { type: 'SyntaxError', fields: { lineno: 3 } },
    });
    expect(error.stack).toMatch(/wrong\.py:3/);
    // Once it is right, it can be loaded.
    project.write('wrong.py', 'def broken(): return "mended"\n');
    expect(call(graft.loadSync(project.path('wrong.py')), 'broken')).toBe('mended');
  });

  it('because it raises gives what it raised, and is not half loaded', () => {
    const project = new Project({ 'raises.py': 'import os\nvalue = 1\nraise LookupError("not ready")\n' });
    for (let time = 0; time < 2; time++) {
      const error = failure(() => graft.loadSync(project.path('raises.py')));
      expect(error).toMatchObject({ message: 'not ready', remote: { type: 'LookupError' } });
      expect(error.stack).toMatch(/raises\.py:3\) {2}# raise LookupError/);
    }
    project.write('raises.py', 'value = 2\n');
    expect(graft.loadSync(project.path('raises.py'))['value']).toBe(2);
  });

  it('because something that it imports is missing says what', () => {
    const project = new Project({ 'needs.py': 'import surely_not_installed_anywhere\n' });
    const error = failure(() => graft.loadSync(project.path('needs.py')));
    expect(error).toMatchObject({ code: 'exception', remote: { type: 'ModuleNotFoundError' } });
    expect(error.message).toContain('surely_not_installed_anywhere');
  });

  it('because it calls sys.exit() does not end the process', () => {
    const project = new Project({ 'exits.py': 'import sys\nsys.exit(3)\n' });
    expect(failure(() => graft.loadSync(project.path('exits.py')))).toMatchObject({
      remote: { type: 'SystemExit' },
    });
  });

  it('because its bytes are no text says so', async () => {
    const { writeFileSync } = await import('node:fs');
    const project = new Project();
    writeFileSync(project.path('bytes.py'), Buffer.of(0x78, 0x20, 0x3d, 0x20, 0xff, 0xfe, 0x00, 0x0a));
    expect(failure(() => graft.loadSync(project.path('bytes.py')))).toMatchObject({ code: 'exception' });
  });
});

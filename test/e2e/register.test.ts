import { describe, expect, it } from 'vitest';
import { Project } from './project.js';
import type { Outcome, RunOptions } from './project.js';

const stats = `
RATE = 1.25
default = 'its own'
_hidden = 1
globals()['a-b'] = 7
def mean(values):
    return sum(values) / len(values)
def delete(x): return x
def then(x): return x
def raise_rate():
    global RATE
    RATE += 1
class Portfolio:
    def __init__(self, currency): self.currency = currency
`;

const failing = 'import json\ndef f():\n    raise KeyError("at import")\nf()\n';

/** What a Node.js of this version cannot do. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const hasSynchronousHooks = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 15);

function run(project: Project, script: string, options: RunOptions = {}): Promise<Outcome> {
  return project.run(script, {
    ...options,
    nodeArgs: ['--import', 'graftwire/register', ...(options.nodeArgs ?? [])],
  });
}

async function printed(
  files: Readonly<Record<string, string>>,
  script: string,
  options: RunOptions & { readonly inFolder?: string } = {},
): Promise<string> {
  const project = new Project({ 'stats.py': stats, ...files });
  const { out, err, code } = await run(project, script, {
    ...options,
    cwd: project.path(options.inFolder ?? '.'),
  });
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return out;
}

describe('import of a Python file', () => {
  it('gives its members by name and the module object as default, the same that graft.load gives', async () => {
    const main = `
      import stats, { mean, RATE, Portfolio, delete as remove, then_, 'a-b' as dashed, default_ } from './stats.py';
      import { graft } from 'graftwire';
      console.log(mean([1, 2, 3]), RATE, new Portfolio('EUR').currency, remove(3), then_(4), dashed, default_);
      console.log(stats.mean === mean, graft.loadSync('./stats.py') === stats, (await import('./stats.py')).default === stats);`;
    expect(await printed({ 'main.mjs': main }, 'main.mjs')).toBe(
      '2 1.25 EUR 3 4 7 its own\ntrue true true\n',
    );
  });

  it('is found relative to the importing file, in a package of Python too', async () => {
    const files = {
      'main.mjs': "import { area } from './lib/shapes.mjs'; console.log(area(2));",
      'lib/shapes.mjs': "export { area } from './geometry/circle.py';",
      'lib/geometry/__init__.py': '',
      'lib/geometry/circle.py': 'from .pi import PI\ndef area(r):\n    return PI * r * r\n',
      'lib/geometry/pi.py': 'PI = 3\n',
    };
    expect(await printed(files, 'main.mjs', { inFolder: 'lib/geometry' })).toBe('12\n');
  });

  it('refuses a name that the module does not have before anything runs', async () => {
    const project = new Project({
      'stats.py': stats,
      'main.mjs': "console.log('runs'); import { nothing } from './stats.py';",
    });
    const { out, err, code } = await run(project, 'main.mjs');
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toMatch(/SyntaxError: .*stats\.py' does not provide an export named 'nothing'/);
  });

  it('reads attributes where they are through the module object', async () => {
    const main = `
      import stats, { RATE } from './stats.py';
      stats.raise_rate();
      console.log(RATE, stats.RATE);`;
    expect(await printed({ 'main.mjs': main }, 'main.mjs')).toBe('1.25 2.25\n');
  });

  it('has live bindings: graft.reload sets them anew', async () => {
    const main = `
      import stats, { mean } from './stats.py';
      import { graft } from 'graftwire';
      import { writeFileSync } from 'node:fs';
      const before = stats;
      writeFileSync('stats.py', 'def mean(values): return "changed"\\ndef more(): return "new"\\n');
      graft.reload(stats);
      console.log(mean([1]), stats.more(), stats !== before);`;
    expect(await printed({ 'main.mjs': main }, 'main.mjs')).toBe('changed new true\n');
  });

  it('exports as undefined what cannot cross, and warns of it', async () => {
    const project = new Project({
      'odd.py': 'knot = []\nknot.append(knot)\ndef good(): return 1\n',
      'main.mjs': "import { knot, good } from './odd.py'; console.log(knot, good());",
    });
    const { out, err, code } = await run(project, 'main.mjs');
    expect({ out, code }).toEqual({ out: 'undefined 1\n', code: 0 });
    expect(err).toMatch(/GraftWarning: knot of odd is exported as undefined: /);
  });

  it('works in workers, on the module that the process has', async () => {
    const main = `
      import { Worker, isMainThread } from 'node:worker_threads';
      import stats, { mean, raise_rate } from './stats.py';
      if (isMainThread) {
        raise_rate();
        new Worker(new URL(import.meta.url)).on('exit', () => console.log('main', stats.RATE));
      } else {
        console.log('worker', stats.RATE, mean([1, 3]));
        raise_rate();
      }`;
    expect(await printed({ 'main.mjs': main }, 'main.mjs')).toBe('worker 2.25 2\nmain 3.25\n');
  });
});

describe('the configuration of a Python file', () => {
  it('counts for its import, too', async () => {
    const files = {
      'main.mjs': "import { mean } from './stats.py'; console.log(mean([1, 2, 3]));",
      'stats.mjs': "export const mean = () => 'of JavaScript';",
    };
    const moved = { GRAFT_STATS_CONFIG: 'runtime=nodejs;modules=./stats.mjs' };
    expect(await printed(files, 'main.mjs', { env: moved })).toBe('of JavaScript\n');
    expect(await printed(files, 'main.mjs', { env: { GRAFT_CONFIG: 'host=loopback' } })).toBe('2\n');
    const far = await run(new Project({ 'stats.py': stats, ...files }), 'main.mjs', {
      env: { GRAFT_STATS_CONFIG: 'host=tcp://stats:7420' },
    });
    expect(far).toMatchObject({ out: '', code: 1 });
    expect(far.err).toContain('host=tcp://');
  });
});

describe('an error of the Python module at import', () => {
  it('points to the file and line, when nobody catches it', async () => {
    const project = new Project({ 'failing.py': failing, 'main.mjs': "import { f } from './failing.py';" });
    const { err, code } = await run(project, 'main.mjs');
    expect(code).toBe(1);
    expect(err).toContain("'at import'");
    expect(err).toContain(`at f (${project.path('failing.py')}:3)  # raise KeyError("at import")`);
    expect(err).toContain(`at <module> (${project.path('failing.py')}:4)`);
  });

  it.each(['import', 'require'])('can be caught, and the file loaded again, by %s', async (kind) => {
    const load = kind === 'import' ? "await import(file + '?' + times++)" : 'require(file)';
    const main = `
      import { createRequire } from 'node:module';
      import { writeFileSync } from 'node:fs';
      const require = createRequire(import.meta.url);
      let times = 0;
      const attempt = async (file) => { try { console.log((${load}).ok()) } catch (error) {
        console.log(error.name, error instanceof SyntaxError, error.code, error.stack.includes('(' + process.cwd() + '/broken.py:1)')) } };
      await attempt('./broken.py');
      writeFileSync('broken.py', 'raise ValueError("now")');
      await attempt('./broken.py');
      writeFileSync('broken.py', 'def ok(): return "repaired"');
      await attempt('./broken.py');`;
    expect(await printed({ 'broken.py': 'def ok(:', 'main.mjs': main }, 'main.mjs')).toBe(
      'SyntaxError true exception true\nValueError false exception true\nrepaired\n',
    );
  });

  it('is Node’s own where there is no such file', async () => {
    const main = "import('./missing.py').catch((error) => console.log(error.code));";
    expect(await printed({ 'main.mjs': main }, 'main.mjs')).toBe('ERR_MODULE_NOT_FOUND\n');
  });
});

describe('require of a Python file', () => {
  it('gives the module object', async () => {
    const main = `
      const stats = require('./stats.py');
      const { mean } = require('./stats');
      console.log(mean([1, 2, 3]), stats.RATE, stats === require('graftwire').graft.loadSync('./stats.py'));`;
    expect(await printed({ 'main.cjs': main.replace("'./stats')", "'./stats.py')") }, 'main.cjs')).toBe(
      '2 1.25 true\n',
    );
  });

  it('gives it to a CommonJS module that import loads, too', async () => {
    const files = {
      'main.mjs':
        "import lib from './lib.cjs'; import stats from './stats.py'; console.log(lib.stats === stats);",
      'lib.cjs': "exports.stats = require('./stats.py');",
    };
    expect(await printed(files, 'main.mjs')).toBe('true\n');
  });

  it.runIf(hasSynchronousHooks)(
    'gives an ES module that imports Python, where hooks are synchronous',
    async () => {
      const files = {
        'main.cjs': "console.log(require('./lib.mjs').mean([1, 3]));",
        'lib.mjs': "export { mean } from './stats.py';",
      };
      const out = await printed(files, 'main.cjs', { nodeArgs: ['--no-warnings'] });
      expect(out).toBe('2\n');
    },
  );
});

describe('TypeScript', () => {
  const nodeArgs = ['--no-warnings'];

  it.each([
    ['an ES module', '.mts', 'import type { Typed } from "./typed.mts"; import { mean } from "./stats.py";'],
    ['a CommonJS module', '.cts', 'const { mean } = require("./stats.py");'],
    ['a module of a package that does not say its type', '.ts', 'import { mean } from "./stats.py";'],
    ['a CommonJS module of such a package', '.ts', 'const { mean } = require("./stats.py");'],
  ])('runs without its types in %s', async (_, extension, head) => {
    const name = `main${extension}`;
    const text = `${head}\ninterface Shown { readonly mean: number }\nconst shown: Shown = { mean: mean([1, 2, 3]) as number };\nconsole.log(shown.mean);`;
    const files = { [name]: text, 'typed.mts': 'export interface Typed { readonly a: number }' };
    expect(await printed(files, name, { nodeArgs })).toBe('2\n');
  });

  it('gives the module object to require of CommonJS', async () => {
    const text =
      "const stats: object = require('./stats.py');\nconsole.log(stats === require('graftwire').graft.loadSync('./stats.py'));";
    expect(await printed({ 'main.cts': text }, 'main.cts', { nodeArgs })).toBe('true\n');
  });

  it('imports other modules of TypeScript, of either kind', async () => {
    const files = {
      'package.json': '{ "type": "module" }',
      'main.ts':
        "import { twice } from './esm.ts'; import common from './common.cts'; console.log(twice(2), common.thrice(2));",
      'esm.ts':
        "import { mean } from './stats.py';\nexport const twice = (x: number): number => 2 * (mean([x]) as number);",
      'common.cts':
        "const { mean } = require('./stats.py');\nexports.thrice = (x: number): number => 3 * mean([x]);",
    };
    expect(await printed(files, 'main.ts', { nodeArgs })).toBe('4 6\n');
  });

  it('tells an error’s line', async () => {
    const project = new Project({
      'main.mts':
        'interface A { readonly a: number }\n\nfunction fail(a: A): never {\n  throw new Error(`no ${a.a}`);\n}\nfail({ a: 1 });\n',
    });
    const { err } = await run(project, 'main.mts', { nodeArgs: ['--enable-source-maps'] });
    expect(err).toMatch(/main\.mts:4:\d+\)/);
  });
});

describe('the start', () => {
  it('loads nothing of graftwire and starts no Python before a Python file is imported', async () => {
    const main = `
      const loaded = () => Object.keys(require.cache).filter((file) => /dist.(index|imported|cli)/.test(file)).length;
      console.log(loaded(), process.report.getReport().sharedObjects.some((file) => file.includes('libpython')));
      require('./stats.py');
      console.log(loaded());`;
    expect(await printed({ 'main.cjs': main }, 'main.cjs')).toBe('0 false\n2\n');
  });

  it('may be asked for twice', async () => {
    const main =
      "require('graftwire/register'); console.log(require('./stats.py').RATE); import('./stats.py').then((m) => console.log(m.RATE));";
    expect(await printed({ 'main.cjs': main }, 'main.cjs')).toBe('1.25\n1.25\n');
  });

  it('can be --require, too', async () => {
    const project = new Project({
      'stats.py': stats,
      'main.mjs': "import { RATE } from './stats.py'; console.log(RATE);",
    });
    const { out } = await project.run('main.mjs', { nodeArgs: ['--require', 'graftwire/register'] });
    expect(out).toBe('1.25\n');
  });

  it('tells node --watch of the Python files', async () => {
    const project = new Project({
      'watched.py': 'def f(): return "first"',
      'main.mjs': "import { f } from './watched.py'; console.log(f());",
    });
    const running = project.start('main.mjs', { nodeArgs: ['--watch', '--import', 'graftwire/register'] });
    await running.until('first');
    // Node.js begins to watch when the report has reached it: until then it sees no change.
    const change = setInterval(() => project.write('watched.py', 'def f(): return "second"'), 200);
    try {
      await running.until('second');
    } finally {
      clearInterval(change);
    }
  });
});

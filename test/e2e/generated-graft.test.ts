import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

/** What `graftwire generate` writes, as short as it can be. */
function graftPackage(definition: object, members: readonly string[]): Readonly<Record<string, string>> {
  const { name } = definition as { name: string };
  const folder = `node_modules/@graft/${name.replace(/^graft\.(\w+)\./, '$1-')}`;
  return {
    [`${folder}/package.json`]: '{"type":"module","exports":"./index.js"}',
    [`${folder}/index.js`]: [
      "import { defineGraft } from 'graftwire/generated';",
      `const graft = defineGraft({ ...${JSON.stringify({ ...definition, members })}, from: import.meta.url },`,
      `  (members) => { ({ ${members.join(', ')} } = members); });`,
      ...members.map((member) => `export let ${member} = graft.member('${member}');`),
      'export default graft.module;',
    ].join('\n'),
  };
}

const shop = graftPackage(
  {
    name: 'graft.npm.shop',
    source: '../../../shop.mjs',
    runtime: 'nodejs',
    constants: { RATE: 2 },
  },
  ['add', 'Box', 'ShopError', 'fail', 'isShop', 'RATE', 'later'],
);
const stats = graftPackage(
  {
    name: 'graft.pypi.stats',
    source: '../../../stats.py',
    runtime: 'python',
    constants: { RATE: 1.5 },
  },
  ['mean', 'Box', 'Oops', 'fail', 'count', 'RATE', 'table', 'later', 'gone'],
);
const files = {
  'shop.mjs': `
    console.log('shop.mjs is loaded');
    export function add(a, b) { return a + b; }
    export class Box { #n; constructor(n) { this.#n = n; } get() { return this.#n; } static make() { return new this(9); } }
    export class ShopError extends Error {}
    export function fail() { throw new ShopError('no'); }
    export const isShop = (value) => value === Box;
    export const RATE = 3;
    export const later = async (value) => value;`,
  'stats.py': `
print("stats.py is loaded")
RATE = 2.5
table = {"a": [1]}
def mean(values: "list[float]", *, scale: float = 1.0) -> float: return sum(values) / len(values) * scale
class Box:
    made = 0
    def __init__(self, n: int): self.n = n
    def get(self): return self.n
    @classmethod
    def make(cls): return cls(9)
class Oops(ValueError): pass
def fail(): raise Oops("no")
def count(callback): return callback(Box)
async def later(value): return value
`,
  ...shop,
  ...stats,
};

async function run(program: string, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { out, err, code } = await new Project({ ...files, 'main.mjs': program }).run('main.mjs', { env });
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return out.trimEnd().split('\n');
}

describe('a Graft package', () => {
  it('of a module in the same runtime is the module itself from its first use on', async () => {
    expect(
      await run(`
        import * as shop from '@graft/npm-shop';
        import { add, Box, ShopError } from '@graft/npm-shop';
        const early = add;
        console.log(shop.RATE);
        console.log(add(1, 2), early(3, 4), shop.RATE, shop.default.RATE);
        const own = await import('./shop.mjs');
        console.log(add === own.add, Box === own.Box, early === add, shop.isShop(Box));
        try { shop.fail(); } catch (error) { console.log(error instanceof ShopError, error.constructor === ShopError); }
      `),
    ).toEqual(['2', 'shop.mjs is loaded', '3 7 3 3', 'true true false true', 'true true']);
  });

  it('has classes that may be named, extended and made before it is bound', async () => {
    expect(
      await run(`
        import { Box, later } from '@graft/npm-shop';
        const Early = Box;
        class Big extends Box { get() { return super.get() * 10; } }
        console.log(Early.name, new Early(1) instanceof Box, new Big(4).get(), new Big(1) instanceof Early, Big.make() instanceof Big);
        console.log(Object.keys(Early), 'make' in Early, typeof Early.prototype.get, await later(3));
      `),
    ).toEqual(['shop.mjs is loaded', 'Box true 40 true true', '[] true function 3']);
  });

  it('of a module in another runtime has what graft.load gives', async () => {
    expect(
      await run(`
        import { graft } from 'graftwire';
        import * as stats from '@graft/pypi-stats';
        const { Box: Early } = stats;
        console.log(stats.RATE);
        console.log(stats.mean([1, 2, 3]), stats.mean([1, 3], { scale: 2 }), stats.RATE);
        const loaded = graft.loadSync('./stats.py');
        console.log(stats.mean === loaded.mean, new stats.Box(5).get(), stats.Box === loaded.Box, stats.table.a);
        console.log(new Early(1) instanceof stats.Box, stats.count((given) => given === stats.Box), stats.count((given) => given === Early));
        try { stats.fail(); } catch (error) { console.log(error instanceof stats.Oops, error.name); }
        console.log(await stats.later(4), await graft.async(Early).name, (await graft.async(stats.default).mean([8])));
        console.log(graft.help(stats.mean), graft.model(Early).name, graft.stats().python >= 0);
        class Wide extends Early {}
        console.log(new Wide(3).get());
      `),
    ).toMatchObject([
      '1.5',
      'stats.py is loaded',
      '2 4 2.5',
      'true 5 true [ 1 ]',
      'true true false',
      'true Oops',
      expect.stringMatching(/^4 /),
      expect.stringMatching(/^def mean/),
      '3',
    ]);
  });

  it.each(['inMemory', 'loopback'])(
    'has classes whose static methods may be what is used first: %s',
    async (host) => {
      const program = `
      import { Box as Shop } from '@graft/npm-shop';
      import { Box } from '@graft/pypi-stats';
      console.log(Shop.make().get(), Box.make().get());`;
      expect((await run(program, { GRAFT_CONFIG: `host=${host}` })).at(-1)).toBe('9 9');
    },
  );

  it('can be given to Python before it is bound', async () => {
    expect(
      await run(`
        import { graft } from 'graftwire';
        import { Box } from '@graft/pypi-stats';
        console.log(graft.python.eval('box.__name__', { box: Box }));
      `),
    ).toEqual(['stats.py is loaded', 'Box']);
  });

  it('is configured after its import, until its first use', async () => {
    expect(
      await run(`
        import { GraftConfig, graft } from 'graftwire';
        import { add } from '@graft/npm-shop';
        GraftConfig.setConfig('name=graft.npm.shop;host=tcp://one:1');
        GraftConfig.setConfig('name=graft.npm.shop;host=inMemory');
        console.log(add(1, 2));
        GraftConfig.setConfig('name=graft.npm.shop;host=tcp://two:2');
        console.log(add(1, 2));
        graft.reload();
        try { add(1, 2); } catch (error) { console.log(error.code); }
        GraftConfig.setConfig('name=graft.npm.shop;host=inMemory');
        graft.reload();
        console.log(add(1, 2));
      `),
    ).toEqual(['shop.mjs is loaded', '3', '3', 'unimplemented', '3']);
  });

  it('that is elsewhere never loads the module', async () => {
    const program = `
      import { add, Box } from '@graft/npm-shop';
      import { mean } from '@graft/pypi-stats';
      for (const use of [() => add(1, 2), () => new Box(1), () => Box.make, () => mean([1])]) {
        try { use(); } catch (error) { console.log(error.code, error.path); }
      }`;
    expect(await run(program, { GRAFT_CONFIG: 'host=tcp://pricing:7420' })).toEqual(
      Array.from({ length: 4 }, () => 'unimplemented GRAFT_CONFIG:1 host'),
    );
  });

  it('says what its module has not any more', async () => {
    expect(
      await run(`
        import { gone, mean } from '@graft/pypi-stats';
        console.log(mean([4]));
        try { gone(); } catch (error) { console.log(error.code, error.remedy); }
      `),
    ).toEqual([
      'stats.py is loaded',
      '4',
      'unknown-member Generate the Graft again: its module has changed since (graftwire generate).',
    ]);
  });

  it('that is used by its own module while that loads is told so', async () => {
    const project = new Project({
      ...files,
      'shop.mjs': `
        import { add as remote } from '@graft/npm-shop';
        export function add(a, b) { return a + b; }
        try { remote(1, 2); } catch (error) { console.log(error.code); }`,
      'main.mjs': `import { add } from '@graft/npm-shop'; console.log(add(1, 2));`,
    });
    expect(await project.run('main.mjs')).toMatchObject({ out: 'deadlock\n3\n', err: '', code: 0 });
  });

  it('follows a module that is run again, as all that imported it do', async () => {
    expect(
      await run(`
        import { writeFileSync } from 'node:fs';
        import stats, { mean, RATE } from '@graft/pypi-stats';
        import { graft } from 'graftwire';
        console.log(mean([1, 2]), RATE);
        writeFileSync('stats.py', 'RATE = 25\\ndef mean(values): return "new"\\n');
        console.log(graft.reload(stats) === stats, mean([1]), stats.mean([1]), RATE);
      `),
    ).toEqual(['stats.py is loaded', '1.5 2.5', 'true new new 25']);
  });

  it('follows a CommonJS module that is run again on loopback', async () => {
    const project = new Project({
      ...graftPackage({ name: 'graft.npm.table', source: '../../../table.cjs', runtime: 'nodejs' }, [
        'rows',
        'Row',
        'RATE',
      ]),
      'table.cjs': 'exports.rows = () => 1; exports.RATE = 2; exports.Row = class Row { n() { return 3; } };',
      'main.mjs': `
        import { writeFileSync } from 'node:fs';
        import table, { rows, Row, RATE } from '@graft/npm-table';
        import { graft } from 'graftwire';
        console.log(rows(), RATE, new Row().n());
        writeFileSync('table.cjs', 'exports.rows = () => 11; exports.RATE = 12; exports.Row = class Row { n() { return 13; } };');
        console.log(graft.reload(table) === table, rows(), RATE, new Row().n(), new table.Row().n());`,
    });
    const { out, err } = await project.run('main.mjs', { env: { GRAFT_CONFIG: 'host=loopback' } });
    expect({ out, err }).toEqual({ out: '1 2 3\ntrue 11 12 13 13\n', err: '' });
  });

  it('is given to graft.with and graft.async as what import * as names', async () => {
    const program = `
      import * as shop from '@graft/npm-shop';
      import * as stats from '@graft/pypi-stats';
      import { graft } from 'graftwire';
      const later = graft.async(shop);
      console.log(await later.add(1, 2), await later.RATE, await (await new later.Box(4)).get());
      console.log(graft.with(shop, { timeoutMs: 60_000 }).add(1, 2), await graft.async(graft.with(stats, { timeoutMs: 60_000 })).mean([4]));
      try { graft.with(shop, { timeoutMs: -1 }); } catch (error) { console.log(error.code); }
      try { graft.async([]); } catch (error) { console.log(error.code); }`;
    const printed = ['3 3 4', '3 4', 'invalid-argument', 'invalid-argument'];
    for (const config of ['', 'strict=true', 'host=loopback']) {
      const lines = await run(program, { GRAFT_CONFIG: config.replace('host', 'name=graft.npm.shop;host') });
      expect(lines.filter((line) => !line.endsWith('is loaded'))).toEqual(printed);
    }
  });
});

const tools = {
  'tools.cjs': `
    module.exports = function tools(name) { return 'tools for ' + name; };
    module.exports.twice = (n) => n * 2;
    module.exports.twice.unit = 'pair';
    module.exports.pattern = /x/;
    module.exports.marks = [Symbol('mark')];
    module.exports.table = { depth: 2, deep: () => 'deep', pattern: /y/ };`,
  'greet.mjs': `
    export default function greet(name) { return 'hello ' + name; }
    export const RATE = 3;`,
  ...graftPackage(
    { name: 'graft.npm.tools', source: '../../../tools.cjs', runtime: 'nodejs', defaultExport: 'tools' },
    ['tools', 'twice', 'pattern', 'marks', 'table'],
  ),
  ...graftPackage(
    { name: 'graft.npm.greet', source: '../../../greet.mjs', runtime: 'nodejs', defaultExport: 'greet' },
    ['greet', 'RATE'],
  ),
};

describe('a Graft package of a module that is a function', () => {
  it.each(['', 'strict=true', 'host=loopback'])('calls it by its default export: %s', async (config) => {
    const project = new Project({
      ...tools,
      'main.mjs': `
        import { tools, twice, table } from '@graft/npm-tools';
        import { greet } from '@graft/npm-greet';
        import { graft } from 'graftwire';
        console.log(tools('you'), tools.twice(2), twice(3), [1, 2].map(twice), twice.unit, table.deep(), table.depth);
        console.log(greet('you'));
        const loaded = await graft.load('./tools.cjs');
        console.log(loaded('me'), loaded.twice(4), await graft.async(loaded)('her'));`,
    });
    const { out, err } = await project.run('main.mjs', { env: { GRAFT_CONFIG: config } });
    expect({ out, err }).toEqual({
      out: ['tools for you 4 6 [ 2, 4 ] pair deep 2', 'hello you', 'tools for me 8 tools for her', ''].join(
        '\n',
      ),
      err: '',
    });
  });

  it('passes on what EventEmitter calls listeners with, strictly too', async () => {
    const project = new Project({
      ...graftPackage({ name: 'graft.npm.events', source: 'node:events', runtime: 'nodejs' }, [
        'EventEmitter',
      ]),
      'main.mjs': `
        import { EventEmitter } from '@graft/npm-events';
        const emitter = new EventEmitter();
        emitter.once('line', (...heard) => console.log(...heard));
        emitter.emit('line', 1, 'two');`,
    });
    const { out, err } = await project.run('main.mjs', { env: { GRAFT_STRICT: '1' } });
    expect({ out, err }).toEqual({ out: '1 two\n', err: '' });
  });

  it.each(['strict=true', 'host=loopback'])('refuses only what cannot cross: %s', async (config) => {
    const project = new Project({
      ...tools,
      'main.mjs': `
        import { twice, pattern, marks, table } from '@graft/npm-tools';
        console.log(twice(1));
        for (const use of [() => pattern.source, () => marks[0], () => table.pattern]) {
          try { console.log(use()); } catch (error) { console.log(error.code); }
        }`,
    });
    const { out, err } = await project.run('main.mjs', { env: { GRAFT_CONFIG: config } });
    expect({ out, err }).toEqual({
      out: '2\nunsupported-value\nunsupported-value\nunsupported-value\n',
      err: '',
    });
  });

  it.each(['', 'strict=true', 'host=loopback'])('has the model of its package: %s', async (config) => {
    const model = {
      ugm: 1,
      name: 'tools',
      ecosystem: 'npm',
      runtime: 'nodejs',
      doc: 'Tools.',
      defaultExport: 'tools',
      functions: [
        {
          name: 'twice',
          doc: 'Doubles.',
          parameters: [
            { name: 'n', kind: 'positional-only', type: { kind: 'number' }, annotation: 'number' },
          ],
          async: false,
          generator: false,
          signature: 'known',
        },
      ],
      ...{ classes: [], records: [], enums: [], aliases: [], attributes: [], modules: [] },
    };
    const project = new Project({
      ...tools,
      'node_modules/@graft/npm-tools/model.json': JSON.stringify(model),
      'main.mjs': `
        import tools, { twice } from '@graft/npm-tools';
        import { graft } from 'graftwire';
        console.log(graft.help(twice), graft.model(tools).doc, graft.model(twice).kind);`,
    });
    const { out, err } = await project.run('main.mjs', { env: { GRAFT_CONFIG: config } });
    expect({ out, err }).toEqual({ out: 'def twice(n: number, /)\n\nDoubles. Tools. function\n', err: '' });
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { goldenPackages } from '../../../golden/generator/npm/golden-packages.js';
import { Project } from '../../../e2e/project.js';

const golden = fileURLToPath(new URL('../../../golden/generator/npm/', import.meta.url));

/** The golden packages as they are installed, with the modules that they are of beside them. */
const installed = Object.fromEntries([
  ...['stats.py', 'inventory.js'].map((name) => [
    `node_modules/@graft/${name}`,
    readFileSync(golden + name, 'utf8'),
  ]),
  ['node_modules/@graft/package.json', '{ "type": "module" }'],
  ...goldenPackages.flatMap(({ name, files }) =>
    files.map(({ path, text }) => [`node_modules/@graft/${name}/${path}`, text]),
  ),
]) as Readonly<Record<string, string>>;

async function printed(program: string): Promise<readonly unknown[]> {
  const text = `const print = (...values) => console.log(JSON.stringify(values, (_, value) => typeof value === 'bigint' ? String(value) : value));\n${program}`;
  const { out, err, code } = await new Project({ ...installed, 'main.mjs': text }).run('main.mjs');
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

describe('a generated Graft of a Python module', () => {
  it('calls functions as its declarations say', async () => {
    expect(
      await printed(`
        import { kw } from 'graftwire';
        import * as stats from '@graft/pypi-stats';
        print(stats.RATE, stats.mean([1, 2, 4], { digits: 1 }), stats.mean(new Set([1, 2])));
        print(stats.scale([1], 2, 3));
        print(stats.total(1, 2, kw({ currency: 'USD' })), stats.tag('x', kw({ colour: 'red' })), stats.order('x', { amount: 3 }));
        print([...stats.walk(2)], await stats.fetch_rate('EUR'), stats.first([1]), stats.first([]), stats.double('x'));
        for await (const step of stats.follow(2)) print(step);
        stats.each(['a'], (value, index) => print(value, index));
      `),
    ).toEqual([
      [1.25, 2.3, 1.5],
      [[5]],
      [3, { name: 'x', colour: 'red' }, 3],
      [[0, 1], 1.25, 1, null, 'xx'],
      [0],
      [1],
      ['a', 0],
    ]);
  });

  it('takes and gives values as its declarations say', async () => {
    expect(
      await printed(`
        import { DateTime, Decimal } from 'graftwire';
        import * as stats from '@graft/pypi-stats';
        print(stats.convert(new Decimal('1.50'), new Date(0), stats.Currency.USD) instanceof Decimal);
        const trade = stats.newest([{ when: new Date(0), tags: ['a'] }]);
        print(trade.when instanceof DateTime, trade.tags, stats.bucket('low', new Map([[1, 'a']])) instanceof Map);
        const point = stats.middle(new stats.Span(1, 2));
        print(point instanceof stats.Point, point.x, { ...new stats.Point(1, 2) }, stats.memory(2) instanceof Float64Array);
        print(stats.precision(stats.context()), [...stats.Currency].map(({ name, value }) => [name, value]));
        print(stats.Currency.get('EUR') === stats.Currency.EUR, stats.Access.READ.value);
      `),
    ).toEqual([
      [true],
      [true, ['a'], true],
      [true, 1.5, { x: 1, y: 2 }, true],
      [
        7,
        [
          ['EUR', 'eur'],
          ['USD', 'usd'],
        ],
      ],
      [true, 1],
    ]);
  });

  it('takes options in the place of parameters that have a default', async () => {
    expect(
      await printed(`
        import * as stats from '@graft/pypi-stats';
        print(stats.scale([1], { offset: 1 }), stats.scale([1], 3, { offset: 1 }), [...stats.walk({ steps: 2 })]);
        print({ ...new stats.Point(1, { y: 2 }) }, new stats.Ledger('x').add('d', { amount: 3, note: null }).get('d'));
      `),
    ).toEqual([
      [[3], [4], [0, 1]],
      [{ x: 1, y: 2 }, 3],
    ]);
  });

  it('is listened to as its declarations say', async () => {
    expect(
      await printed(`
        import { events } from 'graftwire';
        import { Ledger } from '@graft/pypi-stats';
        const ledger = new Ledger('main');
        print(ledger.on('added', (name, amount) => print('on', name, amount)) === ledger);
        const stream = events.stream(ledger, 'added');
        ledger.once('closed', (...nothing) => print('closed', nothing.length)).add('ACME', 3).add('INIT');
        ledger[Symbol.dispose]();
        stream.close();
        for await (const added of stream) print(added);
      `),
    ).toEqual([[true], ['on', 'ACME', 3], ['on', 'INIT', 1], ['closed', 0], [['ACME', 3]], [['INIT', 1]]]);
  });

  it('has classes, errors and attributes as its declarations say', async () => {
    expect(
      await printed(`
        import * as stats from '@graft/pypi-stats';
        const ledger = new stats.Ledger('x', { currency: 'USD' });
        ledger.add('a').add('b', 2, { note: 'c' }).add('d', 3, { note: null });
        print(ledger.length, [...ledger], ledger.get('d'), ledger.get('q') === undefined, ledger.has('a'), ledger.currency);
        ledger.opened = new Date(0);
        print(ledger.opened.year, stats.Ledger.unit, stats.Ledger.parse('y').name, [...ledger.entries()][0], await ledger.fetch('b'));
        print([...new stats.Countdown(3)], new stats.Scaler(2).call(3), new stats.LooseLedger('x').add('a', 'b'));
        try { ledger.add('x', 5000); } catch (error) {
          print(error instanceof stats.InsufficientFunds, error instanceof stats.StatsError, error instanceof Error, error.needed, error.code);
        }
        print(new stats.InsufficientFunds(3) instanceof stats.InsufficientFunds, new stats.InsufficientFunds(3).available);
        stats.log('x');
        print(stats.default.counter, stats.path.join('a', 'b'));
        stats.default.counter = 9;
        print(stats.default.counter, stats.LIMIT);
      `),
    ).toEqual([
      [3, ['a', 'b', 'd'], 3, true, true, 'USD'],
      [1970, 'share', 'y', ['a', 1], 2],
      [[2, 1, 0], 6, 2],
      [true, true, true, 5000, 'exception'],
      [true, 0],
      [1, 'a/b'],
      [9, null],
    ]);
  });
});

describe('a generated Graft of a JavaScript module', () => {
  it('is the module itself', async () => {
    expect(
      await printed(`
        import { Inventory, Level, load, map, OutOfStock, sum, VERSION } from '@graft/npm-inventory';
        print(sum([1, 2]), map([1], String), await load('x', { tags: [] }), Level.High, VERSION);
        const stock = new Inventory();
        stock.stock.set('a', 2);
        stock.on('reserved', (item, count) => print(item, count));
        print([...stock.reserve('a')], sum === (await import('./node_modules/@graft/inventory.js')).sum);
        try { stock.reserve('b'); } catch (error) { print(error instanceof OutOfStock, error.missing); }
      `),
    ).toEqual([
      [3, ['1'], { name: 'x', tags: [] }, 1, '1.0'],
      ['a', 1],
      [['a'], true],
      [true, 1],
    ]);
  });
});

// What the declarations of the golden package pypi-stats mean to those who use it.
import { Decimal, events, float, kw } from 'graftwire';
import { expectType } from './expect-type.js';
import type { DateTime, GraftModule, NDArray } from 'graftwire';
import module, {
  Access,
  AuditedLedger,
  bucket,
  context,
  convert,
  Countdown,
  counter,
  Currency,
  double,
  each,
  fetch_rate,
  first,
  follow,
  InsufficientFunds,
  kinds,
  Ledger,
  LooseLedger,
  mean,
  memory,
  middle,
  newest,
  order,
  path,
  Point,
  precision,
  RATE,
  Scaler,
  scale,
  Span,
  StatsError,
  tag,
  total,
  walk,
} from '../../golden/generator/npm/pypi-stats/index.js';
import type {
  Amount,
  Context,
  LedgerAddOptions,
  Trade,
  Tree,
} from '../../golden/generator/npm/pypi-stats/index.js';

export async function functions(): Promise<void> {
  expectType<number>()(mean(new Set([1, 2.5]), { digits: 1 }));
  mean([1, float(2)], { weights: null });
  // @ts-expect-error: keyword-only
  mean([1], [1]);
  // @ts-expect-error: no such option
  mean([1], { digit: 1 });
  scale([1], 2, 3);
  scale([1], { offset: 1 });
  // @ts-expect-error: one or the other
  scale([1], 2, { offset: 1 });
  total(1, 2, 3);
  total(1, 2, kw({ currency: 'USD' }));
  tag('x', kw({ colour: 'red' }))['name'] satisfies string | undefined;
  order('x', { amount: 1n });
  // @ts-expect-error: it is required
  order('x');
  // @ts-expect-error: it is required
  order('x', {});
  expectType<Promise<number>>()(fetch_rate('EUR'));
  for (const step of walk(3)) step.toFixed();
  for await (const step of follow({ steps: 2 })) step.toFixed();
  each(['a'] as const, (value, index) => {
    expectType<'a'>()(value);
    expectType<number>()(index);
  });
  expectType<number | null>()(first([1, 2], 3));
  expectType<number>()(double(1));
  expectType<string>()(double('x'));
}

export function values(): void {
  const exact = convert(new Decimal('1.5'), new Date(), Currency.USD);
  expectType<Decimal>()(exact);
  // @ts-expect-error: a number that is no integer is for who expects an int a number, but a string is none
  convert('1.5', new Date());
  // @ts-expect-error: no member of the enum
  convert(1, new Date(), 'usd');
  const given: readonly string[] = ['a'];
  const trade = newest([{ when: new Date(), tags: given }]);
  expectType<Trade | null>()(trade);
  expectType<DateTime | undefined>()(trade?.when);
  const counts = bucket('low', new Map([[1, 'a']]));
  expectType<Map<number, string>>()(counts);
  // @ts-expect-error: neither low nor high
  bucket('middle', counts);
  const point = middle(new Span(1, 2));
  expectType<Point>()(point);
  // @ts-expect-error: a plain object is a dict in Python, and no Span
  middle({ first: 1, last: 2 });
  new Point(1, { y: 2 }).x = 3;
  expectType<Float64Array | NDArray>()(memory(3));
  const amounts: readonly Amount[] = [1, exact];
  const tree: Tree = [1, [2, [3]]];
  void [amounts, tree];
  precision(context());
  expectType<Context>()(context());
  // @ts-expect-error: no context of Python's
  precision(new Ledger('x'));
  path['join']?.('a', 'b');
  expectType<GraftModule>()(path);
}

export function classes(): void {
  const ledger = new Ledger('x', { currency: 'EUR' });
  ledger.add('a').add('b', 2, { note: 'c' }).add('d', { amount: 3, note: null }) satisfies Ledger;
  const options: LedgerAddOptions = { amount: 1 };
  ledger.add('a', options);
  // @ts-expect-error: said already
  ledger.add('b', 2, { amount: 3 });
  const audited = new AuditedLedger('x').add('a');
  expectType<AuditedLedger>()(audited);
  audited satisfies Ledger;
  // @ts-expect-error: its `add` is another one
  new LooseLedger('x') satisfies Ledger;
  new LooseLedger('x').add('a', 'b').toFixed();
  ledger.opened = new Date();
  expectType<DateTime>()(ledger.opened);
  // @ts-expect-error: it cannot be set
  ledger.currency = 'USD';
  void ledger.owner?.length;
  Ledger.unit = 'coin';
  Ledger.parse('x') satisfies Ledger;
  for (const name of ledger) void name.length;
  ledger.set('a', ledger.get('b') ?? ledger.length);
  for (const [Kind] of [kinds()]) void new Kind!('x').length;
  for (const left of new Countdown(3)) left.toFixed();
  new Scaler(2).call(3).toFixed();
  using again = new Ledger('y');
  again.equals(ledger) satisfies boolean;
}

export async function emits(): Promise<void> {
  const ledger = new Ledger('x');
  ledger
    .on('added', (name, amount) => name.repeat(amount))
    .once('closed', () => undefined)
    .add('a');
  // @ts-expect-error: no such event
  ledger.off('removed', () => undefined);
  events.subscribe(ledger, 'closed', (...nothing) => nothing.length satisfies 0).close();
  for await (const [name, amount] of events.stream(ledger, 'added')) name.repeat(amount);
  expectType<undefined>()((await events.stream(ledger, 'closed').next()).value);
  // What is derived from it emits the same.
  for await (const [name] of events.stream(new AuditedLedger('y'), 'added')) name.trim();
  for await (const [name] of events.stream(new LooseLedger('z'), 'added')) name.trim();
}

export function enums(): void {
  expectType<'eur'>()(Currency.EUR.value);
  Currency.EUR satisfies Currency;
  for (const currency of Currency) expectType<'eur' | 'usd'>()(currency.value);
  // @ts-expect-error: members are there already
  new Currency();
  expectType<string | null>()(Access.READ.name as Access['name']);
}

export function errors(error: unknown): void {
  if (error instanceof InsufficientFunds) {
    error satisfies StatsError satisfies Error;
    expectType<number>()(error.needed);
    expectType<'exception'>()(error.code);
    error.remote.traceback[0]?.line.toFixed();
  } else if (error instanceof StatsError) {
    // @ts-expect-error: only the other one has it
    void error.needed;
  }
}

export function wholeModule(): void {
  expectType<typeof mean>()(module.mean);
  module.counter = counter + 1;
  // @ts-expect-error: a constant
  module.RATE = RATE;
}

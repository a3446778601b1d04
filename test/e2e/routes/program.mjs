// What a user of the shop does, printed: the same bytes wherever the shop runs.

/** @param {Record<string, any>} shop @param {(line: string) => void} print */
export async function program(shop, print) {
  await types(shop, print);
  await errors(shop, print);
  await callbacks(shop, print);
  await streams(shop, print);
  await state(shop, print);
}

/** A value in one form, whatever route it came by. */
function show(value) {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `bytes(${[...value].join(' ')})`;
  if (value instanceof Date) return `date(${new Date(value.getTime()).toISOString()})`;
  // Python's sets have no order.
  if (value instanceof Set) return `set(${[...value].map(show).sort().join(', ')})`;
  if (value instanceof Map)
    return `map(${[...value].map(([key, item]) => `${show(key)} => ${show(item)}`).join(', ')})`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${[...value].join(' ')})`;
  if (Array.isArray(value)) return `${Object.isFrozen(value) ? 'tuple' : ''}[${value.map(show).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `${name}: ${show(item)}`)
    .join(', ')}}`;
}

function* values() {
  yield* [null, true, false, 0, -0, 1, -1, 127, 128, 255, 256, 65_536, 2 ** 31, -(2 ** 31), 2 ** 32];
  yield* [2 ** 53 - 1, -(2 ** 53 - 1), 1.5, -0.1, NaN, Infinity, -Infinity, 1e300, 5e-324];
  yield* [2n ** 63n, -(2n ** 63n), 2n ** 64n, 2n ** 200n, -(2n ** 200n)];
  yield* [
    '',
    'a',
    'é',
    '日本語',
    '😀',
    '\u0000',
    '\ud800',
    'x'.repeat(200),
    'ß'.repeat(200),
    '日'.repeat(200),
  ];
  yield* [[], [1, [2, [3]]], {}, { a: 1, b: { c: [null] } }, { __proto__: null, constructor: 1 }];
  yield* [
    Object.freeze([1, 'two']),
    new Map([
      [1, 'one'],
      [null, 2],
    ]),
    new Set([1, 'a']),
    new Uint8Array([0, 255]),
  ];
  yield* [new Date(0), new Date(Date.UTC(2024, 1, 29, 12, 30, 15, 250))];
  yield* [Array.from({ length: 70_000 }, (_, index) => index).slice(0, 20), { 2: 'b', 10: 'c' }];
}

async function types(shop, print) {
  for (const value of values()) print(`${shop.kindOf(value)} ${show(shop.echo(value))}`);
  print(show(shop.add(2, 3)));
  print(show(shop.add('a', 'b')));
  print(show(shop.echo(Array.from({ length: 70_000 }, (_, index) => index)).length));
  print(
    show(
      shop.total([
        { price: 2, quantity: 3 },
        { price: 0.5, quantity: 4 },
      ]),
    ),
  );
  print(show(shop.order('pen')));
  print(show(shop.order('pen', { quantity: 2 })));
  print(show(shop.order('pen', { note: 'blue', quantity: 5 })));
  print(show(shop.nothing()));
  print(show([shop.RATE, shop.CURRENCIES, shop.LIMITS]));
  print(show(await shop.quote('ACME')));
  print(show(await Promise.all([shop.quote('A'), shop.quote('BB'), shop.quote('CCC')])));
}

function describe(shop, error) {
  const classes = ['InsufficientFunds', 'Overdrawn'].filter((name) => error instanceof shop[name]);
  const native = [TypeError, RangeError, SyntaxError].filter((maker) => error instanceof maker);
  return `${[...classes, ...native.map(({ name }) => name)].join('/')} ${error.message} ${show(error.balance)}`;
}

async function errors(shop, print) {
  for (const kind of ['type', 'range', 'syntax', 'overdrawn', 'cause', 'other']) {
    try {
      shop.failWith(kind);
      print('no error');
    } catch (error) {
      print(`${kind}: ${error instanceof Error} ${describe(shop, error)}`);
      if (error.cause !== undefined) print(`because ${describe(shop, error.cause)}`);
    }
  }
  await shop.failLater('soon').then(
    () => print('no error'),
    (error) => print(`later: ${error.name} ${describe(shop, error)}`),
  );
  const account = new shop.Account('ann', 5);
  try {
    account.withdraw(6);
  } catch (error) {
    print(describe(shop, error));
    print(show(shop.echo(error) === error));
    print(show(shop.same(error, error)));
  }
  print(show(account.withdraw(5)));
}

async function callbacks(shop, print) {
  print(show(shop.apply((value) => value * 2, 21)));
  print(show(shop.applyAll((value, index) => `${index}${value}`, ['a', 'b'])));
  print(show(shop.apply((value) => shop.apply((inner) => shop.add(inner, 1), value), 1)));
  print(show(shop.guarded(() => 'fine')));
  print(
    show(
      shop.guarded(() => {
        throw new TypeError('mine');
      }),
    ),
  );
  const thrown = new RangeError('passed through');
  try {
    shop.apply(() => {
      throw thrown;
    }, null);
  } catch (error) {
    print(show(error === thrown));
  }
  let own;
  try {
    shop.apply(() => {
      try {
        shop.failWith('overdrawn');
      } catch (error) {
        own = error;
        throw error;
      }
    }, null);
  } catch (error) {
    print(`${error === own} ${describe(shop, error)}`);
  }
  print(show(await shop.applyLater(async (value) => value * 10, 4)));
  await shop
    .applyLater(async () => Promise.reject(thrown), 0)
    .catch((error) => print(show(error === thrown)));
  const both = shop.compose(
    (value) => value + 1,
    (value) => value * 2,
  );
  print(show(both(4)));
  print(show(shop.same(both, both)));
  const heard = [];
  const listener = (...args) => heard.push(args);
  shop.listen(listener);
  print(show(shop.isListening(listener)));
  print(show(shop.isListening(() => undefined)));
  print(show([shop.emit('sold', 3), shop.emit({ item: 'pen' })]));
  print(show(heard));
  print(show(shop.echo(listener) === listener));
}

async function streams(shop, print) {
  print(show([...shop.count(3)]));
  print(show(shop.takeLog()));
  for (const value of shop.count(10)) if (value === 2) break;
  print(show(shop.takeLog()));
  const steps = shop.count(1);
  print(show([steps.next().value, steps.next().done, steps.next().done]));
  shop.takeLog();
  const ticks = [];
  for await (const value of shop.ticks(100)) ticks.push(value);
  print(show([ticks.length, ticks.at(-1)]));
  print(show(shop.takeLog()));
  for await (const value of shop.ticks(100)) if (value === 50) break;
  print(show(shop.takeLog()));
  const before = [];
  try {
    for await (const value of shop.failing(3)) before.push(value);
  } catch (error) {
    print(`${show(before)} ${describe(shop, error)}`);
  }
}

async function state(shop, print) {
  print(show([shop.visit(), shop.visit(), shop.visit()]));
  const ann = shop.account('ann');
  print(show([shop.account('ann') === ann, shop.account('bob') === ann, ann instanceof shop.Account]));
  print(show(ann.deposit(5) === ann));
  print(show([shop.account('ann').balance, ann.isEmpty, ann.label, ann.history]));
  ann.label = 'anna';
  ann.balance = 1;
  print(show([ann.owner, ann.label, shop.same(ann, shop.account('ann'))]));
  print(show(await ann.later(9)));
  print(show([...ann.entries()]));
  const savings = new shop.Savings('eve', 200);
  print(show([savings instanceof shop.Account, savings.interest(0.5), savings.deposit(1).label]));
  print(show([shop.Account.named('zoe').balance, shop.Account.named('zoe') instanceof shop.Account]));
  print(show(shop.echo([savings, { ann }])[0] === savings));
  print(show(shop.echo(shop.Account) === shop.Account));
  const copy = shop.CURRENCIES;
  print(show([copy.length, shop.CURRENCIES.length]));
}

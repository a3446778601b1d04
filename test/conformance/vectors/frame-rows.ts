import { encodeFrameRow, type FrameRow, type StepRow } from '../encode-frame.js';
import { taggedString as str, toHex, type Tagged } from '../tagged.js';
import type { VectorFile } from './row.js';

const int = (value: bigint | number): Tagged => ({ int: String(value) });
const array = (...items: readonly Tagged[]): Tagged => ({ array: items });
const map = (fields: Readonly<Record<string, Tagged>>): Tagged => ({
  map: Object.entries(fields).map(([key, value]) => [str(key), value] as const),
});
const call = (member: Tagged, ...args: readonly Tagged[]): StepRow => ({
  target: null,
  member,
  access: { call: args },
});

const hash = toHex(Uint8Array.from({ length: 32 }, (_, index) => index));
const trace = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', flags: 1 };
const token = toHex(Uint8Array.from({ length: 16 }, (_, index) => 0xf0 + index));
const largest = 2n ** 64n - 1n;

const exception = map({
  code: str('exception'),
  message: str("'ACME'"),
  runtime: str('cpython'),
  type: str('KeyError'),
  mro: array(...['KeyError', 'LookupError', 'Exception', 'BaseException', 'object'].map(str)),
  traceback: array(
    array(str('/srv/stats.py'), int(12), str('mean'), str('    return total[name]')),
    array(str('<string>'), int(1), str('<module>'), null),
  ),
  cause: map({ code: str('exception'), message: str(''), type: str('ZeroDivisionError') }),
  fields: map({ args: array(str('ACME')), errno: null }),
  step: int(0),
  executed: true,
});

type Row = readonly [name: string, row: Partial<FrameRow> & Pick<FrameRow, 'kind'>];
const inSession = { correlation: 0, session: 9 };

const plain: readonly Row[] = [
  [
    'add(2, 3), bound to 7',
    { kind: 'invocation', correlation: 1, session: 0, steps: [call(int(7), int(2), int(3))] },
  ],
  ['the result of add(2, 3)', { kind: 'result', correlation: 1, session: 0, body: [int(5)] }],
  [
    'hello of a caller',
    {
      kind: 'hello',
      session: 0,
      body: [
        map({
          runtime: str('node'),
          runtimeVersion: str('20.19.0'),
          graftwire: str('0.1.0'),
          token: str('secret'),
          models: map({ stats: { bin: hash } }),
          limits: map({ values: int(1_000_000) }),
        }),
      ],
    },
  ],
  [
    'hello of the one that answers',
    {
      kind: 'hello',
      session: 0,
      body: [map({ runtime: str('cpython'), session: int(9), resume: { bin: token }, somethingNew: int(1) })],
    },
  ],
  ['an empty hello', { kind: 'hello', session: 0, body: [map({})] }],
  ['bind', { kind: 'bind', body: [int(7), str('stats:Portfolio.add')] }],
  ['bind to the largest id', { kind: 'bind', body: [int(largest), str('größe:µ')] }],
  ['a result with nil', { kind: 'result', correlation: 4_294_967_295, body: [null] }],
  [
    'a result with a record',
    {
      kind: 'result',
      correlation: 2,
      body: [map({ name: str('gear'), sizes: array({ float: '1' }, { float: '2.5' }) })],
    },
  ],
  ['an exception', { kind: 'exception', correlation: 2, body: [exception] }],
  [
    'an exception of graftwire',
    {
      kind: 'exception',
      correlation: 3,
      body: [
        map({ code: str('unknown-member'), message: str('There is no member stats:mode.'), executed: false }),
      ],
    },
  ],
  ['cancel', { kind: 'cancel', correlation: 77 }],
  ['release of nothing', { kind: 'release', body: [] }],
  ['release of two', { kind: 'release', body: [int(1), int(1), int(70_000), int(3)] }],
  ['item', { kind: 'item', body: [int(5), int(1)] }],
  ['several items', { kind: 'item', body: [int(5), int(1), str('two'), array(int(3)), null] }],
  ['end', { kind: 'end', body: [int(5), null] }],
  ['end with an exception', { kind: 'end', body: [int(5), exception] }],
  ['credit', { kind: 'credit', body: [int(5), int(64)] }],
  ['event', { kind: 'event', body: [int(3), array(str('price'), { float: '12.5' })] }],
  ['event without arguments', { kind: 'event', body: [int(3), array()] }],
  ['unsubscribe', { kind: 'unsubscribe', body: [int(3)] }],
  ['describe one module', { kind: 'describe', correlation: 8, body: [str('stats')] }],
  ['describe all', { kind: 'describe', correlation: 9, body: [null] }],
  ['resume', { kind: 'resume', correlation: 1, session: 0, body: [int(9), { bin: token }] }],
  ['ping', { kind: 'ping', correlation: 10, body: [{ bin: '' }] }],
  ['ping with 64 bytes', { kind: 'ping', correlation: 11, body: [{ bin: 'ab'.repeat(64) }] }],
  [
    'goodbye',
    { kind: 'goodbye', body: [str('version-mismatch'), str('The peers share no version.'), int(0)] },
  ],
];

const step = (target: StepRow['target'], member: Tagged, access: StepRow['access']): StepRow => ({
  target,
  member,
  access,
});

const invocations: readonly Row[] = [
  ['without arguments', { kind: 'invocation', correlation: 1, steps: [call(int(1))] }],
  ['with a bound id of two bytes', { kind: 'invocation', correlation: 1, steps: [call(int(300), null)] }],
  [
    'by name',
    { kind: 'invocation', correlation: 1, steps: [call(str('stats:mean'), array(int(1), int(2)))] },
  ],
  [
    'with keywords',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [
        step(null, int(4), {
          call: [array(int(1))],
          keywords: [
            [str('axis'), int(0)],
            [str('weights'), null],
          ],
        }),
      ],
    },
  ],
  [
    'with keywords only',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [step(null, int(4), { call: [], keywords: [[str('n'), int(3)]] })],
    },
  ],
  [
    'with no keyword in its keywords',
    { kind: 'invocation', correlation: 1, steps: [step(null, int(4), { call: [], keywords: [] })] },
  ],
  [
    'with a plain map as last argument',
    { kind: 'invocation', correlation: 1, steps: [call(int(4), map({ axis: int(0) }))] },
  ],
  [
    'that reads an attribute of a module',
    { kind: 'invocation', correlation: 1, steps: [step(null, str('math:pi'), 'read')] },
  ],
  [
    'of a method of an object',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [step({ home: '12' }, str('add'), { call: [str('ACME'), int(3)] })],
    },
  ],
  [
    'that sets a property',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [step({ home: '12' }, str('currency'), { assign: str('EUR') })],
    },
  ],
  [
    'that sets a property to a nested value',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [step({ home: '12' }, int(9), { assign: map({ a: array(null) }) })],
    },
  ],
  [
    'that calls an object',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [step({ home: '18446744073709551615' }, null, { call: [] })],
    },
  ],
  [
    'of three steps',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [
        call(int(1), int(7)),
        step({ step: '0' }, str('orders'), { call: [] }),
        step({ step: '1' }, str('first'), { call: [{ ext: [21, '00'] }, array({ ext: [21, '01'] })] }),
      ],
    },
  ],
  [
    'with sixteen arguments',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [call(int(1), ...Array.from({ length: 16 }, (_, index) => int(index)))],
    },
  ],
  [
    'with opaque extensions',
    {
      kind: 'invocation',
      correlation: 1,
      steps: [call(int(1), { ext: [13, '00'.repeat(16)] }, { ext: [19, '05c0'] }, { ext: [100, ''] })],
    },
  ],
  ['one-way', { kind: 'invocation', oneWay: true, correlation: 0, steps: [call(int(7), str('log'))] }],
];

const optional: readonly Row[] = [
  [
    'a deadline',
    { kind: 'invocation', correlation: 1, optional: { deadline: '5000000' }, steps: [call(int(7))] },
  ],
  [
    'the longest deadline',
    { kind: 'invocation', correlation: 1, optional: { deadline: String(largest) }, steps: [call(int(7))] },
  ],
  ['a trace', { kind: 'invocation', correlation: 1, optional: { trace }, steps: [call(int(7))] }],
  [
    'headers',
    {
      kind: 'invocation',
      correlation: 1,
      optional: {
        headers: [
          ['tenant', 'ä'],
          ['b', ''],
          ['a', '1'],
        ],
      },
      steps: [call(int(7))],
    },
  ],
  ['no header in its headers', { kind: 'result', correlation: 1, optional: { headers: [] }, body: [null] }],
  [
    'a field to be skipped',
    {
      kind: 'result',
      correlation: 1,
      optional: {
        unknown: [
          [6, ''],
          [127, 'c1'],
        ],
      },
      body: [null],
    },
  ],
  [
    'everything',
    {
      kind: 'invocation',
      correlation: 1,
      optional: {
        deadline: '1',
        trace,
        modelHash: hash,
        headers: [['a', 'b']],
        unknown: [
          [0, '01'],
          [100, '0203'],
        ],
      },
      segments: ['0102030405'],
      steps: [call(int(7))],
    },
  ],
  [
    'self-contained',
    {
      kind: 'invocation',
      selfContained: true,
      correlation: 1,
      session: 0,
      optional: { modelHash: hash },
      steps: [call(str('stats:mean'), array(int(1)))],
    },
  ],
  [
    'self-contained and one-way',
    {
      kind: 'invocation',
      selfContained: true,
      oneWay: true,
      correlation: 0,
      session: 0,
      optional: { modelHash: hash },
      steps: [call(str('log:write'), str('x'))],
    },
  ],
];

const segments: readonly Row[] = [
  [
    'one of 8 bytes',
    { kind: 'result', correlation: 1, segments: ['0001020304050607'], body: [{ ext: [26, '00a142'] }] },
  ],
  [
    'three of odd lengths',
    {
      kind: 'invocation',
      correlation: 1,
      segments: ['01', '020304', '05060708090a0b0c0d'],
      steps: [call(int(7), array({ ext: [26, '00'] }, { ext: [26, '01'] }))],
    },
  ],
  [
    'an empty one between others',
    { kind: 'result', correlation: 1, segments: ['01', '', '02'], body: [null] },
  ],
  ['none in the table', { kind: 'result', correlation: 1, segments: [], body: [null] }],
];

const full = ([name, row]: Row): readonly [string, FrameRow] => [
  name,
  { ...inSession, ...(row.kind === 'invocation' ? {} : { body: [] }), ...row },
];
const all = [
  ...plain,
  ...invocations.map(([name, row]): Row => [`invocation ${name}`, row]),
  ...optional.map(([name, row]): Row => [`optional header: ${name}`, row]),
  ...segments.map(([name, row]): Row => [`segments: ${name}`, row]),
];

export const frameFile: VectorFile = {
  name: 'frames',
  about:
    'Frames and their canonical bytes. `steps` are those of an invocation; `body`, of every other kind, are its values. `segments` may be an empty table.',
  rows: all.map(full).map(([name, frame]) => ({ name, frame, hex: toHex(encodeFrameRow(frame)) })),
};

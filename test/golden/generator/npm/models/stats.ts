import type { UgmClass, UgmModule, UgmType } from '../../../../../src/model/ugm.js';
import {
  any,
  bool,
  callable,
  classOf,
  constructor,
  float,
  int,
  list,
  moduleOf,
  none,
  optional,
  otherwise,
  parameter,
  ref,
  string,
  variable,
} from './describe.js';

const datetime: UgmType = { kind: 'datetime' };
const self: UgmType = { kind: 'self' };
const keyword = { kind: 'keyword-only' } as const;
const T = { typeParameters: [{ name: 'T' }] };

const ledger: UgmClass = classOf('Ledger', {
  doc: 'Entries by name.',
  made: constructor(parameter('name', string), parameter('currency', string, { ...keyword, ...otherwise('EUR') })),
  methods: [
    callable('add', {
      doc: 'Adds an entry.',
      parameters: [
        parameter('name', string, { doc: 'What it is called.' }),
        parameter('amount', int, { doc: 'How many', ...otherwise(1) }),
        parameter('note', optional(string), { ...keyword, ...otherwise(null), doc: 'For the file.' }),
      ],
      returns: self,
      raises: ['stats:InsufficientFunds'],
    }),
    callable('entries', { generator: true, returns: { kind: 'tuple', items: [string, int] } }),
    callable('fetch', { async: true, parameters: [parameter('name', string)], returns: float }),
  ],
  staticMethods: [callable('parse', { parameters: [parameter('text', string)], returns: ref('Ledger') })],
  classMethods: [callable('empty', { returns: self })],
  properties: [
    { name: 'currency', doc: 'What it is counted in.', settable: false, type: string },
    { name: 'owner', doc: null, settable: false, type: optional(string), deprecated: 'Nobody owns it.' },
  ],
  attributes: [
    { name: 'unit', doc: 'What is counted.', type: string, value: 'share' },
    { name: 'name', doc: null, type: string },
    { name: 'opened', doc: 'When.', type: datetime },
  ],
  events: [
    {
      name: 'added',
      doc: 'An entry has come.',
      parameters: [
        parameter('value1', string, { kind: 'positional-only' }),
        parameter('value2', int, { kind: 'positional-only' }),
      ],
    },
    { name: 'closed', doc: null, parameters: [] },
  ],
  protocols: [
    { name: 'length', parameters: [], returns: int },
    { name: 'iterate', parameters: [], returns: string },
    { name: 'get', parameters: [parameter('key', string)], returns: int },
    { name: 'set', parameters: [parameter('key', string), parameter('value', int)], returns: none },
    { name: 'delete', parameters: [parameter('key', string)], returns: none },
    { name: 'has', parameters: [parameter('key', any)], returns: bool },
    { name: 'exit', parameters: [], returns: self },
  ],
});

/** What a class has from the ledger, as the Analyzer says it. */
function inherited(overridden: readonly string[] = []): Pick<
  UgmClass,
  'methods' | 'staticMethods' | 'classMethods' | 'properties' | 'attributes' | 'events' | 'protocols'
> {
  const from = <Member extends { readonly name: string }>(members: readonly Member[]): Member[] =>
    members
      .filter(({ name }) => !overridden.includes(name))
      .map((member) => ({ ...member, inheritedFrom: 'stats:Ledger' }));
  return {
    methods: from(ledger.methods),
    staticMethods: from(ledger.staticMethods),
    classMethods: from(ledger.classMethods),
    properties: from(ledger.properties),
    attributes: from(ledger.attributes),
    events: from(ledger.events!),
    protocols: from(ledger.protocols!),
  };
}

/** Everything that a model of a Python module can say; stats.py beside it is the module. */
export const stats: UgmModule = moduleOf('stats', {
  doc: 'Statistics of portfolios.\n\nSmall, but with everything that a model can say.',
  functions: [
    callable('mean', {
      doc: 'The mean of some values.',
      parameters: [
        parameter('values', { kind: 'iterable', of: float }, { doc: 'What to look at.' }),
        parameter('weights', optional(list(float)), { ...keyword, ...otherwise(null), doc: 'How much each counts.' }),
        parameter('digits', int, { ...keyword, ...otherwise(2) }),
      ],
      returns: float,
    }),
    callable('scale', {
      parameters: [
        parameter('values', list(float)),
        parameter('factor', float, { default: { text: '2.0', value: 2 } }),
        parameter('offset', float, { default: { text: '0.0', value: 0 } }),
      ],
      returns: list(float),
    }),
    callable('total', {
      parameters: [
        parameter('amounts', float, { kind: 'var-positional' }),
        parameter('currency', string, { ...keyword, ...otherwise('EUR') }),
        parameter('more', any, { kind: 'var-keyword' }),
      ],
      returns: float,
    }),
    callable('tag', {
      parameters: [parameter('name', string), parameter('tags', string, { kind: 'var-keyword' })],
      returns: { kind: 'map', key: string, value: string },
    }),
    callable('order', { parameters: [parameter('name', string), parameter('amount', int, keyword)], returns: int }),
    callable('fetch_rate', { async: true, parameters: [parameter('currency', string)], returns: float }),
    callable('walk', { generator: true, parameters: [parameter('steps', int, otherwise(3))], returns: int }),
    callable('follow', {
      async: true,
      generator: true,
      parameters: [parameter('steps', int, otherwise(3))],
      returns: int,
    }),
    callable('each', {
      ...T,
      parameters: [
        parameter('values', list(variable('T'))),
        parameter('visit', {
          kind: 'callback',
          parameters: [parameter('value', variable('T')), parameter('index', int)],
          returns: none,
        }),
      ],
      returns: none,
    }),
    callable('first', {
      ...T,
      parameters: [
        parameter('values', list(variable('T'))),
        parameter('default', optional(variable('T')), otherwise(null)),
      ],
      returns: optional(variable('T')),
    }),
    callable('double', {
      parameters: [parameter('value', any)],
      returns: any,
      overloads: [
        { parameters: [parameter('value', int)], returns: int },
        { parameters: [parameter('value', string)], returns: string },
      ],
    }),
    callable('convert', {
      parameters: [
        parameter('amount', ref('Amount')),
        parameter('when', datetime),
        parameter('to', ref('Currency'), { default: { text: '<Currency.EUR>' } }),
      ],
      returns: { kind: 'decimal' },
    }),
    callable('newest', { parameters: [parameter('trades', list(ref('Trade')))], returns: optional(ref('Trade')) }),
    callable('bucket', {
      parameters: [
        parameter('mode', { kind: 'literal', values: ['low', 'high'] }),
        parameter('counts', { kind: 'map', key: int, value: string }),
      ],
      returns: { kind: 'map', key: int, value: string },
    }),
    callable('middle', { parameters: [parameter('span', ref('Span'))], returns: ref('Point') }),
    callable('precision', { parameters: [parameter('context', ref('Context', 'decimal'))], returns: int }),
    callable('context', { returns: ref('Context', 'decimal') }),
    callable('kinds', { returns: list({ kind: 'class', of: ref('Ledger') }) }),
    callable('memory', { parameters: [parameter('size', int)], returns: { kind: 'array', dtype: 'float64' } }),
    callable('old', {
      doc: 'The mean.\n\n@decorated */ as before',
      deprecated: 'Use mean.',
      signature: 'unknown',
      parameters: [
        parameter('args', undefined, { kind: 'var-positional' }),
        parameter('kwargs', undefined, { kind: 'var-keyword' }),
      ],
    }),
    callable('log', { parameters: [parameter('message', string)], returns: none }),
  ],
  classes: [
    // Behind what extends it in the model, as a module may have it.
    classOf('AuditedLedger', {
      doc: 'One that is looked at.',
      ...inherited(),
      bases: ['stats:Ledger'],
      made: ledger.constructor,
      methods: [...inherited().methods, callable('audit', { returns: bool })],
    }),
    ledger,
    classOf('LooseLedger', {
      doc: 'One whose `add` is another one, which TypeScript would refuse.',
      ...inherited(),
      bases: ['stats:Ledger'],
      made: ledger.constructor,
      methods: [
        ...inherited(['add']).methods,
        callable('add', { parameters: [parameter('names', string, { kind: 'var-positional' })], returns: int }),
      ],
    }),
    classOf('Countdown', {
      doc: 'An iterator.',
      made: constructor(parameter('start', int)),
      protocols: [
        { name: 'iterate', parameters: [], returns: int },
        { name: 'next', parameters: [], returns: int },
      ],
    }),
    classOf('Scaler', {
      doc: 'Called like a function.',
      made: constructor(parameter('factor', float)),
      attributes: [{ name: 'factor', doc: null, type: float }],
      protocols: [{ name: 'call', parameters: [parameter('value', float)], returns: float }],
    }),
    classOf('StatsError', {
      doc: 'Anything that goes wrong here.',
      bases: ['ValueError'],
      exception: 'ValueError',
      made: constructor(parameter('args', any, { kind: 'var-positional' })),
    }),
    classOf('InsufficientFunds', {
      doc: 'There is not enough.',
      bases: ['stats:StatsError'],
      exception: 'ValueError',
      made: constructor(
        parameter('needed', int),
        parameter('available', float, { default: { text: '0.0', value: 0 } }),
      ),
      attributes: [
        { name: 'needed', doc: null, type: int },
        { name: 'available', doc: null, type: float },
      ],
    }),
  ],
  records: [
    {
      name: 'Point',
      doc: 'A place.',
      form: 'dataclass',
      bases: [],
      fields: [
        { name: 'x', type: float, doc: 'To the right.' },
        { name: 'y', type: float, annotation: 'float', default: { text: '0.0', value: 0 } },
      ],
    },
    {
      name: 'Span',
      doc: null,
      form: 'named-tuple',
      bases: [],
      fields: [
        { name: 'first', type: int },
        { name: 'last', type: int },
      ],
    },
    {
      name: 'Trade',
      doc: 'What was bought.',
      form: 'typed-dict',
      bases: [],
      fields: [
        { name: 'name', type: string, optional: true },
        { name: 'when', type: datetime, optional: true },
        { name: 'tags', type: list(string), optional: true },
      ],
    },
  ],
  enums: [
    {
      name: 'Currency',
      doc: 'What money is counted in.',
      flag: false,
      members: [
        { name: 'EUR', value: 'eur' },
        { name: 'USD', value: 'usd' },
      ],
    },
    {
      name: 'Access',
      doc: null,
      mixedWith: 'int',
      flag: true,
      members: [
        { name: 'READ', value: 1 },
        { name: 'WRITE', value: 2 },
      ],
    },
  ],
  aliases: [
    { name: 'Amount', doc: null, type: { kind: 'union', of: [int, { kind: 'decimal' }] } },
    { name: 'Tree', doc: null, type: { kind: 'union', of: [int, list(ref('Tree'))] } },
  ],
  attributes: [
    { name: 'RATE', doc: 'Of the day.', type: float, value: 1.25, readonly: true },
    { name: 'LIMIT', doc: null, type: none, value: null },
    { name: 'counter', doc: 'How often.', type: int, value: 0 },
  ],
  modules: [{ name: 'path', module: 'posixpath' }],
  foreign: [{ name: 'Context', module: 'decimal', kind: 'class' }],
});

import type { UgmModule, UgmType } from '../../../../../src/model/ugm.js';
import { any, callable, classOf, constructor, int, list, moduleOf, optional, otherwise, parameter, ref, string } from './describe.js';

const map: UgmType = { kind: 'map', key: int, value: string };
const globals = ['Map', 'Set', 'Promise', 'Symbol', 'Date', 'IterableIterator', 'Error', 'ReadonlyMap'];
const ofGraftwire = ['Decimal', 'RemoteObject', 'Keywords', 'RemoteException'];
const words = ['delete', 'class', 'default', 'await', 'yield', 'let', 'static', 'eval', 'arguments', 'enum', 'undefined'];

/** Names that mean something to JavaScript, to TypeScript, or to what the package itself says. */
export const hostile: UgmModule = moduleOf('hostile', {
  doc: 'Ends */ here\n@module of nobody',
  functions: [
    ...words.map((name) => callable(name, { parameters: words.map((word) => parameter(word, any)), returns: int })),
    // Free by itself, so that `delete` has to go further.
    callable('delete_', { returns: string }),
    callable('then', { parameters: [parameter('resolve', any)] }),
    callable('toJSON'),
    callable('__proto__'),
    callable('any', { parameters: [parameter('values', list(any))], returns: { kind: 'bool' } }),
    callable('graft', { parameters: [parameter('options', any), parameter('keywords', any, { kind: 'var-keyword' })] }),
    callable('defineGraft'),
    callable('members'),
    callable('module'),
    callable('not-a-name'),
    callable('1st'),
    callable('uses', {
      parameters: [
        parameter('a', map),
        parameter('b', { kind: 'decimal' }),
        parameter('c', { kind: 'datetime' }),
        parameter('d', { kind: 'bytes' }),
        parameter('this', optional(ref('Map')), otherwise(null)),
        parameter('in', { kind: 'set', of: ref('Error') }, { kind: 'keyword-only', default: { text: 'set()' } }),
      ],
      returns: map,
    }),
    callable('gives', { async: true, returns: { kind: 'object' } }),
    callable('steps', { generator: true, returns: { kind: 'decimal' } }),
    callable('MapOptions', { parameters: [parameter('x', int, { kind: 'keyword-only' })] }),
    callable('map', { parameters: [parameter('x', int, { kind: 'keyword-only' }), parameter('y-z', int, { kind: 'keyword-only' })] }),
    callable('doubled', {
      parameters: [parameter('x-y', int), parameter('x_y', int), parameter('options', int), parameter('z', int, { kind: 'keyword-only' })],
    }),
    callable('far', { parameters: [parameter('it', ref('Date', 'elsewhere')), parameter('that', ref('opaque', 'other.place'))] }),
  ],
  classes: [
    ...[...globals, ...ofGraftwire, 'string'].map((name) =>
      classOf(name, {
        made: constructor(
          parameter('of', ref(name)),
          ...(name === 'Map' ? [parameter('if', int, { kind: 'keyword-only' })] : []),
        ),
        methods: [callable('copy', { returns: { kind: 'self' } })],
        protocols: [{ name: 'iterate', parameters: [], returns: string }],
      }),
    ),
    classOf('Members', {
      methods: ['constructor', 'then', 'toJSON', 'toString', 'delete', 'new', 'get', 'not-a-name', 'equals', '#private'].map((name) =>
        callable(name, { returns: int }),
      ),
      staticMethods: ['name', 'length', 'prototype', 'then', 'caller'].map((name) => callable(name, { returns: int })),
      attributes: [
        { name: 'prototype_', doc: null, type: int, value: 1 },
        { name: 'deref', doc: null, type: int },
      ],
      protocols: [{ name: 'get', parameters: [parameter('key', any)], returns: string }],
    }),
    classOf('Failure', {
      bases: ['Exception'],
      exception: 'Exception',
      staticMethods: [callable('captureStackTrace'), callable('of', { returns: { kind: 'self' } })],
      attributes: [
        { name: 'message', doc: null, type: int },
        { name: 'cause', doc: null, type: string },
      ],
    }),
    // Bases of each other, which no module can have, and a base that is itself.
    classOf('One', { bases: ['hostile:Other'], methods: [callable('it', { returns: int })] }),
    classOf('Other', { bases: ['hostile:One'], methods: [callable('it', { returns: string })] }),
    classOf('Itself', { bases: ['hostile:Itself'] }),
    classOf('Box', {
      typeParameters: [{ name: 'T', bound: string }, { name: 'Ts', variadic: 'types' }],
      methods: [callable('get', { returns: { kind: 'var', name: 'T' } })],
      staticMethods: [callable('of', { parameters: [parameter('it', { kind: 'var', name: 'T' })], returns: { kind: 'var', name: 'Unknown' } })],
    }),
    classOf('Cup', {
      bases: ['hostile:Box'],
      methods: [callable('get', { returns: { kind: 'var', name: 'T' }, inheritedFrom: 'hostile:Box' })],
    }),
  ],
  records: [
    { name: 'Shape', doc: null, form: 'typed-dict', bases: ['hostile:Shape'], fields: [{ name: 'a b', type: list(ref('Shape')) }, { name: 'class', type: map }] },
    { name: 'Pair', doc: null, form: 'named-tuple', bases: [], fields: [{ name: 'new', type: int }, { name: 'constructor', type: string }] },
    { name: 'map', doc: null, form: 'interface', bases: [], fields: [{ name: 'x', type: int }] },
  ],
  enums: [
    {
      name: 'Colour',
      doc: null,
      flag: false,
      members: [
        { name: 'name', value: 1 },
        { name: 'get', value: "it's" },
        { name: 'delete' },
        { name: 'line\u2028', value: '\u2028"\\' },
      ],
    },
    { name: 'Nothing', doc: null, flag: false, members: [] },
  ],
  aliases: [
    { name: 'Loop', doc: null, type: { kind: 'union', of: [int, ref('Loop')] } },
    { name: 'There', doc: null, type: ref('Back') },
    { name: 'Back', doc: null, type: optional(ref('There')) },
    { name: 'Json', doc: null, type: { kind: 'union', of: [string, { kind: 'map', key: string, value: ref('Json') }, list(ref('Json'))] } },
    { name: 'number', doc: null, type: int },
    { name: 'any', doc: null, type: int },
    { name: 'Either', doc: null, typeParameters: [{ name: 'L' }, { name: 'R' }], type: { kind: 'union', of: [{ kind: 'var', name: 'L' }, { kind: 'var', name: 'R' }] } },
    { name: 'Deep', doc: null, type: { kind: 'ref', name: 'Either', args: [int, ref('Deep')] } },
  ],
  attributes: [
    { name: 'NaN', doc: null, type: { kind: 'float' } },
    { name: 'quoted', doc: null, value: '\'"\\\n\u2028', type: string },
    { name: 'globalThis', doc: null, type: int, value: -0 },
  ],
  modules: [{ name: 'import', module: 'hostile.import' }],
});

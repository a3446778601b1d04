import type { UgmModule } from '../../../../../src/model/ugm.js';
import { any, callable, classOf, constructor, float, int, list, moduleOf, parameter, ref, string, variable } from './describe.js';

const positional = { kind: 'positional-only' } as const;
const left = { default: { text: 'undefined' } };

/** A model of a module of JavaScript; inventory.js beside it is the module. */
export const inventory: UgmModule = moduleOf('inventory', {
  ecosystem: 'npm',
  runtime: 'nodejs',
  doc: 'A module of JavaScript, whose Graft is used in Node.js itself.',
  functions: [
    callable('sum', { parameters: [parameter('values', list(float), positional)], returns: float }),
    callable('map', {
      typeParameters: [{ name: 'T' }, { name: 'R' }],
      parameters: [
        parameter('values', list(variable('T')), positional),
        parameter(
          'change',
          {
            kind: 'callback',
            parameters: [parameter('value', variable('T'), positional), parameter('index', int, positional)],
            returns: variable('R'),
          },
          positional,
        ),
      ],
      returns: list(variable('R')),
    }),
    callable('load', {
      async: true,
      parameters: [
        parameter('name', string, positional),
        parameter('options', ref('LoadOptions'), { ...positional, ...left, doc: 'What else.' }),
      ],
      returns: ref('Loaded'),
    }),
    callable('count', { generator: true, parameters: [parameter('to', int, positional)], returns: int }),
    callable('inventory', {
      doc: 'Makes an inventory.',
      parameters: [parameter('names', any, { kind: 'var-positional' })],
      returns: ref('Inventory'),
    }),
  ],
  classes: [
    classOf('OutOfStock', {
      bases: ['RangeError'],
      exception: 'RangeError',
      made: constructor(parameter('item', string, positional), parameter('missing', int, positional)),
      attributes: [
        { name: 'item', doc: null, type: string },
        { name: 'missing', doc: 'How many.', type: int },
      ],
    }),
    classOf('Inventory', {
      doc: 'What is there.',
      bases: ['node:events:EventEmitter'],
      methods: [
        callable('reserve', {
          parameters: [parameter('item', string, positional), parameter('count', int, { ...positional, ...left })],
          returns: { kind: 'self' },
          raises: ['inventory:OutOfStock'],
        }),
      ],
      properties: [{ name: 'size', doc: null, settable: false, type: int }],
      attributes: [{ name: 'stock', doc: null, type: { kind: 'map', key: string, value: int } }],
      events: [
        {
          name: 'reserved',
          doc: 'Something was taken.',
          parameters: [parameter('item', string, positional), parameter('count', int, positional)],
        },
      ],
      protocols: [{ name: 'iterate', parameters: [], returns: string }],
    }),
  ],
  records: [
    {
      name: 'LoadOptions',
      doc: null,
      form: 'interface',
      bases: [],
      fields: [{ name: 'tags', type: list(string), optional: true, doc: 'Some words.' }],
    },
    {
      name: 'Loaded',
      doc: null,
      form: 'interface',
      bases: ['inventory:LoadOptions'],
      fields: [{ name: 'name', type: string }],
    },
  ],
  enums: [
    {
      name: 'Level',
      doc: null,
      mixedWith: 'int',
      flag: false,
      members: [
        { name: 'Low', value: 0 },
        { name: 'High', value: 1, doc: 'A lot.' },
      ],
    },
  ],
  aliases: [{ name: 'Change', doc: null, type: { kind: 'callback', parameters: [], returns: any } }],
  attributes: [{ name: 'VERSION', doc: null, type: string, value: '1.0', readonly: true }],
  defaultExport: 'inventory',
});

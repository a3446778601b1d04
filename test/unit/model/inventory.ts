import type { UgmFunction, UgmModule, UgmType } from '../../../src/model/ugm.js';

const string: UgmType = { kind: 'string' };
const int: UgmType = { kind: 'int' };
const product: UgmType = { kind: 'ref', name: 'Product' };

function describe(name: string, more: Partial<UgmFunction> = {}): UgmFunction {
  return { name, doc: null, parameters: [], async: false, generator: false, signature: 'known', ...more };
}

/** A model by hand with everything that a model may have; test/golden/ugm/inventory.json is its text. */
export const inventory: UgmModule = {
  ugm: 1,
  name: 'inventory',
  ecosystem: 'npm',
  runtime: 'nodejs',
  version: '2.4.0',
  doc: 'What is on the shelves.',
  deprecated: 'Use warehouse.',
  functions: [
    describe('find', {
      doc: 'Finds a product, or several.',
      typeParameters: [
        { name: 'T', bound: product, default: product },
        { name: 'Rest', variadic: 'types' },
      ],
      parameters: [
        { name: 'name', kind: 'positional-only', type: { kind: 'optional', of: string }, doc: 'Of it.' },
        {
          name: 'limit',
          kind: 'positional-only',
          type: int,
          annotation: 'number',
          default: { text: '10', value: 10 },
        },
        { name: 'more', kind: 'var-positional', type: { kind: 'any' } },
      ],
      returns: { kind: 'list', of: { kind: 'var', name: 'T' } },
      returnAnnotation: 'T[]',
      overloads: [
        { parameters: [{ name: 'name', kind: 'positional-only', type: string }], returns: product },
        { parameters: [], returns: { kind: 'tuple', items: [product], rest: product } },
      ],
      raises: ['inventory:OutOfStock', 'TypeError'],
    }),
    describe('watch', {
      async: true,
      generator: true,
      deprecated: true,
      returns: { kind: 'ref', name: 'Stock' },
    }),
    describe('anything', {
      signature: 'unknown',
      parameters: [
        { name: 'args', kind: 'var-positional' },
        { name: 'kwargs', kind: 'var-keyword' },
      ],
    }),
  ],
  classes: [
    {
      name: 'Shelf',
      doc: 'Holds products.',
      typeParameters: [{ name: 'T' }],
      bases: ['node:events:EventEmitter'],
      abstract: false,
      constructor: describe('Shelf', {
        parameters: [{ name: 'room', kind: 'positional-only', type: string }],
      }),
      methods: [
        describe('put', {
          parameters: [
            { name: 'product', kind: 'positional-or-keyword', type: { kind: 'var', name: 'T' } },
            { name: 'amount', kind: 'keyword-only', type: int, default: { text: '1', value: 1 } },
          ],
          returns: { kind: 'self' },
        }),
      ],
      staticMethods: [{ ...describe('of'), inheritedFrom: 'furniture:Furniture' }],
      classMethods: [],
      properties: [
        { name: 'size', doc: null, settable: false, type: int, annotation: 'number', static: true },
      ],
      attributes: [
        {
          name: 'unit',
          doc: null,
          type: string,
          annotation: 'string',
          value: 'm',
          readonly: true,
          static: true,
        },
      ],
      events: [
        {
          name: 'sold',
          doc: 'Somebody bought.',
          parameters: [{ name: 'it', kind: 'positional-only', type: product }],
        },
      ],
    },
    {
      name: 'OutOfStock',
      doc: null,
      bases: ['RangeError'],
      exception: 'RangeError',
      abstract: true,
      constructor: describe('OutOfStock'),
      methods: [],
      staticMethods: [],
      classMethods: [],
      properties: [],
      attributes: [],
    },
  ],
  records: [
    {
      name: 'Product',
      doc: null,
      typeParameters: [{ name: 'Extra', variadic: 'parameters' }],
      form: 'interface',
      bases: [],
      fields: [
        { name: 'name', type: string, annotation: 'string', doc: 'As on the box.' },
        { name: 'weight', type: { kind: 'float' }, optional: true, deprecated: true },
        { name: 'colour', type: { kind: 'ref', name: 'Colour' }, default: { text: 'Colour.Red' } },
      ],
    },
  ],
  enums: [
    {
      name: 'Colour',
      doc: null,
      mixedWith: 'int',
      flag: false,
      members: [{ name: 'Red', value: 0, doc: 'As blood.' }, { name: 'Other' }],
    },
  ],
  aliases: [
    {
      name: 'Stock',
      doc: null,
      typeParameters: [{ name: 'K', bound: string }],
      type: {
        kind: 'union',
        of: [
          { kind: 'map', key: { kind: 'var', name: 'K' }, value: { kind: 'array', dtype: 'float64' } },
          { kind: 'literal', values: ['none', 0, true, null] },
          { kind: 'class', of: { kind: 'ref', name: 'Shelf', args: [product] } },
          { kind: 'ref', name: 'Decimal', module: 'decimal' },
          {
            kind: 'callback',
            parameters: [{ name: 'x', kind: 'positional-only' }],
            returns: int,
            async: true,
          },
          { kind: 'callback' },
          {
            kind: 'shape',
            fields: [
              { name: 'a', type: int },
              { name: 'b', optional: true },
            ],
          },
          {
            kind: 'asyncIterable',
            of: { kind: 'awaitable', of: { kind: 'frozenset', of: { kind: 'uuid' } } },
          },
        ],
      },
    },
  ],
  attributes: [
    { name: 'RATE', doc: null, type: { kind: 'number' }, annotation: 'number', value: 1.25, readonly: true },
  ],
  modules: [{ name: 'paths', module: 'node:path' }],
  foreign: [{ name: 'Decimal', module: 'decimal', kind: 'class' }],
  defaultExport: 'find',
};

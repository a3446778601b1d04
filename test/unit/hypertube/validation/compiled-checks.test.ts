import { describe, expect, it } from 'vitest';
import { CompiledChecks } from '../../../../src/hypertube/validation/compiled-checks.js';
import type { UgmClass, UgmFunction, UgmModule, UgmParameter } from '../../../../src/model/ugm.js';
import type { UgmType } from '../../../../src/model/ugm-type.js';

function parameter(name: string, type?: UgmType, more: Partial<UgmParameter> = {}): UgmParameter {
  return {
    name,
    kind: 'positional-only',
    ...(type === undefined ? {} : { type, annotation: type.kind }),
    ...more,
  };
}

function method(
  name: string,
  parameters: readonly UgmParameter[],
  more: Partial<UgmFunction> = {},
): UgmFunction {
  return { name, doc: null, parameters, async: false, generator: false, signature: 'known', ...more };
}

function model(functions: readonly UgmFunction[]): UgmModule {
  const account: UgmClass = {
    name: 'Account',
    doc: null,
    bases: [],
    abstract: false,
    constructor: method('constructor', [parameter('owner', { kind: 'string' })]),
    methods: [method('add', [parameter('amount', { kind: 'int' })])],
    staticMethods: [],
    classMethods: [],
    properties: [],
    attributes: [],
  };
  return {
    ugm: 1,
    name: 'shop',
    ecosystem: 'npm',
    runtime: 'nodejs',
    doc: null,
    functions,
    classes: [account],
    records: [
      {
        name: 'Item',
        doc: null,
        form: 'interface',
        bases: [],
        fields: [
          { name: 'price', type: { kind: 'number' } },
          { name: 'note', type: { kind: 'string' }, optional: true },
          { name: 'parts', type: { kind: 'list', of: { kind: 'ref', name: 'Item' } }, optional: true },
        ],
      },
    ],
    enums: [
      {
        name: 'Color',
        doc: null,
        flag: false,
        mixedWith: 'string',
        members: [{ name: 'Red', value: 'red' }],
      },
    ],
    aliases: [{ name: 'Id', doc: null, type: { kind: 'union', of: [{ kind: 'int' }, { kind: 'string' }] } }],
    attributes: [],
    modules: [],
  };
}

/** What the check of a function with these parameters says of arguments; empty where they fit. */
function refusal(
  parameters: readonly UgmParameter[],
  args: readonly unknown[],
  more: Partial<UgmFunction> = {},
): string {
  const checks = new CompiledChecks();
  checks.add('shop', model([method('f', parameters, more)]));
  try {
    checks.find('shop:f')?.(args);
    return '';
  } catch (error) {
    expect(error).toMatchObject({
      code: 'invalid-argument',
      path: expect.stringMatching(/^args\[/) as unknown,
    });
    return (error as Error).message;
  }
}

const item: UgmType = { kind: 'ref', name: 'Item' };

describe('the check of a function', () => {
  it('counts arguments', () => {
    const two = [parameter('a'), parameter('b', undefined, { default: { text: '1' } })];
    expect(refusal(two, [])).toBe('args[0]: shop:f takes at least 1 argument, not 0. Give a, too.');
    // JavaScript drops what is given beyond: `[1, 2].map(twice)` gives three.
    expect(refusal(two, [1, 2, 3])).toBe('');
    expect([refusal(two, [1]), refusal(two, [1, 2]), refusal(two, [1, null])]).toEqual(['', '', '']);
    expect(
      refusal([...two, parameter('rest', { kind: 'int' }, { kind: 'var-positional' })], [1, 2, 3, 'x']),
    ).toMatch(/^args\[3\]/);
  });

  it.each<[UgmType, readonly unknown[], readonly unknown[]]>([
    [{ kind: 'int' }, [1, -5, 2n], ['1', 1.5, null, true, []]],
    [{ kind: 'number' }, [1.5, 1n], ['1', null, {}]],
    [{ kind: 'string' }, ['', 'a'], [1, null, ['a']]],
    [{ kind: 'bool' }, [true], [0, 'true']],
    [{ kind: 'bytes' }, [new Uint8Array(1), new ArrayBuffer(1)], ['bytes', [1]]],
    [{ kind: 'list', of: { kind: 'int' } }, [[], [1]], [{}, 'ab', ['a'], [1, null]]],
    [{ kind: 'set', of: { kind: 'any' } }, [new Set([1])], [[1]]],
    [
      { kind: 'map', key: { kind: 'string' }, value: { kind: 'int' } },
      [{}, { a: 1 }, new Map([[1, 1]])],
      [[1], { a: 'b' }, 3],
    ],
    [
      { kind: 'tuple', items: [{ kind: 'int' }, { kind: 'string' }] },
      [[1, 'a']],
      [[1], ['a', 1], [1, 'a', 2]],
    ],
    [{ kind: 'optional', of: { kind: 'int' } }, [1, null], ['a']],
    [{ kind: 'union', of: [{ kind: 'int' }, { kind: 'string' }] }, [1, 'a'], [null, []]],
    [{ kind: 'literal', values: ['up', 'down'] }, ['up'], ['left', 1]],
    [{ kind: 'callback' }, [() => 1], [1, 'f', {}]],
    [
      item,
      [{ price: 1 }, { price: 1, note: null }, { price: 1, parts: [{ price: 2 }], more: 1 }],
      [{}, [], { price: 'a' }],
    ],
    [{ kind: 'ref', name: 'Color' }, ['red'], ['blue']],
    [{ kind: 'ref', name: 'Id' }, [1, 'a'], [null, {}]],
    [{ kind: 'ref', name: 'Account' }, [new (class Account {})()], [1, 'a', null]],
    [{ kind: 'ref', name: 'Context', module: 'decimal' }, [1, {}], []],
    [{ kind: 'any' }, [1, null, {}], []],
    [{ kind: 'datetime' }, [new Date()], ['2024-01-01', 5]],
  ])('lets values of %j through and refuses others', (type, good, bad) => {
    const parameters = [parameter('a', type)];
    expect(good.map((value) => refusal(parameters, [value]))).toEqual(good.map(() => ''));
    expect(bad.map((value) => refusal(parameters, [value]) !== '')).toEqual(bad.map(() => true));
  });

  it('names the place and what is expected there', () => {
    const parameters = [parameter('items', { kind: 'list', of: item })];
    expect(refusal(parameters, [[{ price: 1 }, { price: 1, parts: [{ price: 'dear' }] }]])).toBe(
      'args[0][1].parts[0].price: shop:f takes a number here, not "dear". Give a number.',
    );
    expect(refusal(parameters, [[{}]])).toMatch(
      /^args\[0\]\[0\]\.price: shop:f takes an object that has this, and it is missing\./,
    );
    const either: UgmType = { kind: 'union', of: [{ kind: 'int' }, { kind: 'none' }] };
    expect(refusal([parameter('a', either)], ['x'])).toContain('takes an integer or null here, not "x"');
  });

  it('lets arguments fit any of several signatures', () => {
    const overloads = [
      { parameters: [parameter('a', { kind: 'int' })] },
      { parameters: [parameter('a', { kind: 'string' }), parameter('b', { kind: 'int' })] },
    ];
    const any = [parameter('args', undefined, { kind: 'var-positional' })];
    expect([refusal(any, [1], { overloads }), refusal(any, ['a', 1], { overloads })]).toEqual(['', '']);
    expect(refusal(any, ['a'], { overloads })).toMatch(/^args\[0\]: shop:f takes an integer/);
  });

  it('is none where nobody knows the parameters, or anything fits', () => {
    const checks = new CompiledChecks();
    const any = parameter('args', undefined, { kind: 'var-positional' });
    checks.add('shop', model([method('f', [any]), method('g', [parameter('a')], { signature: 'unknown' })]));
    expect([
      checks.find('shop:f'),
      checks.find('shop:g'),
      checks.find('shop:h'),
      checks.find('else:f'),
    ]).toEqual(Array(4).fill(undefined));
  });

  it('is there for constructors and methods', () => {
    const checks = new CompiledChecks();
    checks.add('shop', model([]));
    expect(() => checks.find('shop:Account.constructor')!([1])).toThrow(
      'shop:Account.constructor takes a string',
    );
    expect(() => checks.find('shop:Account.add')!(['1'])).toThrow('shop:Account.add takes an integer');
  });
});

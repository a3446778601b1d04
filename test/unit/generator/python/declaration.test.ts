import { describe, expect, it } from 'vitest';
import { generatePythonPackage } from '../../../../src/generator/python/generate-python-package.js';
import type { UgmClass, UgmFunction, UgmModule, UgmParameter, UgmType } from '../../../../src/model/ugm.js';

function model(parts: Partial<UgmModule>): UgmModule {
  return {
    ...{ ugm: 1, name: 'm', ecosystem: 'npm', runtime: 'nodejs', doc: null, functions: [], classes: [] },
    ...{ records: [], enums: [], aliases: [], attributes: [], modules: [] },
    ...parts,
  };
}

function fileOf(parts: Partial<UgmModule>, ending: string): string {
  return generatePythonPackage(model(parts)).find(({ path }) => path.endsWith(ending))!.text;
}

const parameter = (name: string, type: UgmType, isOptional = false): UgmParameter => ({
  ...{ name, kind: 'positional-only', type },
  ...(isOptional ? { default: { text: 'undefined' } } : {}),
});

function fn(parameters: readonly UgmParameter[], more: Partial<UgmFunction> = {}): UgmFunction {
  const plain = { name: 'f', doc: null, async: false, generator: false, signature: 'known' } as const;
  return { ...plain, parameters, returns: { kind: 'none' }, ...more };
}

const declared = (one: UgmFunction, parts: Partial<UgmModule> = {}): readonly string[] =>
  fileOf({ functions: [one], ...parts }, '.pyi')
    .split('\n')
    .filter((line) => /^(async )?def f/.test(line));

const string: UgmType = { kind: 'string' };
const shape = (...fields: readonly [name: string, optional: boolean][]): UgmType => ({
  kind: 'shape',
  fields: fields.map(([name, optional]) => ({ name, type: string, ...(optional ? { optional: true } : {}) })),
});

describe('an options object', () => {
  it('is keyword arguments where each of its fields may be left out', () => {
    const options = parameter('options', shape(['a', true], ['from', true]));
    expect(declared(fn([parameter('x', string), options]))).toEqual([
      'def f(x: str, /, *, a: str = ..., from_: str = ...) -> None: ...',
    ]);
  });

  it('is there or not as a whole where it can be left out and has fields that cannot', () => {
    const options = parameter('options', shape(['a', false], ['b', true]), true);
    expect(declared(fn([options]))).toEqual([
      'def f() -> None: ...',
      'def f(*, a: str, b: str = ...) -> None: ...',
    ]);
  });

  it('stays an object where it must be given, or Python cannot write a field', () => {
    expect(declared(fn([parameter('options', shape(['a', false]))]))).toEqual([
      'def f(options: Shape1, /) -> None: ...',
    ]);
    expect(declared(fn([parameter('options', shape(['a-b', true]))]))).toEqual([
      'def f(options: Shape1, /) -> None: ...',
    ]);
  });

  it('is found through names, with the fields of what it extends', () => {
    const records: UgmModule['records'] = [
      {
        name: 'Base',
        doc: null,
        form: 'interface',
        bases: [],
        fields: [{ name: 'a', type: string, optional: true }],
      },
      {
        name: 'More',
        doc: null,
        form: 'interface',
        bases: ['m:Base'],
        fields: [{ name: 'b', type: string, optional: true }],
      },
    ];
    const aliases: UgmModule['aliases'] = [{ name: 'Alias', doc: null, type: { kind: 'ref', name: 'More' } }];
    const options = parameter('options', { kind: 'ref', name: 'Alias' });
    expect(declared(fn([options]), { records, aliases })).toEqual([
      'def f(*, a: str = ..., b: str = ...) -> None: ...',
    ]);
  });

  it('gives way to a parameter of its name', () => {
    const options = parameter('options', shape(['x', true]));
    expect(declared(fn([parameter('x', string), options]))).toEqual([
      'def f(x_: str, /, *, x: str = ...) -> None: ...',
    ]);
  });
});

describe('the declaration of', () => {
  it('an optional parameter before a required one takes None', () => {
    expect(declared(fn([parameter('a', string, true), parameter('b', string)]))).toEqual([
      'def f(a: str | None, b: str, /) -> None: ...',
    ]);
  });

  it('a type parameter that is named once is its bound', () => {
    const typeParameters = [{ name: 'T', bound: string }, { name: 'U' }];
    const [a, b] = [parameter('a', { kind: 'var', name: 'T' }), parameter('b', { kind: 'var', name: 'U' })];
    expect(declared(fn([a, b], { typeParameters, returns: { kind: 'var', name: 'U' } }))).toEqual([
      'def f(a: str, b: _U, /) -> _U: ...',
    ]);
  });

  it('a module with members that hide what types are written with imports it under another name', () => {
    const text = fileOf(
      {
        functions: [
          fn([parameter('a', { kind: 'list', of: string })]),
          fn([], { name: 'str' }),
          fn([], { name: 'Sequence' }),
        ],
      },
      '.pyi',
    );
    expect(text).toContain('from builtins import str as _str');
    expect(text).toContain('def f(a: _Sequence[_str], /) -> None: ...');
  });

  it('a function of which nobody says the parameters takes any', () => {
    expect(declared(fn([], { signature: 'unknown' }))).toEqual([
      'def f(*args: Any, **kwargs: Any) -> None: ...',
    ]);
  });

  it('a union has each alternative once, and None last', () => {
    const type: UgmType = {
      kind: 'union',
      of: [string, { kind: 'optional', of: string }, { kind: 'literal', values: ['a', 1.5, null] }],
    };
    expect(declared(fn([parameter('a', type)]))).toEqual([
      'def f(a: str | Literal["a"] | float | None, /) -> None: ...',
    ]);
  });

  it('an iterator gives itself, once', () => {
    const constructor = fn([], { name: 'Rows' });
    const lists = { methods: [], staticMethods: [], classMethods: [], properties: [], attributes: [] };
    const rows: UgmClass = {
      ...{ name: 'Rows', doc: null, bases: [], abstract: false, constructor, ...lists },
      protocols: [
        { name: 'iterate', parameters: [] },
        { name: 'next', parameters: [], returns: string },
      ],
    };
    const text = fileOf({ classes: [rows], ecosystem: 'pypi', runtime: 'python' }, '.pyi');
    expect(text.split('def __iter__')).toHaveLength(2);
    expect(text).toContain('def __iter__(self) -> Self: ...');
  });

  it('documentation with quotes and backslashes stays one string', () => {
    expect(fileOf({ doc: 'a """b""" \\n"' }, '.pyi')).toContain('"""a \\"\\"\\"b\\"\\"\\" \\\\n" """');
  });
});

describe('the code of', () => {
  it('a default export names no member', () => {
    const text = fileOf({ functions: [fn([])], defaultExport: 'f' }, '__init__.py');
    expect(text).toContain('f = _graft.function("f", default=True)');
  });

  it('a configuration with a ; in a path is quoted', () => {
    const code = generatePythonPackage(model({}), { source: './a;b.js' }).find(({ path }) =>
      path.endsWith('__init__.py'),
    )!;
    expect(code.text).toContain(
      'config="name=graft.npm.m;runtime=nodejs;host=inMemory;modules=\\"./a;b.js\\""',
    );
  });
});

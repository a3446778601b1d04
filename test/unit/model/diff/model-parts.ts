import type {
  UgmClass,
  UgmFunction,
  UgmMethod,
  UgmModule,
  UgmParameter,
  UgmParameterKind,
  UgmRecord,
  UgmType,
} from '../../../../src/model/ugm.js';

export const any: UgmType = { kind: 'any' };
export const int: UgmType = { kind: 'int' };
export const string: UgmType = { kind: 'string' };
export const intOrString: UgmType = { kind: 'union', of: [int, string] };

/** A model with what is given, and nothing else. */
export function module(parts: Partial<UgmModule>): UgmModule {
  return {
    ugm: 1,
    name: 'stats',
    ecosystem: 'pypi',
    runtime: 'python',
    doc: null,
    functions: [],
    classes: [],
    records: [],
    enums: [],
    aliases: [],
    attributes: [],
    modules: [],
    ...parts,
  };
}

/** A function `f`, unless `more` names it. */
export function fn(
  parameters: readonly UgmParameter[] = [],
  more: Partial<UgmMethod> = {},
): UgmMethod & UgmFunction {
  return { name: 'f', doc: null, parameters, async: false, generator: false, signature: 'known', ...more };
}

/** Every object has a constructor for the compiler: it stands apart. */
export type ClassParts = Partial<Omit<UgmClass, 'constructor'>>;

/** A class `C`, unless `more` names it. */
export function cls(more: ClassParts = {}, constructor: UgmFunction = fn([], { name: 'C' })): UgmClass {
  return {
    name: 'C',
    doc: null,
    bases: [],
    abstract: false,
    methods: [],
    staticMethods: [],
    classMethods: [],
    properties: [],
    attributes: [],
    ...more,
    constructor,
  };
}

/** A record `R`. */
export function record(fields: UgmRecord['fields'], more: Partial<UgmRecord> = {}): UgmRecord {
  return { name: 'R', doc: null, form: 'dataclass', bases: [], fields, ...more };
}

const kinds: Readonly<Record<string, UgmParameterKind>> = {
  '/': 'positional-only',
  '': 'positional-or-keyword',
  '*': 'var-positional',
  '=': 'keyword-only',
  '**': 'var-keyword',
};

/** `a`, `/a` positional-only, `*a`, `=a` keyword-only, `**a`; `?` behind it is a default. */
export function parameter(text: string, type: UgmType = int): UgmParameter {
  const [, sign, name, question] = /^([/*=]*)(\w+)(\?)?$/.exec(text) as unknown as string[];
  return {
    name: name as string,
    kind: kinds[sign as string] as UgmParameterKind,
    ...(question === undefined ? {} : { default: { text: '1', value: 1 } }),
    type,
    annotation: type.kind,
  };
}

/** A module with a function `f` of these parameters. */
export function taking(...parameters: readonly (string | UgmParameter)[]): UgmModule {
  return module({
    functions: [fn(parameters.map((given) => (typeof given === 'string' ? parameter(given) : given)))],
  });
}

/** A module with a function `f` that returns this. */
export function giving(returns: UgmType | undefined): UgmModule {
  return module({ functions: [fn([], returns === undefined ? {} : { returns })] });
}

import type {
  UgmClass,
  UgmDefault,
  UgmFunction,
  UgmMethod,
  UgmModule,
  UgmParameter,
  UgmParameterKind,
  UgmScalar,
  UgmType,
} from '../../../../../src/model/ugm.js';

export const string: UgmType = { kind: 'string' };
export const int: UgmType = { kind: 'int' };
export const float: UgmType = { kind: 'float' };
export const bool: UgmType = { kind: 'bool' };
export const none: UgmType = { kind: 'none' };
export const any: UgmType = { kind: 'any' };

export const list = (of: UgmType): UgmType => ({ kind: 'list', of });
export const optional = (of: UgmType): UgmType => ({ kind: 'optional', of });
export const ref = (name: string, module?: string): UgmType => ({
  kind: 'ref',
  name,
  ...(module === undefined ? {} : { module }),
});
export const variable = (name: string): UgmType => ({ kind: 'var', name });

/** Without `from` a parameter by position or name. */
export function parameter(
  name: string,
  type?: UgmType,
  more: Partial<UgmParameter> & { readonly kind?: UgmParameterKind } = {},
): UgmParameter {
  const typed = type === undefined ? {} : { type, annotation: type.kind };
  return { name, kind: 'positional-or-keyword', ...typed, ...more };
}

/** A default, as Python writes it. */
export function otherwise(value: UgmScalar): { readonly default: UgmDefault } {
  const text = value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : JSON.stringify(value);
  return { default: { text, value } };
}

export function callable(name: string, more: Partial<UgmMethod> = {}): UgmMethod {
  return { name, doc: null, parameters: [], async: false, generator: false, signature: 'known', ...more };
}

export function constructor(...parameters: readonly UgmParameter[]): UgmFunction {
  return callable('constructor', { parameters });
}

/** What a class has besides its name; `made` is its constructor, since every object has something called that. */
interface ClassParts extends Partial<Omit<UgmClass, 'constructor' | 'name'>> {
  readonly made?: UgmFunction;
}

export function classOf(name: string, { made = callable(name), ...more }: ClassParts = {}): UgmClass {
  return {
    name,
    doc: null,
    bases: [],
    abstract: false,
    constructor: made,
    methods: [],
    staticMethods: [],
    classMethods: [],
    properties: [],
    attributes: [],
    ...more,
  };
}

export function moduleOf(name: string, more: Partial<UgmModule> = {}): UgmModule {
  return {
    ugm: 1,
    name,
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
    ...more,
  };
}

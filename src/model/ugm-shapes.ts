import type * as Ugm from './ugm.js';
import type { UgmShapeField, UgmType } from './ugm-type.js';

/** What a value of a model must be. */
export type Shape =
  /** A string of `least` to `most` code points; or the one other value that it may be. */
  | { readonly is: 'text'; readonly least: number; readonly most?: number; readonly or?: null | true }
  | { readonly is: 'boolean' }
  | { readonly is: 'scalar' }
  /** One of these and nothing else. */
  | { readonly is: 'word'; readonly words: readonly (string | number | true)[] }
  /** `named`: no two of its objects have one `name`. */
  | { readonly is: 'list'; readonly of: Shape; readonly least: number; readonly named: boolean }
  | { readonly is: 'object'; readonly of: keyof typeof objectShapes }
  /** A type expression: which keys it has is in `typeShapes`, by its `kind`. */
  | { readonly is: 'type' };

export interface Field<IsOptional extends boolean = boolean> {
  readonly shape: Shape;
  readonly isOptional: IsOptional;
}

/** The keys of an object of a model, in the order in which they are written. */
export type Fields = Readonly<Record<string, Field>>;

// The compiler compares the table with the interfaces: it has their keys, all of them, and knows which may be absent.
type IsOptional<T, Key extends keyof T> = Record<never, never> extends Pick<T, Key> ? true : false;
type FieldsOf<T> = { readonly [Key in keyof T]-?: Field<IsOptional<T, Key>> };
type TypeOfKind<Kind, T = UgmType> = T extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? T
    : never
  : never;

const must = (shape: Shape): Field<false> => ({ shape, isOptional: false });
const may = (shape: Shape): Field<true> => ({ shape, isOptional: true });
const words = (...of: readonly (string | number | true)[]): Shape => ({ is: 'word', words: of });
const list = (of: Shape, least = 0): Shape => ({ is: 'list', of, least, named: false });
const objects = (of: keyof typeof objectShapes): Shape => ({
  is: 'list',
  of: { is: 'object', of },
  least: 0,
  named: false,
});
const named = (of: keyof typeof objectShapes): Shape => ({
  is: 'list',
  of: { is: 'object', of },
  least: 0,
  named: true,
});

/** The longest name, full or not, in code points. */
export const longestName = 1000;
/** The longest string that stands as a scalar. */
export const longestScalar = 1000;

const boolean: Shape = { is: 'boolean' };
const scalar: Shape = { is: 'scalar' };
const type: Shape = { is: 'type' };
const yes = words(true);
const name: Shape = { is: 'text', least: 1, most: longestName };
const doc: Shape = { is: 'text', least: 0 };
const annotation: Shape = { is: 'text', least: 0, most: 500 };
const fallback: Shape = { is: 'object', of: 'default' };
const callable: Shape = { is: 'object', of: 'function' };
const typeParameters = may(named('typeParameter'));

const described = {
  name: must(name),
  doc: must({ is: 'text', least: 0, or: null }),
  deprecated: may({ is: 'text', least: 0, or: true }),
} as const;
const typed = { type: may(type), annotation: may(annotation) } as const;
const inheritable = { inheritedFrom: may(name) } as const;

const signature: FieldsOf<Ugm.UgmSignature> = {
  typeParameters,
  parameters: must(objects('parameter')),
  returns: may(type),
  returnAnnotation: may(annotation),
};

const callableFields: FieldsOf<Ugm.UgmFunction> = {
  ...described,
  ...signature,
  async: must(boolean),
  generator: must(boolean),
  signature: must(words('known', 'unknown')),
  overloads: may(objects('signature')),
  raises: may(list(name)),
};

interface Objects {
  readonly module: Ugm.UgmModule;
  readonly function: Ugm.UgmFunction;
  readonly signature: Ugm.UgmSignature;
  readonly parameter: Ugm.UgmParameter;
  readonly default: Ugm.UgmDefault;
  readonly typeParameter: Ugm.UgmTypeParameter;
  readonly class: Ugm.UgmClass;
  readonly method: Ugm.UgmMethod;
  readonly property: Ugm.UgmProperty;
  readonly field: Ugm.UgmField;
  readonly event: Ugm.UgmEvent;
  readonly protocol: Ugm.UgmProtocol;
  readonly record: Ugm.UgmRecord;
  readonly recordField: Ugm.UgmRecordField;
  readonly enum: Ugm.UgmEnum;
  readonly enumMember: Ugm.UgmEnumMember;
  readonly alias: Ugm.UgmAlias;
  readonly attribute: Ugm.UgmAttribute;
  readonly moduleMember: Ugm.UgmModuleMember;
  readonly foreignType: Ugm.UgmForeignType;
  readonly shapeField: UgmShapeField;
}

/** Every kind of object that a model is made of. parseModel, formatModel, hashModel and ugm.schema.json all follow this table. */
export const objectShapes: { readonly [Name in keyof Objects]: FieldsOf<Objects[Name]> } = {
  module: {
    ugm: must(words(1)),
    name: must(name),
    ecosystem: must(words('pypi', 'npm')),
    runtime: must(words('python', 'nodejs')),
    version: may(name),
    doc: described.doc,
    deprecated: described.deprecated,
    functions: must(named('function')),
    classes: must(named('class')),
    records: must(named('record')),
    enums: must(named('enum')),
    aliases: must(named('alias')),
    attributes: must(named('attribute')),
    modules: must(named('moduleMember')),
    foreign: may(objects('foreignType')),
    defaultExport: may(name),
  },
  function: callableFields,
  signature,
  parameter: {
    name: must(name),
    kind: must(
      words('positional-only', 'positional-or-keyword', 'var-positional', 'keyword-only', 'var-keyword'),
    ),
    default: may(fallback),
    ...typed,
    doc: may(doc),
  },
  default: { text: must({ is: 'text', least: 0, most: 120 }), value: may(scalar) },
  typeParameter: {
    name: must(name),
    bound: may(type),
    default: may(type),
    variadic: may(words('types', 'parameters')),
  },
  class: {
    ...described,
    typeParameters,
    bases: must(list(name)),
    exception: may(name),
    typeOnly: may(yes),
    abstract: must(boolean),
    constructor: must(callable),
    methods: must(named('method')),
    staticMethods: must(named('method')),
    classMethods: must(named('method')),
    properties: must(named('property')),
    attributes: must(named('field')),
    events: may(named('event')),
    protocols: may(named('protocol')),
  },
  method: { ...callableFields, ...inheritable },
  property: { ...described, settable: must(boolean), ...typed, static: may(yes), ...inheritable },
  field: {
    ...described,
    ...typed,
    value: may(scalar),
    readonly: may(yes),
    static: may(yes),
    ...inheritable,
  },
  event: { ...described, parameters: must(objects('parameter')), ...inheritable },
  protocol: {
    name: must(
      words(
        ...([
          'length',
          'iterate',
          'next',
          'iterateAsync',
          'nextAsync',
          'get',
          'set',
          'delete',
          'has',
        ] as const),
        ...(['call', 'number', 'exit', 'exitAsync', 'await'] as const),
      ),
    ),
    ...signature,
    ...inheritable,
  },
  record: {
    ...described,
    typeParameters,
    form: must(words('dataclass', 'typed-dict', 'named-tuple', 'interface')),
    bases: must(list(name)),
    fields: must(named('recordField')),
  },
  recordField: {
    name: must(name),
    doc: may(doc),
    deprecated: described.deprecated,
    ...typed,
    optional: may(yes),
    default: may(fallback),
  },
  enum: {
    ...described,
    mixedWith: may(words('int', 'string')),
    flag: must(boolean),
    members: must(named('enumMember')),
  },
  enumMember: { name: must(name), value: may(scalar), doc: may(doc) },
  alias: { ...described, typeParameters, type: must(type) },
  attribute: { ...described, ...typed, value: may(scalar), readonly: may(yes) },
  moduleMember: { name: must(name), module: must(name) },
  foreignType: {
    name: must(name),
    module: must(name),
    kind: must(words('class', 'record', 'enum', 'alias')),
  },
  shapeField: { name: must(name), type: may(type), optional: may(yes) },
};

const simple = {} as const;
const of = { of: must(type) } as const;

/** Every kind of type expression, with its keys behind `kind`. */
export const typeShapes: { readonly [Kind in UgmType['kind']]: FieldsOf<Omit<TypeOfKind<Kind>, 'kind'>> } = {
  any: simple,
  none: simple,
  never: simple,
  bool: simple,
  int: simple,
  bigint: simple,
  float: simple,
  number: simple,
  complex: simple,
  decimal: simple,
  fraction: simple,
  string: simple,
  bytes: simple,
  date: simple,
  time: simple,
  datetime: simple,
  timedelta: simple,
  uuid: simple,
  path: simple,
  range: simple,
  slice: simple,
  symbol: simple,
  object: simple,
  self: simple,
  list: of,
  set: of,
  frozenset: of,
  iterable: of,
  iterator: of,
  asyncIterable: of,
  asyncIterator: of,
  awaitable: of,
  map: { key: must(type), value: must(type) },
  tuple: { items: must(list(type)), rest: may(type) },
  optional: of,
  union: { of: must(list(type, 1)) },
  literal: { values: must(list(scalar, 1)) },
  array: { dtype: may(name) },
  ref: { name: must(name), module: may(name), args: may(list(type)) },
  var: { name: must(name) },
  class: of,
  callback: {
    parameters: may(objects('parameter')),
    returns: may(type),
    async: may(yes),
  },
  shape: { fields: must(named('shapeField')) },
};

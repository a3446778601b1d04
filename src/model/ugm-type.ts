import type { UgmParameter } from './ugm.js';

/** A scalar that JSON and JavaScript hold without loss. */
export type UgmScalar = string | number | boolean | null;

export interface UgmTypeParameter {
  readonly name: string;
  readonly bound?: UgmType;
  readonly default?: UgmType;
  /** `T` stands for several types (Python's TypeVarTuple), or for parameters (ParamSpec). */
  readonly variadic?: 'types' | 'parameters';
}

/** Types without parts, by what crosses (docs/types.md). `number` is `int` or `float`; `none` is None, null and undefined; `object` is any object by reference. */
export type UgmSimpleKind =
  | 'any'
  | 'none'
  | 'never'
  | 'bool'
  | 'int'
  | 'bigint'
  | 'float'
  | 'number'
  | 'complex'
  | 'decimal'
  | 'fraction'
  | 'string'
  | 'bytes'
  | 'date'
  | 'time'
  | 'datetime'
  | 'timedelta'
  | 'uuid'
  | 'path'
  | 'range'
  | 'slice'
  | 'symbol'
  | 'object'
  /** The class that a method is of, as in Python's Self and TypeScript's this. */
  | 'self';

/** A type expression. */
export type UgmType =
  | { readonly kind: UgmSimpleKind }
  | { readonly kind: 'list' | 'set' | 'frozenset'; readonly of: UgmType }
  /** `iterable`: whatever can be iterated over; `iterator`: a generator, too. */
  | { readonly kind: 'iterable' | 'iterator' | 'asyncIterable' | 'asyncIterator'; readonly of: UgmType }
  /** What can be awaited. */
  | { readonly kind: 'awaitable'; readonly of: UgmType }
  | { readonly kind: 'map'; readonly key: UgmType; readonly value: UgmType }
  /** `rest`: any number of these behind `items`. */
  | { readonly kind: 'tuple'; readonly items: readonly UgmType[]; readonly rest?: UgmType }
  /** That or `none`. */
  | { readonly kind: 'optional'; readonly of: UgmType }
  | { readonly kind: 'union'; readonly of: readonly UgmType[] }
  | { readonly kind: 'literal'; readonly values: readonly UgmScalar[] }
  /** Memory of numbers: typed arrays, array.array, numpy.ndarray. `dtype` as numpy names it (`float64`); absent: any. */
  | { readonly kind: 'array'; readonly dtype?: string }
  /** A class, record, enum or alias: of this model, or of the module that `module` names. */
  | {
      readonly kind: 'ref';
      readonly name: string;
      readonly module?: string;
      readonly args?: readonly UgmType[];
    }
  /** A type parameter. */
  | { readonly kind: 'var'; readonly name: string }
  /** The class itself rather than an instance: Python's type[T]. */
  | { readonly kind: 'class'; readonly of: UgmType }
  | {
      readonly kind: 'callback';
      /** Absent: whatever it is called with. */
      readonly parameters?: readonly UgmParameter[];
      readonly returns?: UgmType;
      readonly async?: true;
    }
  /** A record without a name. */
  | { readonly kind: 'shape'; readonly fields: readonly UgmShapeField[] };

export interface UgmShapeField {
  readonly name: string;
  readonly type?: UgmType;
  readonly optional?: true;
}

import { DateTime } from '../../iip/types/date-time.js';
import { Complex } from '../../iip/types/complex.js';
import { Decimal } from '../../iip/types/decimal.js';
import { Float } from '../../iip/float.js';
import { Fraction } from '../../iip/types/fraction.js';
import { FrozenSet } from '../../iip/types/frozen-set.js';
import { NDArray } from '../../iip/types/nd-array.js';
import { Path } from '../../iip/types/path.js';
import { PlainDate } from '../../iip/types/plain-date.js';
import { PlainTime } from '../../iip/types/plain-time.js';
import { Range } from '../../iip/types/range.js';
import { Slice } from '../../iip/types/slice.js';
import { TimeDelta } from '../../iip/types/time-delta.js';
import { Uuid } from '../../iip/types/uuid.js';
import { isPlainObject } from '../../iip/object-kind.js';
import type { UgmModule } from '../../model/ugm.js';
import type { UgmShapeField, UgmType } from '../../model/ugm-type.js';
import { Expectation } from './expectation.js';

/** Undefined where a value may be of the type, otherwise where it is not. */
export type TypeCheck = (value: unknown) => Expectation | undefined;

/** Whatever is not plainly another type may be this one. */
export const anything: TypeCheck = () => undefined;

type Test = (value: unknown) => boolean;

const isNumber: Test = (value) =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
const isInteger: Test = (value) =>
  typeof value === 'bigint' || Number.isInteger(value instanceof Float ? value.value : value);
const isNothing: Test = (value) => value === null || value === undefined;
const isObject: Test = (value) =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';
const isOf =
  (...makers: readonly (abstract new (...args: never[]) => object)[]): Test =>
  (value) =>
    makers.some((maker) => value instanceof maker);
const isText: Test = (value) => typeof value === 'string';
const isMemory: Test = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

const simple: ReadonlyMap<string, readonly [shown: string, test: Test]> = new Map<
  string,
  readonly [string, Test]
>([
  ['none', ['null', isNothing]],
  ['never', ['nothing', () => false]],
  ['bool', ['a boolean', (value) => typeof value === 'boolean']],
  ['int', ['an integer', isInteger]],
  ['bigint', ['an integer', isInteger]],
  ['float', ['a number', isNumber]],
  ['number', ['a number', isNumber]],
  ['complex', ['a Complex', (value) => isNumber(value) || value instanceof Complex]],
  ['decimal', ['a Decimal', (value) => isNumber(value) || value instanceof Decimal]],
  ['fraction', ['a Fraction', (value) => isNumber(value) || value instanceof Fraction]],
  ['string', ['a string', isText]],
  ['bytes', ['bytes', isMemory]],
  ['date', ['a date', isOf(PlainDate, Date)]],
  ['time', ['a time', isOf(PlainTime)]],
  ['datetime', ['a datetime', isOf(DateTime, Date)]],
  ['timedelta', ['a timedelta', isOf(TimeDelta)]],
  ['uuid', ['a UUID', (value) => isText(value) || value instanceof Uuid]],
  ['path', ['a path', (value) => isText(value) || value instanceof Path || value instanceof URL]],
  ['range', ['a range', isOf(Range)]],
  ['slice', ['a slice', isOf(Slice)]],
  ['object', ['an object', isObject]],
]);

/** Makes checks of types; those of one model refer to each other by name. */
export class TypeChecks {
  private readonly model: UgmModule;
  private readonly named = new Map<string, TypeCheck>();

  constructor(model: UgmModule) {
    this.model = model;
  }

  of(type: UgmType | undefined): TypeCheck {
    if (type === undefined) return anything;
    const known = simple.get(type.kind);
    if (known !== undefined) return tested(...known);
    switch (type.kind) {
      case 'list':
        return this.items('a list', type.of, (value) => Array.isArray(value));
      case 'set':
      case 'frozenset':
        return this.items('a set', type.of, isOf(Set, FrozenSet));
      case 'iterable':
        return tested('something to iterate over', (value) => isText(value) || isObject(value));
      case 'iterator':
      case 'asyncIterable':
      case 'asyncIterator':
        return tested('something to iterate over', isObject);
      case 'array':
        return tested(
          'an array of numbers',
          (value) => isMemory(value) || Array.isArray(value) || value instanceof NDArray || isObject(value),
        );
      case 'map':
        return this.map(type.value);
      case 'tuple':
        return this.tuple(type.items, type.rest);
      case 'optional':
        return this.optional(this.of(type.of));
      case 'union':
        return union(type.of.map((one) => this.of(one)));
      case 'literal':
        return tested(
          type.values.map((value) => JSON.stringify(value)).join(' or '),
          (value) =>
            type.values.some((known) => known === value || (known === null && value === undefined)) ||
            typeof value === 'object',
        );
      case 'callback':
        return tested('a function', (value) => typeof value === 'function' || isCallable(value));
      case 'class':
        return tested('a class', (value) => typeof value === 'function' || isCallable(value));
      case 'shape':
        return this.fields(type.fields);
      case 'ref':
        return type.module === undefined || type.module === this.model.name ? this.ref(type.name) : anything;
      default:
        return anything;
    }
  }

  private optional(check: TypeCheck): TypeCheck {
    return (value) => (isNothing(value) ? undefined : check(value));
  }

  private items(shown: string, item: UgmType, test: Test): TypeCheck {
    const check = this.of(item);
    const whole = new Expectation(shown);
    return (value) => {
      if (!test(value)) return whole.of(value);
      if (check === anything) return undefined;
      let index = 0;
      for (const one of value as Iterable<unknown>) {
        const found = check(one);
        if (found !== undefined) return found.within(`[${index}]`);
        index += 1;
      }
      return undefined;
    };
  }

  private tuple(types: readonly UgmType[], rest: UgmType | undefined): TypeCheck {
    const checks = types.map((type) => this.of(type));
    const checkRest = rest === undefined ? undefined : this.of(rest);
    const whole = new Expectation(`a list of ${checks.length}${checkRest === undefined ? '' : ' or more'}`);
    return (value) => {
      if (!Array.isArray(value)) return whole.of(value);
      if (value.length < checks.length || (checkRest === undefined && value.length > checks.length))
        return whole.of(value);
      for (let index = 0; index < value.length; index++) {
        const found = (checks[index] ?? checkRest!)(value[index]);
        if (found !== undefined) return found.within(`[${index}]`);
      }
      return undefined;
    };
  }

  private map(item: UgmType): TypeCheck {
    const check = this.of(item);
    const whole = new Expectation('a map or a plain object');
    return (value) => {
      const isMap = value instanceof Map;
      if (!isMap && (typeof value !== 'object' || value === null || Array.isArray(value)))
        return whole.of(value);
      if (check === anything || (!isMap && !isPlainObject(value))) return undefined;
      for (const [key, one] of isMap ? (value as Map<unknown, unknown>) : Object.entries(value)) {
        const found = check(one);
        if (found !== undefined)
          return found.within(isMap ? `.get(${JSON.stringify(key)})` : `.${String(key)}`);
      }
      return undefined;
    };
  }

  private fields(fields: readonly (UgmShapeField & { readonly default?: unknown })[]): TypeCheck {
    const checks = fields.map((field) => ({
      name: field.name,
      isRequired: field.optional !== true && field.default === undefined,
      check: this.of(field.type),
    }));
    const whole = new Expectation(`an object with ${fields.map(({ name }) => name).join(', ')}`);
    return (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return whole.of(value);
      // Of an object that is held by reference only its owner knows what it has.
      if (!isPlainObject(value)) return undefined;
      for (const { name, isRequired, check } of checks) {
        const isThere = Object.hasOwn(value, name);
        const found = isThere
          ? check((value as Record<string, unknown>)[name])
          : isRequired
            ? Expectation.missing
            : undefined;
        const isEmpty = isThere && !isRequired && isNothing((value as Record<string, unknown>)[name]);
        if (found !== undefined && !isEmpty) return found.within(`.${name}`);
      }
      return undefined;
    };
  }

  /** A record, an enum or an alias of the model. What is of a class is only known to be an object. */
  private ref(name: string): TypeCheck {
    const known = this.named.get(name);
    if (known !== undefined) return known;
    // Types may contain themselves.
    let made: TypeCheck = anything;
    this.named.set(name, (value) => made(value));
    const { records, aliases, enums, classes } = this.model;
    const record = records.find((one) => one.name === name);
    const alias = aliases.find((one) => one.name === name);
    const members = enums.find((one) => one.name === name)?.members;
    if (record !== undefined)
      made = record.bases.length === 0 ? this.fields(record.fields) : tested('an object', isObject);
    else if (alias !== undefined) made = this.of(alias.type);
    else if (members !== undefined)
      made = tested(
        `a member of ${name}`,
        (value) => isObject(value) || members.some((one) => one.value === undefined || one.value === value),
      );
    else if (classes.some((one) => one.name === name)) made = tested(`an object of ${name}`, isObject);
    this.named.set(name, made);
    return made;
  }
}

function isCallable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isPlainObject(value) && !Array.isArray(value);
}

function tested(shown: string, test: Test): TypeCheck {
  const whole = new Expectation(shown);
  return (value) => (test(value) ? undefined : whole.of(value));
}

/** Of one of several types; what is nearest to one of them says what is wrong. */
function union(checks: readonly TypeCheck[]): TypeCheck {
  return (value) => {
    let shown: string[] = [];
    let inner: Expectation | undefined;
    for (const check of checks) {
      const found = check(value);
      if (found === undefined) return undefined;
      if (found.path === '') shown = [...shown, found.expected];
      else inner ??= found;
    }
    return inner ?? new Expectation([...new Set(shown)].join(' or ')).of(value);
  };
}

import { formatType } from '../format-type.js';
import type { ModelIndex, UgmRef } from '../model-index.js';
import type { UgmShapeField } from '../ugm-type.js';
import type { UgmParameter, UgmScalar, UgmType } from '../ugm.js';

/** How a type relates to the one before: `narrowed`, every value of it is one of that. */
export type TypeRelation = 'same' | 'narrowed' | 'widened' | 'changed';

type Of<Kind extends UgmType['kind']> = Extract<UgmType, { readonly kind: Kind }>;

/** Unions in unions can be made that take forever to compare; beyond this, what is not written alike is different. */
const mostSteps = 20_000;

const any: UgmType = { kind: 'any' };
const none: UgmType = { kind: 'none' };

/** Compares types of two models, each by the names of its own. */
export class TypeComparison {
  private readonly before: ModelIndex;
  private readonly after: ModelIndex;
  /** Pairs that are being compared further up: recursive aliases end there. */
  private readonly underWay = new Set<string>();
  private steps = 0;

  constructor(before: ModelIndex, after: ModelIndex) {
    this.before = before;
    this.after = after;
  }

  /** @param renamed type parameters that have other names in `after` */
  relate(
    before: UgmType = any,
    after: UgmType = any,
    renamed: ReadonlyMap<string, string> = new Map(),
  ): TypeRelation {
    const old = withNames(before, renamed);
    this.steps = 0;
    const isNarrower = this.isPart(after, this.after, old, this.before);
    const isWider = this.isPart(old, this.before, after, this.after);
    if (isNarrower) return isWider ? 'same' : 'narrowed';
    return isWider ? 'widened' : 'changed';
  }

  /** Whether every value of `a`, a type of the model of `ai`, is one of `b`. */
  private isPart(a: UgmType | undefined, ai: ModelIndex, b: UgmType | undefined, bi: ModelIndex): boolean {
    // What became of a type of this name is said where it is defined.
    if (a?.kind === 'ref' && b?.kind === 'ref' && this.isSameRef(a, ai, b, bi)) return true;
    const text = `${formatType(a)} in ${formatType(b)}`;
    this.steps += 1;
    if (this.steps > mostSteps) return formatType(a) === formatType(b);
    const isReferred = a?.kind === 'ref' || b?.kind === 'ref';
    if (isReferred && this.underWay.has(text)) return true;
    if (isReferred) this.underWay.add(text);
    const wholes = alternatives(b ?? any, bi);
    const found =
      wholes.some(({ kind }) => kind === 'any') ||
      alternatives(a ?? any, ai).every((part) => wholes.some((whole) => this.isOnePart(part, ai, whole, bi)));
    if (isReferred) this.underWay.delete(text);
    return found;
  }

  private isOnePart(a: UgmType, ai: ModelIndex, b: UgmType, bi: ModelIndex): boolean {
    const isIn = (x: UgmType | undefined, y: UgmType | undefined): boolean => this.isPart(x, ai, y, bi);
    if (a.kind === 'literal')
      return literalKinds(a.values[0] ?? null).includes(b.kind) || formatType(a) === formatType(b);
    if (a.kind === 'ref' && b.kind === 'ref') return this.isSameRef(a, ai, b, bi) || isDerived(a, ai, b, bi);
    switch (b.kind) {
      case 'number':
        return a.kind === 'int' || a.kind === 'float' || a.kind === 'number';
      case 'float':
        return a.kind === 'int' || a.kind === 'float';
      case 'object':
        return ['object', 'ref', 'self', 'class', 'callback'].includes(a.kind);
      case 'iterable':
        return itemsOf(a)?.every((item) => isIn(item, b.of)) ?? false;
      case 'asyncIterable':
        return (a.kind === 'asyncIterable' || a.kind === 'asyncIterator') && isIn(a.of, b.of);
      case 'list':
      case 'set':
      case 'frozenset':
      case 'iterator':
      case 'asyncIterator':
      case 'awaitable':
      case 'class':
        return a.kind === b.kind && isIn(a.of, b.of);
      case 'map':
        return a.kind === 'map' && isIn(a.key, b.key) && isIn(a.value, b.value);
      case 'tuple':
        return a.kind === 'tuple' && isTuplePart(a, b, isIn);
      case 'array':
        return a.kind === 'array' && (b.dtype === undefined || a.dtype === b.dtype);
      case 'callback':
        return a.kind === 'callback' && this.isCallbackPart(a, ai, b, bi);
      case 'shape':
        return a.kind === 'shape' && isShapePart(a.fields, b.fields, isIn);
      case 'var':
        return a.kind === 'var' && a.name === b.name;
      default:
        return a.kind === b.kind;
    }
  }

  private isSameRef(a: UgmRef, ai: ModelIndex, b: UgmRef, bi: ModelIndex): boolean {
    if (fullNameOf(a, ai) !== fullNameOf(b, bi)) return false;
    // What becomes of arguments is up to the type: they must be equal.
    const count = Math.max(a.args?.length ?? 0, b.args?.length ?? 0);
    return Array.from({ length: count }, (_, index) => index).every((index) => {
      const [x, y] = [a.args?.[index], b.args?.[index]];
      return formatType(x) === formatType(y) || (this.isPart(x, ai, y, bi) && this.isPart(y, bi, x, ai));
    });
  }

  /** Whether `a` can be given where `b` is called: it takes whatever that takes. */
  private isCallbackPart(a: Of<'callback'>, ai: ModelIndex, b: Of<'callback'>, bi: ModelIndex): boolean {
    if (a.async !== b.async || !this.isPart(a.returns, ai, b.returns, bi)) return false;
    if (b.parameters === undefined) return true;
    if (a.parameters === undefined || a.parameters.length !== b.parameters.length) return false;
    return b.parameters.every((parameter, index) => {
      const own = a.parameters?.[index] as UgmParameter;
      const isTaken =
        own.kind === parameter.kind && (own.default !== undefined || parameter.default === undefined);
      return isTaken && this.isPart(parameter.type, bi, own.type, ai);
    });
  }
}

/** The types of a union, an optional and an alias; each value of a literal by itself. */
function alternatives(
  type: UgmType,
  index: ModelIndex,
  seen: ReadonlySet<string> = new Set(),
): readonly UgmType[] {
  switch (type.kind) {
    case 'optional':
      return [...alternatives(type.of, index, seen), none];
    case 'union':
      return type.of.flatMap((of) => alternatives(of, index, seen));
    case 'literal':
      return type.values.map((value) => (value === null ? none : { kind: 'literal', values: [value] }));
    case 'never':
      return [];
    case 'ref': {
      const name = fullNameOf(type, index);
      const referred = type.args === undefined ? index.find(type) : undefined;
      if (referred?.kind !== 'alias' || referred.alias.typeParameters !== undefined || seen.has(name))
        return [type];
      return alternatives(referred.alias.type, index, new Set([...seen, name]));
    }
    default:
      return [type];
  }
}

function literalKinds(value: UgmScalar): readonly UgmType['kind'][] {
  if (typeof value === 'string') return ['string'];
  if (typeof value === 'boolean') return ['bool'];
  return Number.isInteger(value) ? ['int', 'float', 'number'] : ['float', 'number'];
}

/** What comes out where a value is iterated over. */
function itemsOf(type: UgmType): readonly UgmType[] | undefined {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'frozenset':
    case 'iterable':
    case 'iterator':
      return [type.of];
    case 'map':
      return [type.key];
    case 'tuple':
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case 'string':
      return [type];
    case 'range':
      return [{ kind: 'int' }];
    default:
      return undefined;
  }
}

type IsIn = (a: UgmType | undefined, b: UgmType | undefined) => boolean;

function isTuplePart(a: Of<'tuple'>, b: Of<'tuple'>, isIn: IsIn): boolean {
  if (a.items.length < b.items.length || (a.rest !== undefined && b.rest === undefined)) return false;
  const isEachIn = a.items.every((item, index) => {
    const expected = b.items[index] ?? b.rest;
    return expected !== undefined && isIn(item, expected);
  });
  return isEachIn && (a.rest === undefined || isIn(a.rest, b.rest));
}

function isShapePart(a: readonly UgmShapeField[], b: readonly UgmShapeField[], isIn: IsIn): boolean {
  return b.every((field) => {
    const own = a.find(({ name }) => name === field.name);
    if (own === undefined) return field.optional === true;
    return (field.optional === true || own.optional !== true) && isIn(own.type, field.type);
  });
}

/** A name that is the same in both models, also where the module itself was renamed. */
function fullNameOf({ name, module }: UgmRef, { model }: ModelIndex): string {
  return module === undefined || module === model.name ? `:${name}` : `${module}:${name}`;
}

function isDerived(a: UgmRef, ai: ModelIndex, b: UgmRef, bi: ModelIndex): boolean {
  const referred = ai.find(a);
  if (referred?.kind !== 'class' || b.args !== undefined) return false;
  const own = `${ai.model.name}:`;
  const wanted = fullNameOf(b, bi);
  return ai
    .ancestorsOf(referred.class)
    .some((name) => (name.startsWith(own) ? `:${name.slice(own.length)}` : name) === wanted);
}

function withNames(type: UgmType, renamed: ReadonlyMap<string, string>): UgmType {
  if (renamed.size === 0) return type;
  return JSON.parse(JSON.stringify(type), (_key, value: unknown) => {
    const part = value as Partial<Of<'var'>> | null;
    const name = part?.kind === 'var' ? renamed.get(part.name ?? '') : undefined;
    return name === undefined ? value : { kind: 'var', name };
  }) as UgmType;
}

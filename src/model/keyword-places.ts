import type { UgmFunction, UgmParameter, UgmType } from './ugm.js';

/** The first and the last place, counted from 0, where a plain object that is the last argument stands for keyword arguments. */
export interface KeywordPlaces {
  readonly from: number;
  readonly to: number;
}

/** Types of Python that a plain object never is: where one of them is expected, a plain object can mean only keywords. */
const neverPlainObjects: ReadonlySet<UgmType['kind']> = new Set<UgmType['kind']>([
  ...([
    'none',
    'never',
    'bool',
    'int',
    'bigint',
    'float',
    'number',
    'complex',
    'decimal',
    'fraction',
  ] as const),
  ...([
    'string',
    'bytes',
    'date',
    'time',
    'datetime',
    'timedelta',
    'uuid',
    'path',
    'range',
    'slice',
  ] as const),
  ...(['symbol', 'list', 'set', 'frozenset', 'iterator', 'asyncIterable', 'asyncIterator'] as const),
  ...(['awaitable', 'tuple', 'literal', 'array', 'class', 'callback'] as const),
]);

/**
 * Where a plain object, as the last argument, stands for parameters that are keyword-only or have a default: right behind the required
 * parameters, or further back as far as a parameter from there on could itself be given a plain object (also where its author has written no
 * type), up to right behind all positional ones.
 * What is written `from` 1 `to` 3 is `f(1, { … })`, `f(1, 2, { … })` and `f(1, 2, 3, { … })`.
 *
 * @returns undefined where nothing can be named, nobody says which parameters there are, or `*args` takes every place
 */
export function keywordPlaces({
  parameters,
  signature,
}: Pick<UgmFunction, 'parameters' | 'signature'>): KeywordPlaces | undefined {
  if (signature !== 'known' || parameters.some(({ kind }) => kind === 'var-positional')) return undefined;
  const positional = parameters.filter(isPositional);
  const lastNamed = positional.findLastIndex(isNamedByDefault);
  const isMoreNamed = parameters.some(({ kind }) => kind === 'keyword-only');
  if (lastNamed < 0 && !isMoreNamed) return undefined;
  const isAnyNamed = isMoreNamed || parameters.some(({ kind }) => kind === 'var-keyword');
  const to = isAnyNamed ? positional.length : lastNamed;
  const from =
    positional.findLastIndex(
      (parameter) => parameter.default === undefined || mayBePlainObject(writtenType(parameter)),
    ) + 1;
  return from <= to ? { from, to } : undefined;
}

/**
 * The parameters that an object at `place` may have as its keys, in order: keyword-only ones, and those with a default that no argument before
 * it was given for.
 */
export function keywordParameters(
  { parameters }: Pick<UgmFunction, 'parameters'>,
  place: number,
): readonly UgmParameter[] {
  const later = new Set(parameters.filter(isPositional).slice(place).filter(isNamedByDefault));
  return parameters.filter((parameter) => parameter.kind === 'keyword-only' || later.has(parameter));
}

/** The type of a parameter that its author has written: what an Analyzer has concluded from a default or from code is no promise of theirs. */
export function writtenType({ type, annotation }: UgmParameter): UgmType | undefined {
  return annotation === undefined ? undefined : type;
}

/** Whether a plain object of JavaScript may be meant for a parameter of this type: also where nobody says, or where only a name says. */
export function mayBePlainObject(type: UgmType | undefined): boolean {
  if (type === undefined) return true;
  if (type.kind === 'optional') return mayBePlainObject(type.of);
  if (type.kind === 'union') return type.of.some(mayBePlainObject);
  return !neverPlainObjects.has(type.kind);
}

function isPositional({ kind }: UgmParameter): boolean {
  return kind === 'positional-only' || kind === 'positional-or-keyword';
}

function isNamedByDefault(parameter: UgmParameter): boolean {
  return parameter.kind === 'positional-or-keyword' && parameter.default !== undefined;
}

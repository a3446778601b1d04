import type { UgmAlias, UgmParameter, UgmScalar, UgmType } from '../../model/ugm.js';
import { pythonScalar } from './python-text.js';
import { isBuiltinType, isStandardType } from './standard-names.js';
import type { TypeScope } from './type-scope.js';

/** Whether a value goes to the module or comes from it. */
export type Direction = 'in' | 'out';

const simple: Partial<Record<UgmType['kind'], readonly [module: string, name: string]>> = {
  bool: ['', 'bool'],
  int: ['', 'int'],
  bigint: ['', 'int'],
  float: ['', 'float'],
  number: ['', 'float'],
  complex: ['', 'complex'],
  string: ['', 'str'],
  range: ['', 'range'],
  decimal: ['decimal', 'Decimal'],
  fraction: ['fractions', 'Fraction'],
  date: ['datetime', 'date'],
  time: ['datetime', 'time'],
  datetime: ['datetime', 'datetime'],
  timedelta: ['datetime', 'timedelta'],
  uuid: ['uuid', 'UUID'],
  any: ['typing', 'Any'],
  symbol: ['typing', 'Any'],
  never: ['typing', 'NoReturn'],
  self: ['typing_extensions', 'Self'],
};

/** How Python's annotations say a type. Nobody says: `Any`. */
export function annotation(type: UgmType | undefined, scope: TypeScope, direction: Direction): string {
  const of = (inner: UgmType | undefined): string => annotation(inner, scope, direction);
  const typing = (name: string): string => scope.use('typing', name);
  if (type === undefined) return typing('Any');
  const known = simple[type.kind];
  if (known !== undefined) return known[0] === '' ? scope.builtin(known[1]) : scope.use(known[0], known[1]);
  // JavaScript's own take any sequence, and give a list.
  const isWide = direction === 'in' && scope.model.runtime === 'nodejs';
  const abstract = (name: string): string => scope.use('collections.abc', name);
  switch (type.kind) {
    case 'none':
      return 'None';
    case 'path':
      return direction === 'in' ? scope.use('pathlib', 'PurePath') : scope.use('pathlib', 'Path');
    case 'slice':
      return `${scope.builtin('slice')}[${typing('Any')}, ${typing('Any')}, ${typing('Any')}]`;
    case 'object':
      return direction === 'in' ? scope.builtin('object') : typing('Any');
    case 'bytes':
      return isWide ? scope.use('typing_extensions', 'Buffer') : scope.builtin('bytes');
    case 'array':
      return direction === 'in' || scope.model.runtime === 'python'
        ? direction === 'in'
          ? scope.use('typing_extensions', 'Buffer')
          : typing('Any')
        : `${scope.builtin('memoryview')}[${typing('Any')}]`;
    case 'list':
      return `${isWide ? abstract('Sequence') : scope.builtin('list')}[${of(type.of)}]`;
    case 'set':
      return `${isWide ? scope.use('typing', 'AbstractSet') : scope.builtin('set')}[${of(type.of)}]`;
    case 'frozenset':
      return `${isWide ? scope.use('typing', 'AbstractSet') : scope.builtin('frozenset')}[${of(type.of)}]`;
    case 'iterable':
      return `${abstract('Iterable')}[${of(type.of)}]`;
    case 'iterator':
      return `${abstract('Iterator')}[${of(type.of)}]`;
    case 'asyncIterable':
      return `${abstract('AsyncIterable')}[${of(type.of)}]`;
    case 'asyncIterator':
      return `${abstract('AsyncIterator')}[${of(type.of)}]`;
    case 'awaitable':
      return `${abstract('Awaitable')}[${of(type.of)}]`;
    case 'map':
      return `${isWide ? abstract('Mapping') : scope.builtin('dict')}[${of(type.key)}, ${of(type.value)}]`;
    case 'tuple':
      return tuple(type.items.map(of), type.rest && of(type.rest), scope);
    case 'optional':
      return union([of(type.of), 'None']);
    case 'union':
      return union(type.of.map(of));
    case 'literal':
      return literal(type.values, scope);
    case 'ref':
      return reference(type, scope, of);
    case 'var':
      return scope.variableNamed(type.name) ?? typing('Any');
    case 'class':
      return `${scope.builtin('type')}[${of(type.of)}]`;
    case 'callback':
      return callback(type, scope, direction);
    case 'shape':
      return scope.shape(type.fields);
    default:
      return typing('Any');
  }
}

/** Alternatives, each once; `Any` takes all of them. */
export function union(parts: readonly string[]): string {
  const flat = parts.flatMap(alternatives);
  const once = [...new Set(flat)].filter((part) => part !== 'NoReturn');
  if (once.includes('Any') || once.length === 0) return 'Any';
  return [...once.filter((part) => part !== 'None'), ...(once.includes('None') ? ['None'] : [])].join(' | ');
}

/** The alternatives of a union as it is written. */
function alternatives(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]]| \| /g)) {
    if (token === '[') depth += 1;
    else if (token === ']') depth -= 1;
    else if (token === ' | ' && depth === 0) {
      found.push(text.slice(from, index));
      from = index + token.length;
    }
  }
  return [...found, text.slice(from)];
}

function tuple(items: readonly string[], rest: string | undefined, scope: TypeScope): string {
  const name = scope.builtin('tuple');
  if (rest !== undefined)
    return items.length === 0 ? `${name}[${rest}, ...]` : `${name}[${scope.use('typing', 'Any')}, ...]`;
  return `${name}[${items.length === 0 ? '()' : items.join(', ')}]`;
}

function literal(values: readonly UgmScalar[], scope: TypeScope): string {
  const isLiteral = (value: UgmScalar): boolean => typeof value !== 'number' || Number.isSafeInteger(value);
  const literals = values.filter((value) => value !== null && isLiteral(value)).map(pythonScalar);
  return union([
    ...(literals.length > 0 ? [`${scope.use('typing', 'Literal')}[${literals.join(', ')}]`] : []),
    ...(values.every(isLiteral) ? [] : [scope.builtin('float')]),
    ...(values.includes(null) ? ['None'] : []),
  ]);
}

function reference(
  { name, module, args }: Extract<UgmType, { readonly kind: 'ref' }>,
  scope: TypeScope,
  of: (type: UgmType) => string,
): string {
  if (module === undefined || module === scope.model.name) {
    const own = scope.own(name);
    if (own !== undefined) {
      const parameters = usedParameters(name, scope);
      if (parameters.length === 0) return own;
      const given = parameters.map((index) =>
        args?.[index] === undefined ? scope.use('typing', 'Any') : of(args[index]),
      );
      return `${own}[${given.join(', ')}]`;
    }
    if (isBuiltinType(name)) return scope.builtin(name);
  } else if (module === 'builtins' && isBuiltinType(name)) return scope.builtin(name);
  else if (scope.model.runtime === 'python' && isStandardType(module, name)) return scope.use(module, name);
  return scope.use('typing', 'Any');
}

/**
 * The places of the type parameters that a class, a record or an alias takes in Python, in the order in which it takes them: an alias has those
 * that are left in its text, as they come.
 */
export function usedParameters(name: string, scope: TypeScope): readonly number[] {
  const { classes, records, aliases } = scope.model;
  const { typeParameters = [] } = [...classes, ...records].find((one) => one.name === name) ?? {};
  const single = typeParameters.flatMap(({ variadic }, index) => (variadic === undefined ? [index] : []));
  const alias = aliases.find((one) => one.name === name);
  if (alias?.typeParameters === undefined) return single;
  return scope.once(`alias ${name}`, [], () => placesInAlias(alias, scope));
}

function placesInAlias({ typeParameters = [], type }: UgmAlias, scope: TypeScope): readonly number[] {
  return scope.withinType(typeParameters, () => {
    const text = annotation(type, scope, 'out');
    return typeParameters
      .map(({ name }, index) => ({ index, at: placeOfWord(scope.variableNamed(name), text) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)
      .map(({ index }) => index);
  });
}

/** Where a name stands in a text, as a word; -1 where it does not. */
function placeOfWord(name: string | undefined, text: string): number {
  return name === undefined ? -1 : text.search(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'u'));
}

function callback(
  type: Extract<UgmType, { readonly kind: 'callback' }>,
  scope: TypeScope,
  direction: Direction,
): string {
  const inward = direction === 'in' ? 'out' : 'in';
  const returns =
    type.returns?.kind === 'none' && direction === 'in'
      ? scope.builtin('object')
      : annotation(type.returns, scope, direction);
  const given = type.async === true ? `${scope.use('collections.abc', 'Awaitable')}[${returns}]` : returns;
  return `${scope.use('collections.abc', 'Callable')}[${listenerParameters(type.parameters, scope, inward)}, ${given}]`;
}

/** What stands for the parameters of something that is called with them: `[int, str]`, or `...`. */
export function listenerParameters(
  parameters: readonly UgmParameter[] | undefined,
  scope: TypeScope,
  direction: Direction,
): string {
  const isPlain = ({ kind }: UgmParameter): boolean =>
    kind === 'positional-only' || kind === 'positional-or-keyword';
  if (parameters === undefined || !parameters.every(isPlain)) return '...';
  return `[${parameters.map((parameter) => annotation(parameter.type, scope, direction)).join(', ')}]`;
}

import type { UgmParameter, UgmType } from '../../model/ugm.js';
import { arrayMembers } from './array-text.js';
import type { DeclarationScope } from './declaration-scope.js';
import { parameterNames } from './free-names.js';
import { propertyKey, quoted } from './reserved-words.js';
import { simpleMembers } from './simple-text.js';

/** Where a type stands. Results and arguments of one type differ: a `datetime` comes as a DateTime, and any Date is taken. */
export interface TypePlace {
  readonly scope: DeclarationScope;
  /** `out`: what comes from the module; `in`: what is given to it. */
  readonly direction: 'out' | 'in';
  /** Type parameters by their names; any other one is `any`. */
  readonly variables: ReadonlySet<string>;
  /** What `self` is: `this`, or the name of the class where there is none. */
  readonly self: string;
  /** Aliases that are left out where they are not inside of something: they would be made of themselves. */
  readonly circular?: ReadonlySet<string> | undefined;
}

/** A member of a union. `loose` ones need parentheses beside others and in front of `[]`. */
export interface MemberText {
  readonly text: string;
  readonly loose?: true;
}

/** A type of the model as TypeScript has it, at its place. */
export function typeText(type: UgmType | undefined, place: TypePlace): string {
  return joined(unionMembers(type, place));
}

/** The same as the type of what a call gives: nothing is `void`. */
export function resultText(type: UgmType | undefined, place: TypePlace): string {
  return type?.kind === 'none' ? 'void' : typeText(type, place);
}

function joined(members: readonly MemberText[]): string {
  if (members.length === 1) return members[0]!.text;
  return members.map(({ text, loose }) => (loose ? `(${text})` : text)).join(' | ');
}

function unionMembers(type: UgmType | undefined, place: TypePlace): readonly MemberText[] {
  const found = new Map<string, MemberText>();
  for (const member of type === undefined ? [{ text: 'any' }] : membersOf(type, place)) {
    if (member.text === 'any') return [member];
    found.set(member.text, member);
  }
  if (found.size > 1) found.delete('never');
  return found.size === 0 ? [{ text: 'never' }] : [...found.values()];
}

/** What a rest parameter takes, whose arguments have a type. */
export function restText(type: UgmType | undefined, place: TypePlace): string {
  return arrayText(type ?? { kind: 'any' }, place);
}

/** An array whose items have a type. */
function arrayText(items: UgmType, place: TypePlace): string {
  const members = unionMembers(items, place);
  return members.length === 1 && members[0]!.loose === undefined
    ? `${members[0]!.text}[]`
    : `(${joined(members)})[]`;
}

function inside(place: TypePlace): TypePlace {
  return place.circular === undefined ? place : { ...place, circular: undefined };
}

function membersOf(type: UgmType, place: TypePlace): readonly MemberText[] {
  const { scope, direction } = place;
  const within = inside(place);
  const generic = (name: string, of: UgmType): readonly MemberText[] => [
    { text: `${scope.global(name)}<${typeText(of, within)}>` },
  ];
  switch (type.kind) {
    case 'list':
      return direction === 'out'
        ? [{ text: arrayText(type.of, within) }]
        : [{ text: `readonly ${arrayText(type.of, within)}`, loose: true }];
    case 'set':
      return generic(direction === 'out' ? 'Set' : 'ReadonlySet', type.of);
    case 'frozenset':
      return [{ text: `${scope.graftwire('FrozenSet')}<${typeText(type.of, within)}>` }];
    case 'iterable':
      return generic('Iterable', type.of);
    case 'iterator':
      return generic('IterableIterator', type.of);
    case 'asyncIterable':
      return generic('AsyncIterable', type.of);
    case 'asyncIterator':
      return generic('AsyncIterableIterator', type.of);
    case 'awaitable':
      return awaitable(type.of, within);
    case 'map':
      return mapMembers(type, within);
    case 'tuple':
      return [tupleText(type, within)];
    case 'optional':
      return [...membersOf(type.of, place), ...nothing(place)];
    case 'union':
      return type.of.flatMap((member) => membersOf(member, place));
    case 'literal':
      return type.values.map((value) => ({
        text: typeof value === 'string' ? quoted(value) : String(value),
      }));
    case 'array':
      return arrayMembers(type.dtype, scope);
    case 'ref':
      // An alias that is a member of itself adds nothing.
      return place.circular?.has(type.name) ? [] : [refText(type, place)];
    case 'var':
      return [{ text: place.variables.has(type.name) ? type.name : 'any' }];
    case 'class':
      return [classText(type.of, within)];
    case 'callback':
      return [{ text: callbackText(type, within), loose: true }];
    case 'shape':
      return [{ text: shapeText(type, within) }];
    case 'self':
      return [{ text: place.self }];
    case 'none':
      return nothing(place);
    default:
      return simpleMembers(type.kind, place);
  }
}

function nothing({ scope, direction }: TypePlace): readonly MemberText[] {
  return direction === 'out' && scope.isPython
    ? [{ text: 'null' }]
    : [{ text: 'null' }, { text: 'undefined' }];
}

/** A coroutine comes as a promise; of what else can be awaited only `graft.await` knows. */
function awaitable(of: UgmType, place: TypePlace): readonly MemberText[] {
  const { scope, direction } = place;
  if (direction === 'in') return [{ text: `${scope.global('PromiseLike')}<${typeText(of, place)}>` }];
  const promise = { text: `${scope.global('Promise')}<${resultText(of, place)}>` };
  return scope.isPython ? [promise, { text: scope.graftwire('RemoteObject') }] : [promise];
}

/** A dict whose keys are strings is a plain object, any other one a Map. */
function mapMembers(type: UgmType & { readonly kind: 'map' }, place: TypePlace): readonly MemberText[] {
  const { scope, direction } = place;
  const value = typeText(type.value, place);
  const isGiven = direction === 'in';
  const keys = keyKinds(type.key);
  const members: MemberText[] = [];
  if (keys.text) members.push({ text: `{ ${isGiven ? 'readonly ' : ''}[key: string]: ${value} }` });
  if (keys.other || isGiven) {
    const map = scope.global(isGiven ? 'ReadonlyMap' : 'Map');
    members.push({ text: `${map}<${typeText(type.key, place)}, ${value}>` });
  }
  return members;
}

function keyKinds(key: UgmType): { readonly text: boolean; readonly other: boolean } {
  switch (key.kind) {
    case 'string':
      return { text: true, other: false };
    case 'any':
    case 'var':
    case 'ref':
      return { text: true, other: true };
    case 'literal':
      return {
        text: key.values.some((value) => typeof value === 'string'),
        other: key.values.some((value) => typeof value !== 'string'),
      };
    case 'optional':
      return { text: keyKinds(key.of).text, other: true };
    case 'union': {
      const kinds = key.of.map(keyKinds);
      return { text: kinds.some(({ text }) => text), other: kinds.some(({ other }) => other) };
    }
    default:
      return { text: false, other: true };
  }
}

function tupleText({ items, rest }: UgmType & { readonly kind: 'tuple' }, place: TypePlace): MemberText {
  if (items.length === 0 && rest !== undefined)
    return { text: `readonly ${arrayText(rest, place)}`, loose: true };
  const parts = items.map((item) => typeText(item, place));
  if (rest !== undefined) parts.push(`...${arrayText(rest, place)}`);
  return { text: `readonly [${parts.join(', ')}]`, loose: true };
}

const ofEveryRuntime: ReadonlySet<string> = new Set(
  'Error EvalError AggregateError RangeError ReferenceError RegExp SyntaxError TypeError URIError ArrayBuffer SharedArrayBuffer DataView Function'.split(
    ' ',
  ),
);

function refText(type: UgmType & { readonly kind: 'ref' }, place: TypePlace): MemberText {
  const { scope, direction } = place;
  const isOwn = type.module === undefined || type.module === scope.model.name;
  const named = isOwn ? scope.types.get(type.name) : undefined;
  if (named === undefined) {
    if (type.module === undefined && ofEveryRuntime.has(type.name)) return { text: scope.global(type.name) };
    return { text: scope.opaqueType(type.name, type.module) };
  }
  const local = (direction === 'in' ? scope.inputName(type.name) : undefined) ?? named.local;
  const declared = named.typeParameters;
  if (type.args === undefined || declared.some(({ variadic }) => variadic !== undefined))
    return { text: local };
  const args = type.args.slice(0, declared.length).map((arg) => typeText(arg, place));
  return { text: args.length === 0 ? local : `${local}<${args.join(', ')}>` };
}

function classText(of: UgmType, place: TypePlace): MemberText {
  if (of.kind === 'ref' && (of.module === undefined || of.module === place.scope.model.name)) {
    const named = place.scope.types.get(of.name);
    if (named?.isValue) return { text: `typeof ${named.local}`, loose: true };
  }
  return {
    text: `abstract new (...args: any[]) => ${typeText(of, { ...place, direction: 'out' })}`,
    loose: true,
  };
}

/** What a callback is called with goes the other way. */
function callbackText(type: UgmType & { readonly kind: 'callback' }, place: TypePlace): string {
  const turned: TypePlace = { ...place, direction: place.direction === 'in' ? 'out' : 'in' };
  const parameters =
    type.parameters === undefined ? '...args: any[]' : callbackParameters(type.parameters, turned).join(', ');
  if (type.async !== true) return `(${parameters}) => ${resultText(type.returns, place)}`;
  const promise = place.scope.global(place.direction === 'in' ? 'PromiseLike' : 'Promise');
  return `(${parameters}) => ${promise}<${resultText(type.returns, place)}>`;
}

function callbackParameters(parameters: readonly UgmParameter[], place: TypePlace): readonly string[] {
  const names = parameterNames(parameters.map(({ name }, index) => name || `arg${index}`));
  return parameters.flatMap(({ kind, type }, index) => {
    if (kind === 'keyword-only' || kind === 'var-keyword') return [];
    if (kind === 'var-positional') return [`...${names[index]!}: ${restText(type, place)}`];
    return [`${names[index]!}: ${typeText(type, place)}`];
  });
}

function shapeText({ fields }: UgmType & { readonly kind: 'shape' }, place: TypePlace): string {
  if (fields.length === 0) return '{}';
  const isGiven = place.direction === 'in';
  const parts = fields.map(
    ({ name, optional, type }) =>
      `${isGiven ? 'readonly ' : ''}${propertyKey(name)}${optional ? '?' : ''}: ${typeText(type, place)}`,
  );
  return `{ ${parts.join('; ')} }`;
}

import { keywordParameters, keywordPlaces } from '../../model/keyword-places.js';
import type { UgmFunction, UgmParameter, UgmSignature, UgmTypeParameter } from '../../model/ugm.js';
import type { DocTag } from './doc-comment.js';
import { parameterNames } from './free-names.js';
import type { OptionsInterfaces } from './options-interfaces.js';
import { quoted } from './reserved-words.js';
import { restText, resultText, typeText, type TypePlace } from './type-text.js';

/** One way to call something, as TypeScript writes it. */
export interface CallForm {
  /** `<T>`, or nothing. */
  readonly typeParameters: string;
  /** What stands between the parentheses. */
  readonly parameters: string;
  readonly returns: string;
  readonly tags: readonly DocTag[];
}

/** Where a function stands. */
export interface CallPlace extends Omit<TypePlace, 'direction'> {
  readonly options: OptionsInterfaces;
  /** What an interface of its options is called. */
  readonly optionsName: string;
  /** What `self` is where `this` cannot be said. */
  readonly ownName: string;
}

/** All ways to call a function: of each of its overloads those with positional arguments and those with an object of options. */
export function callForms(called: UgmFunction, place: CallPlace): readonly CallForm[] {
  const overloads = called.overloads ?? [];
  const signatures: readonly UgmSignature[] = overloads.length > 0 ? overloads : [called];
  const found = new Map<string, CallForm>();
  for (const signature of signatures) {
    for (const form of formsOf(called, signature, place)) {
      // Of two that are called alike only the first one would ever be taken.
      const key = `${form.typeParameters}(${form.parameters})`;
      if (!found.has(key)) found.set(key, form);
    }
  }
  return [...found.values()];
}

function formsOf(called: UgmFunction, signature: UgmSignature, outer: CallPlace): readonly CallForm[] {
  const declared = (signature.typeParameters ?? []).filter(({ variadic }) => variadic === undefined);
  const variables = new Set([...outer.variables, ...declared.map(({ name }) => name)]);
  const given: TypePlace = { ...outer, variables, direction: 'in' };
  const typeParameters = typeParametersText(declared, given);
  const returns = returnsText(called, signature, { ...given, direction: 'out' });
  const form = (parameters: readonly string[], named: readonly UgmParameter[]): CallForm => ({
    typeParameters,
    parameters: parameters.join(', '),
    returns,
    tags: [
      ...parameterTags(named),
      ...(called.raises ?? []).map((name): DocTag => ['throws', `{${name.split(':').at(-1)!}}`]),
    ],
  });
  if (called.signature === 'unknown') return [form(['...args: any[]'], [])];
  return parameterLists(called, signature, outer, given).map(({ parts, named }) => form(parts, named));
}

interface ParameterList {
  readonly parts: readonly string[];
  /** The parameters of the model that have one of their own in it. */
  readonly named: readonly UgmParameter[];
}

function parameterLists(
  called: UgmFunction,
  signature: UgmSignature,
  outer: CallPlace,
  given: TypePlace,
): readonly ParameterList[] {
  const { parameters } = signature;
  const positional = parameters.filter(
    ({ kind }) => kind === 'positional-only' || kind === 'positional-or-keyword',
  );
  const keywordOnly = parameters.filter(({ kind }) => kind === 'keyword-only');
  const rest = parameters.find(({ kind }) => kind === 'var-positional');
  const isOpen = parameters.some(({ kind }) => kind === 'var-keyword');
  const isRequired = keywordOnly.some((parameter) => parameter.default === undefined);
  const names = parameterNames([...positional.map(({ name }) => name), rest?.name ?? 'options', 'keywords']);
  const [restName, keywordsName] = names.slice(-2) as [string, string];
  const part = (parameter: UgmParameter, index: number, mayMiss: boolean): string => {
    const text = typeText(parameter.type, given);
    if (parameter.default === undefined) return `${names[index]!}: ${text}`;
    if (mayMiss) return `${names[index]!}?: ${text}`;
    return given.scope.isPython || text === 'any'
      ? `${names[index]!}: ${text}`
      : `${names[index]!}: ${text} | undefined`;
  };
  const required = positional.findLastIndex((parameter) => parameter.default === undefined) + 1;
  const plain = positional.map((parameter, index) => part(parameter, index, index >= required));
  if (rest !== undefined) {
    const items = restText(rest.type, given);
    const lists: ParameterList[] = [];
    if (!isRequired)
      lists.push({ parts: [...plain, `...${restName}: ${items}`], named: [...positional, rest] });
    if (keywordOnly.length > 0 || isOpen) {
      const keywords = given.scope.graftwire('Keywords');
      lists.push({
        parts: [...plain, `...${restName}: [...${items}, ${keywords}]`],
        named: [...positional, rest],
      });
    }
    return lists;
  }
  const places = keywordPlaces({ parameters, signature: 'known' });
  const taken = signature === called ? places : keywordPlaces(called);
  if (places === undefined || taken === undefined) {
    const keywords = isOpen ? [`${keywordsName}?: ${given.scope.graftwire('Keywords')}`] : [];
    return [{ parts: [...plain, ...keywords], named: positional }];
  }
  const from = Math.min(Math.max(places.from, taken.from), positional.length);
  const all = keywordParameters({ parameters }, from);
  const options = outer.options.declare(outer.optionsName, all, isOpen, { ...given, self: outer.ownName });
  const short: ParameterList = {
    parts: [
      ...positional.slice(0, from).map((parameter, index) => part(parameter, index, false)),
      `${restName}: ${options}`,
    ],
    named: positional.slice(0, from),
  };
  if (keywordOnly.length === 0 && !isOpen) return [{ parts: plain, named: positional }, short];
  // Behind all positional arguments only those are left to be named that are keyword-only.
  const isWhole = isOpen || all.length === keywordOnly.length;
  const rests = isWhole ? options : picked(options, keywordOnly, given);
  const long: ParameterList = {
    parts: isRequired
      ? [...positional.map((parameter, index) => part(parameter, index, false)), `${restName}: ${rests}`]
      : [...plain, `${restName}?: ${rests}`],
    named: positional,
  };
  return from === positional.length ? [long] : [long, short];
}

function picked(options: string, parameters: readonly UgmParameter[], { scope }: TypePlace): string {
  return `${scope.global('Pick')}<${options}, ${parameters.map(({ name }) => quoted(name)).join(' | ')}>`;
}

function returnsText(called: UgmFunction, { returns }: UgmSignature, place: TypePlace): string {
  const { scope } = place;
  if (called.generator) {
    return `${scope.global(called.async ? 'AsyncIterableIterator' : 'IterableIterator')}<${typeText(returns, place)}>`;
  }
  const result = resultText(returns, place);
  return called.async ? `${scope.global('Promise')}<${result}>` : result;
}

function typeParametersText(parameters: readonly UgmTypeParameter[], place: TypePlace): string {
  if (parameters.length === 0) return '';
  const parts = parameters.map(({ name, bound }) =>
    bound === undefined ? name : `${name} extends ${typeText(bound, place)}`,
  );
  return `<${parts.join(', ')}>`;
}

function parameterTags(parameters: readonly UgmParameter[]): readonly DocTag[] {
  const names = parameterNames(parameters.map(({ name }) => name));
  return parameters.flatMap((parameter, index): DocTag[] => {
    const text = parameterDoc(parameter);
    return text === '' ? [] : [['param', `${names[index]!} ${text}`]];
  });
}

/** What is said of a parameter: its documentation, and what it is where it is not given. */
export function parameterDoc({ doc = '', default: value }: UgmParameter): string {
  if (value === undefined || value.text === 'undefined') return doc;
  const sentence = `Default: \`${value.text.replaceAll('`', "'")}\`.`;
  return doc === '' ? sentence : `${doc}${/[.!?:]$/.test(doc.trimEnd()) ? '' : '.'} ${sentence}`;
}

import type { UgmFunction, UgmParameter, UgmSignature, UgmType, UgmTypeParameter } from '../../model/ugm.js';
import { annotation, type Direction } from './annotation.js';
import { optionsObject, type OptionsObject } from './options-object.js';
import { pythonNames } from './python-name.js';
import type { TypeScope } from './type-scope.js';

/** One way to call something, as Python's declarations write it. */
export interface SignatureText {
  readonly parameters: readonly string[];
  readonly returns: string;
}

type Kind = Pick<UgmFunction, 'async' | 'generator'>;

/** All ways to call a function, each written once. */
export function signatureTexts(fn: UgmFunction, scope: TypeScope): readonly SignatureText[] {
  const ways = fn.overloads !== undefined && fn.overloads.length > 0 ? fn.overloads : [fn];
  const texts = ways.flatMap((way) =>
    fn.signature === 'unknown' ? [anySignature(way, fn, scope)] : wayTexts(way, fn, scope),
  );
  const once = new Map(
    texts.map((text) => [text.parameters.join(', '), text]).reverse() as [string, SignatureText][],
  );
  return [...once.values()].reverse();
}

function anySignature(way: UgmSignature, kind: Kind, scope: TypeScope): SignatureText {
  const any = scope.use('typing', 'Any');
  return { parameters: [`*args: ${any}`, `**kwargs: ${any}`], returns: returnText(way, kind, scope) };
}

/**
 * A type parameter that a signature names only once, or only in what it gives, says nothing but its bound, and type checkers refuse it. Which
 * those are is seen in the text: types that Python cannot say take type parameters with them.
 */
function wayTexts(way: UgmSignature, kind: Kind, scope: TypeScope): readonly SignatureText[] {
  const { typeParameters = [] } = way;
  return scope.within(typeParameters, () => {
    const texts = writtenTexts(way, kind, scope);
    const lone = typeParameters.filter(({ name }) =>
      texts.some(({ parameters, returns }) => isLone(scope.variableNamed(name), parameters.join(), returns)),
    );
    if (lone.length === 0) return texts;
    const by = new Map<string, UgmType>(lone.map(({ name, bound }) => [name, bound ?? { kind: 'any' }]));
    const { parameters, returns } = way;
    const plain = replaced({ parameters, returns }, by) as Pick<UgmSignature, 'parameters' | 'returns'>;
    const left = replaced(
      typeParameters.filter(({ name }) => !by.has(name)),
      by,
    ) as readonly UgmTypeParameter[];
    return wayTexts({ ...plain, typeParameters: left }, kind, scope);
  });
}

function isLone(name: string | undefined, parameters: string, returns: string): boolean {
  if (name === undefined) return false;
  const word = new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'gu');
  const given = parameters.match(word)?.length ?? 0;
  const total = given + (returns.match(word)?.length ?? 0);
  return total > 0 && (total < 2 || given === 0);
}

function writtenTexts(way: UgmSignature, kind: Kind, scope: TypeScope): readonly SignatureText[] {
  const options = optionsObject(way, scope.model);
  const returns = returnText(way, kind, scope);
  if (options === undefined) return [{ parameters: parameterTexts(way.parameters, scope), returns }];
  const before = parameterTexts(way.parameters.slice(0, options.place), scope, options);
  const required = options.fields.some(({ optional }) => optional !== true);
  const keywords = { parameters: [...before, '*', ...keywordTexts(options, scope)], returns };
  return required ? [{ parameters: before, returns }, keywords] : [keywords];
}

function keywordTexts({ fields, keywords }: OptionsObject, scope: TypeScope): readonly string[] {
  return fields.map(({ name, type, optional }) => {
    const text = `${keywords.get(name)!}: ${annotation(type, scope, 'in')}`;
    return optional === true ? `${text} = ...` : text;
  });
}

/** Parameters as a declaration writes them, with `/` and `*` where they belong. */
export function parameterTexts(
  parameters: readonly UgmParameter[],
  scope: TypeScope,
  options?: OptionsObject,
): readonly string[] {
  const reserved = new Set(['self', 'cls', ...(options?.keywords.values() ?? [])]);
  const names = parameterNames(parameters, reserved);
  const lastPositionalOnly = parameters.findLastIndex(({ kind }) => kind === 'positional-only');
  const texts: string[] = [];
  let isKeywordOnly = false;
  // Python has none without a default behind one with one, of which JavaScript thinks nothing.
  const lastRequired = parameters.findLastIndex(
    ({ kind, default: given }) => kind === 'positional-only' && given === undefined,
  );
  parameters.forEach((parameter, index) => {
    const type = annotation(parameter.type, scope, 'in');
    const star = { 'var-positional': '*', 'var-keyword': '**' }[parameter.kind as string] ?? '';
    if (parameter.kind === 'keyword-only' && !isKeywordOnly) texts.push('*');
    isKeywordOnly ||= parameter.kind === 'keyword-only' || parameter.kind === 'var-positional';
    const isOptional = star === '' && parameter.default !== undefined;
    const isLate = parameter.kind === 'positional-only' && index < lastRequired;
    texts.push(
      isOptional && isLate
        ? `${names[index]!}: ${type === 'Any' || type.endsWith(' | None') ? type : `${type} | None`}`
        : `${star}${names[index]!}: ${type}${isOptional ? ' = ...' : ''}`,
    );
    if (index === lastPositionalOnly) texts.push('/');
  });
  return texts;
}

function parameterNames(
  parameters: readonly UgmParameter[],
  reserved: ReadonlySet<string>,
): readonly string[] {
  const seen = new Set<string>();
  const given = parameters.map(({ name }, index) => {
    const own = name === '' || seen.has(name) ? `arg${index + 1}` : name;
    seen.add(own);
    return own;
  });
  const names = pythonNames(given, reserved);
  return given.map((name) => names.get(name)!);
}

function returnText(way: UgmSignature, { async: isAsync, generator }: Kind, scope: TypeScope): string {
  const direction: Direction = 'out';
  const returns = annotation(way.returns, scope, direction);
  if (!generator) return returns;
  return `${scope.use('collections.abc', isAsync ? 'AsyncIterator' : 'Iterator')}[${returns}]`;
}

function replaced(value: unknown, by: ReadonlyMap<string, UgmType>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, by));
  if (typeof value !== 'object' || value === null) return value;
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  const type = kind === 'var' && typeof name === 'string' ? by.get(name) : undefined;
  if (type !== undefined) return type;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, by)]));
}

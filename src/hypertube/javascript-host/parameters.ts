import type { UgmParameter } from '../../model/ugm.js';
import { closingBracket, plainSource, splitAtCommas } from './source-text.js';

const longestDefault = 120;

/** The parameters of a function or of a class's constructor, from its source; undefined where that is not there, as for JavaScript's own. */
export function parametersOf(callee: object): readonly UgmParameter[] | undefined {
  const source = Function.prototype.toString.call(callee);
  if (/\{\s*\[native code\]\s*\}$/.test(source)) return undefined;
  const plain = plainSource(source);
  const range = plain.startsWith('class') ? constructorRange(plain) : parameterRange(plain);
  if (range === undefined) return plain.startsWith('class') ? inheritedParameters(callee) : undefined;
  const [from, to] = range;
  return splitAtCommas(plain.slice(from, to), source.slice(from, to)).map((text, index) =>
    parameter(text.trim(), index),
  );
}

/** Whether a parameter takes a plain object apart, or says by its name that it takes options. */
export function takesOptions({ name }: UgmParameter): boolean {
  return /^(?:\{|(?:\w*_)?(?:options?|opts|config|settings|props|init)$|\w*Options$)/.test(name);
}

function inheritedParameters(callee: object): readonly UgmParameter[] | undefined {
  const parent = Object.getPrototypeOf(callee) as object | null;
  if (parent === null || parent === Function.prototype || typeof parent !== 'function') return [];
  return parametersOf(parent);
}

function constructorRange(plain: string): readonly [from: number, to: number] | undefined {
  const found = /(?:^|[{};\n])\s*constructor\s*\(/.exec(plain);
  return found === null ? undefined : bracketRange(plain, plain.indexOf('(', found.index));
}

function parameterRange(plain: string): readonly [from: number, to: number] | undefined {
  // `x => …` and `async x => …`.
  const arrow = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(plain);
  if (arrow !== null) {
    const from = plain.indexOf(arrow[1]!, arrow[0].startsWith('async') ? 5 : 0);
    return [from, from + arrow[1]!.length];
  }
  // A computed name has brackets of its own.
  let at = 0;
  while (at < plain.length && plain[at] !== '(')
    at = plain[at] === '[' ? closingBracket(plain, at) + 1 || plain.length : at + 1;
  return bracketRange(plain, at);
}

function bracketRange(plain: string, open: number): readonly [from: number, to: number] | undefined {
  const close = open < 0 || open >= plain.length ? -1 : closingBracket(plain, open);
  return close < 0 ? undefined : [open + 1, close];
}

function parameter(text: string, index: number): UgmParameter {
  // Comments are no part of a name.
  const plain = plainSource(text);
  const rest = /^\s*\.\.\./.exec(plain);
  if (rest !== null) return { name: nameOf(plain.slice(rest[0].length), index), kind: 'var-positional' };
  const assigned = defaultAt(plain);
  if (assigned < 0) return { name: nameOf(plain, index), kind: 'positional-only' };
  return {
    name: nameOf(plain.slice(0, assigned), index),
    kind: 'positional-only',
    default: {
      text: text
        .slice(assigned + 1)
        .trim()
        .slice(0, longestDefault),
    },
  };
}

/** Where the default of a parameter is assigned; a pattern has `=` in its braces, too. */
function defaultAt(plain: string): number {
  let depth = 0;
  for (let at = 0; at < plain.length; at++) {
    if ('([{'.includes(plain[at]!)) depth += 1;
    else if (')]}'.includes(plain[at]!)) depth -= 1;
    else if (plain[at] === '=' && depth === 0) return at;
  }
  return -1;
}

/** A pattern is named by itself. */
function nameOf(text: string, index: number): string {
  const name = text.trim();
  return name === '' ? `arg${index}` : name.replace(/\s+/g, ' ');
}

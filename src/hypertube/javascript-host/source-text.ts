/** Begins where a regular expression may stand; a division stands behind a name, a number or a closing bracket. */
const beforeRegExp =
  /(?:^|[=(,:;!&|?{}[\]+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|delete|yield|await))\s*$/;

/**
 * The source of a function with spaces in the place of comments, strings, templates and regular expressions: what is left has balanced brackets.
 */
export function plainSource(source: string): string {
  let plain = '';
  let at = 0;
  while (at < source.length) {
    const end = endOfOpaque(source, at, plain);
    if (end === at) plain += source[at++]!;
    else {
      plain += ' '.repeat(end - at);
      at = end;
    }
  }
  return plain;
}

/** Where a comment or literal that begins at `at` ends; `at` where none does. */
function endOfOpaque(source: string, at: number, before: string): number {
  const first = source[at]!;
  const next = source[at + 1];
  if (first === '/' && next === '/') return indexOr(source.indexOf('\n', at), source.length);
  if (first === '/' && next === '*') return indexOr(source.indexOf('*/', at + 2) + 2, source.length, 1);
  if (first === '"' || first === "'") return endOfQuoted(source, at, first);
  if (first === '`') return endOfTemplate(source, at);
  return first === '/' && beforeRegExp.test(before.slice(-24)) ? endOfRegExp(source, at) : at;
}

function indexOr(index: number, otherwise: number, none = -1): number {
  return index === none ? otherwise : index;
}

function endOfQuoted(source: string, at: number, quote: string): number {
  let end = at + 1;
  while (end < source.length && source[end] !== quote) end += source[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, source.length);
}

function endOfTemplate(source: string, at: number): number {
  let end = at + 1;
  while (end < source.length && source[end] !== '`') {
    if (source[end] === '\\') end += 2;
    else if (source[end] === '$' && source[end + 1] === '{') end = endOfSubstitution(source, end + 2);
    else end += 1;
  }
  return Math.min(end + 1, source.length);
}

function endOfSubstitution(source: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < source.length && depth > 0) {
    const end = endOfOpaque(source, at, source.slice(Math.max(0, at - 24), at));
    if (end !== at) {
      at = end;
      continue;
    }
    if (source[at] === '{') depth += 1;
    if (source[at] === '}') depth -= 1;
    at += 1;
  }
  return at;
}

function endOfRegExp(source: string, at: number): number {
  let isClass = false;
  for (let end = at + 1; end < source.length && source[end] !== '\n'; end++) {
    const unit = source[end];
    if (unit === '\\') end += 1;
    else if (unit === '[') isClass = true;
    else if (unit === ']') isClass = false;
    else if (unit === '/' && !isClass) return end + 1;
  }
  return at;
}

/** Splits at the commas that are in no brackets. */
export function splitAtCommas(plain: string, source = plain): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < plain.length; at++) {
    const unit = plain[at]!;
    if ('([{'.includes(unit)) depth += 1;
    else if (')]}'.includes(unit)) depth -= 1;
    else if (unit === ',' && depth === 0) {
      parts.push(source.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(source.slice(start));
  return parts.filter((part) => part.trim() !== '');
}

/** Where the bracket closes that opens at `open`; -1 where it does not. */
export function closingBracket(plain: string, open: number): number {
  let depth = 0;
  for (let at = open; at < plain.length; at++) {
    if ('([{'.includes(plain[at]!)) depth += 1;
    else if (')]}'.includes(plain[at]!) && --depth === 0) return at;
  }
  return -1;
}

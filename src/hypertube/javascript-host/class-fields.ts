import { closingBracket, plainSource } from './source-text.js';

const stored = /\bthis\.([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:[-+*/%&|^?]{0,2}=(?!=)|\+\+|--)/gu;
const declared =
  /^(?!(?:static|get|set|async)\b(?!\s*[=;]))([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:=(?!=)|$)/u;

const known = new WeakMap<object, readonly string[]>();

/**
 * The names of what the objects of a class have of their own, without making one: its fields, and what its code stores on `this`. What a function
 * or a compiled class does is not seen.
 */
export function fieldsInSource(maker: object): readonly string[] {
  let found = known.get(maker);
  if (found === undefined) {
    found = scan(Function.prototype.toString.call(maker));
    known.set(maker, found);
  }
  return found;
}

function scan(source: string): readonly string[] {
  const plain = plainSource(source);
  const names = new Set<string>();
  if (plain.startsWith('class')) for (const name of declaredIn(plain)) names.add(name);
  for (const [, name] of plain.matchAll(stored)) names.add(name!);
  return [...names];
}

/** Fields stand in the class's own braces, at the beginning of a line or behind a semicolon or a closing brace. */
function* declaredIn(plain: string): Iterable<string> {
  const open = bodyOf(plain);
  if (open < 0) return;
  let statement = '';
  for (let at = open + 1; at < plain.length; at++) {
    const unit = plain[at]!;
    if ('([{'.includes(unit)) {
      const end = closingBracket(plain, at);
      if (end < 0) return;
      at = end;
      statement = unit === '{' && !statement.includes('=') ? '' : `${statement} ()`;
    } else if (unit === ';' || unit === '\n' || unit === '}') {
      const name = declared.exec(statement.trim())?.[1];
      if (name !== undefined) yield name;
      statement = '';
    } else statement += unit;
  }
}

/** Where the class's body opens: behind what it extends, which may have braces itself. */
function bodyOf(plain: string): number {
  for (let at = 0; at < plain.length; at++) {
    if (plain[at] === '{') return at;
    if (plain[at] === '(') at = closingBracket(plain, at);
    if (at < 0) return -1;
  }
  return -1;
}

/** What no binding of an ES module can be called. */
const keywords: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function ' +
    'if implements import in instanceof interface let new null package private protected public return static super switch this throw true try ' +
    'typeof var void while with yield'
  ).split(' '),
);

/** What an export would change the meaning of: `await import()` takes a module with `then` for a promise. */
const meaningful: ReadonlySet<string> = new Set(['then', 'toJSON', '__proto__']);

/** What TypeScript keeps for itself, as names of values and of types. */
const typeScript: ReadonlySet<string> = new Set(['undefined', 'globalThis']);

/** Types of TypeScript, after which no other type can be called. */
const typeWords: ReadonlySet<string> = new Set(
  'any unknown never void string number boolean symbol object bigint'.split(' '),
);

/** Whether a member of this name has to be called otherwise in a module. */
export function isReserved(name: string): boolean {
  return keywords.has(name) || meaningful.has(name) || typeScript.has(name);
}

/** Whether a class or another type has to. */
export function isReservedType(name: string): boolean {
  return isReserved(name) || typeWords.has(name);
}

/** Whether a parameter of this name has to be called otherwise. */
export function isReservedParameter(name: string): boolean {
  return keywords.has(name);
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** A name that can be written: with `_` for each character that cannot, and in front where the first one cannot begin a name. */
export function asIdentifier(name: string): string {
  if (isIdentifier(name)) return name;
  const written = name.replace(/[^\p{ID_Continue}$]/gu, '_');
  return isIdentifier(written) ? written : `_${written}`;
}

/** A key of an object, in quotes where it has to be. */
export function propertyKey(name: string): string {
  return isIdentifier(name) ? name : quoted(name);
}

/** A string as one writes it in the source of JavaScript and TypeScript: in single quotes, on one line. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

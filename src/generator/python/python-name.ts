/** Words that Python keeps for itself. */
export const pythonKeywords: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from ' +
    'global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Names that a class of errors has already, as every exception of Python and graftwire's JavaScriptError. */
export const exceptionMembers: ReadonlySet<string> = new Set([
  ...['name', 'message', 'stack', 'classes', 'thrown'],
  ...['args', 'with_traceback', 'add_note'],
]);

/** Whether Python takes it for a name, keywords aside. */
export function isIdentifier(name: string): boolean {
  return /^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(name);
}

/**
 * The names under which members are found in Python: their own, except that `$` is `S_`, whatever else Python cannot have in a name is `_`, a
 * digit at the beginning gets a `_` before it, and a keyword, a reserved name or one that is taken gets underscores at its end until it is free:
 * `from` is `from_`, `$ref` is `S_ref`, `not-a-name` is `not_a_name`.
 */
export function pythonNames(
  names: Iterable<string>,
  reserved: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const all = [...new Set(names)];
  const isFree = (name: string): boolean =>
    isIdentifier(name) && !pythonKeywords.has(name) && !reserved.has(name);
  const taken = new Set(all.filter(isFree));
  const found = new Map<string, string>();
  for (const name of all) {
    if (isFree(name)) {
      found.set(name, name);
      continue;
    }
    let free = written(name);
    while (taken.has(free) || pythonKeywords.has(free) || reserved.has(free)) free += '_';
    taken.add(free);
    found.set(name, free);
  }
  return found;
}

function written(name: string): string {
  const cleaned = [...name.replaceAll('$', 'S_')]
    .map((letter) => (/[\p{XID_Continue}]/u.test(letter) ? letter : '_'))
    .join('');
  return isIdentifier(cleaned) ? cleaned : `_${cleaned}`;
}

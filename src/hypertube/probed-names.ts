/**
 * Members that libraries look for, and call, in any object whatever, to find out what it is: `JSON.stringify` and formatters, `expect` of
 * test runners and what prints its failures. What has members that nobody knows yet has none of these names; a real member is found by
 * the name with an underscore at its end.
 */
const probed: ReadonlySet<string> = new Set(['toJSON', 'asymmetricMatch', 'hasAttribute', '$$typeof']);

/** Whether a name is one of these: also what no language of ours has names like (`@@__IMMUTABLE_LIST__@@`, `@@observable`). */
export function isProbed(name: string): boolean {
  return probed.has(name) || name.startsWith('@@');
}

/** The name of a member whose name, as JavaScript has it, got an underscore at its end; undefined for any other. */
export function probedName(shown: string): string | undefined {
  const name = shown.replace(/_+$/, '');
  return name !== shown && probed.has(name) ? name : undefined;
}

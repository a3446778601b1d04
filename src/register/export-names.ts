/** A member of a module, and what it is called among the exports of an ES module. */
export interface ExportName {
  /** As the module object has it. */
  readonly member: string;
  readonly exported: string;
}

/**
 * The exports that an ES module has beside `default`, which is the module object itself: a member called `default` gets underscores at its end
 * until it is free. Any other name can be exported as it is, also one that is reserved (`import { delete as remove }`) or no identifier
 * (`import { "a-b" as ab }`), except one that is no text of Unicode.
 */
export function exportNames(members: readonly string[]): readonly ExportName[] {
  const taken = new Set(members);
  let free = 'default';
  while (taken.has(free) || free === 'default') free += '_';
  return members
    .filter((member) => !/\p{Surrogate}/u.test(member))
    .map((member) => ({ member, exported: member === 'default' ? free : member }));
}

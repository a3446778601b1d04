import { FreeNames } from '../generator/npm/free-names.js';
import { isReserved, isReservedType } from '../generator/npm/reserved-words.js';

/** A member of a module, and what it is called among the exports of an ES module. */
export interface ExportName {
  /** As the module object has it. */
  readonly member: string;
  readonly exported: string;
}

/**
 * The exports that an ES module has beside `default`, which is the module object itself. Each member is exported as it is called, also where that is
 * reserved (`import { delete as remove }`) or no identifier (`import { 'a-b' as ab }`), except `default` and what is no text of Unicode; and
 * where its declaration calls it otherwise (`delete_`, `a_b`, `default_`), as that, too.
 */
export function exportNames(members: readonly string[]): readonly ExportName[] {
  const own = members
    .filter((member) => member !== 'default' && !/\p{Surrogate}/u.test(member))
    .map((member) => ({ member, exported: member }));
  const free = new FreeNames();
  const declared = [...free.giveAll(members, isReserved)].map(([member, exported]) => ({ member, exported }));
  // What only a class cannot be called.
  const asTypes = members
    .filter((member) => isReservedType(member) && !isReserved(member))
    .map((member) => ({ member, exported: free.give(`${member}_`) }));
  return [...own, ...declared.filter(({ member, exported }) => member !== exported), ...asTypes];
}

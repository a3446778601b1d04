/** Names that a module object must not have as they are: `await` would take the module for a promise, JSON.stringify would call it. */
const reserved: ReadonlySet<string> = new Set(['then', 'toJSON']);

/**
 * The name under which each member is found in JavaScript: its own, except that a reserved one gets underscores at its end
 * until it is free (`then` is `then_`).
 */
export function memberNames(names: Iterable<string>): Map<string, string> {
  const taken = new Set(names);
  const found = new Map<string, string>();
  for (const name of taken) {
    let free = name;
    if (reserved.has(name)) {
      do free += '_';
      while (taken.has(free));
    }
    found.set(name, free);
  }
  return found;
}

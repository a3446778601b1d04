/** Names that nothing of a Graft has as they are: `await` would take it for a promise, JSON.stringify would call it. */
const everywhere = ['then', 'toJSON'];
/** Names that mean something to JavaScript on every object. */
const ofInstances = [...everywhere, 'constructor', '__proto__', 'toString'];
/** Names that a class has of itself. */
const ofClasses = [...ofInstances, 'name', 'length', 'prototype', 'caller', 'arguments'];

/**
 * The name under which each member of a module is found in JavaScript: its own, except that a reserved one gets underscores at its end
 * until it is free (`then` is `then_`).
 */
export function memberNames(names: Iterable<string>): Map<string, string> {
  return freeNames(names, new Set(everywhere));
}

/** The same for what objects of a class have. */
export function instanceNames(names: Iterable<string>): Map<string, string> {
  return freeNames(names, new Set(ofInstances));
}

/** The same for what a class itself has. */
export function staticNames(names: Iterable<string>): Map<string, string> {
  return freeNames(names, new Set(ofClasses));
}

function freeNames(names: Iterable<string>, reserved: ReadonlySet<string>): Map<string, string> {
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

import { asIdentifier, isReservedParameter } from './reserved-words.js';

/**
 * Gives each name its own, or where that cannot be, one with underscores at its end until it is free. Names that can stay come first, so that what
 * another one is called does not depend on the order: `delete_` stays though a `delete` is there, which is `delete__`.
 */
export class FreeNames {
  private readonly taken = new Set<string>();

  /** The names by what they were, in the same order. */
  giveAll(names: readonly string[], isReserved: (name: string) => boolean): ReadonlyMap<string, string> {
    const mayStay = (name: string): boolean => asIdentifier(name) === name && !isReserved(name);
    const staying = new Set(names.filter((name) => mayStay(name) && !this.taken.has(name)));
    for (const name of staying) this.taken.add(name);
    const given = new Map<string, string>();
    for (const name of names) {
      if (!given.has(name)) given.set(name, staying.has(name) ? name : this.give(name, isReserved));
    }
    return given;
  }

  /** A name that nobody has. */
  give(wanted: string, isReserved: (name: string) => boolean = () => false): string {
    let free = asIdentifier(wanted);
    while (this.taken.has(free) || isReserved(free)) free += '_';
    this.taken.add(free);
    return free;
  }

  has(name: string): boolean {
    return this.taken.has(name);
  }
}

/** What parameters are called. */
export function parameterNames(names: readonly string[]): readonly string[] {
  const free = new FreeNames();
  return names.map((name) => free.give(name, isReservedParameter));
}

/** Names of members that mean something to JavaScript on every object, as graftwire escapes them. */
const ofInstances: ReadonlySet<string> = new Set(['then', 'toJSON', 'constructor', '__proto__', 'toString']);
const ofClasses: ReadonlySet<string> = new Set([
  ...ofInstances,
  ...['name', 'length', 'prototype', 'caller', 'arguments'],
]);

/** The name under which a Graft has a member of an object, or of a class: reserved ones get underscores until they are free. */
export function shownName(name: string, all: ReadonlySet<string>, of: 'instance' | 'class'): string {
  if (!(of === 'instance' ? ofInstances : ofClasses).has(name)) return name;
  let free = name;
  do free += '_';
  while (all.has(free));
  return free;
}

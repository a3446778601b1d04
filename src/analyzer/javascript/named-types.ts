import type { Symbol as TsSymbol } from 'typescript';
import type { UgmForeignType } from '../../model/ugm.js';

/**
 * The names under which types stand in the model. What is exported is reserved first, under the name that it is exported by; what the types of
 * these name in turn gets its own name, or that with a number behind it where it is taken, and waits to be described.
 */
export class NamedTypes {
  private readonly names = new Map<TsSymbol, string>();
  private readonly taken = new Set<string>();
  private readonly others = new Map<string, UgmForeignType>();
  private readonly waiting: TsSymbol[] = [];

  /** Types of other modules that were named, in the order in which they were first named. */
  get foreign(): readonly UgmForeignType[] {
    return [...this.others.values()];
  }

  /** Whether something in the model has this name. */
  has(name: string): boolean {
    return this.taken.has(name);
  }

  /** Takes a name for something that is described by its own. */
  take(name: string): void {
    this.taken.add(name);
  }

  /** The name is that of the type. A type keeps the first one that it gets. */
  reserve(symbol: TsSymbol, name: string): void {
    this.taken.add(name);
    if (!this.names.has(symbol)) this.names.set(symbol, name);
  }

  /** The name that the type has already. */
  get(symbol: TsSymbol): string | undefined {
    return this.names.get(symbol);
  }

  /** The name of the type, which is described later if it is not among the exports. */
  nameOf(symbol: TsSymbol, wanted: string = symbol.name): string {
    const known = this.names.get(symbol);
    if (known !== undefined) return known;
    const name = this.free(wanted);
    this.reserve(symbol, name);
    this.waiting.push(symbol);
    return name;
  }

  /** The first of `name`, `name_2`, `name_3` … that nothing has. */
  free(name: string): string {
    let free = name;
    for (let number = 2; this.taken.has(free); number += 1) free = `${name}_${number}`;
    return free;
  }

  /** A type of another module. */
  addForeign(type: UgmForeignType): void {
    const key = `${type.module}:${type.name}`;
    if (!this.others.has(key)) this.others.set(key, type);
  }

  /** The next type that is to be described, or undefined when there is none. */
  next(): TsSymbol | undefined {
    return this.waiting.shift();
  }
}

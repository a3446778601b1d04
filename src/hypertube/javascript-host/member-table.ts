import { GraftError } from '../../errors/graft-error.js';
import type { ArgumentsCheck } from '../validation/arguments-check.js';

/** What a full name stands for. */
export type HostedMember =
  /** One of this package's own. */
  | { readonly kind: 'host'; readonly call: (...args: never[]) => unknown }
  | {
      readonly kind: 'module';
      readonly exports: object;
      readonly name: string;
      readonly fullName: string;
      readonly check: ArgumentsCheck | undefined;
    }
  /** Of an object that the invocation names. */
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly fullName: string;
      readonly check: ArgumentsCheck | undefined;
    };

/** Finds the check for a member's arguments, by its full name. */
export type FindCheck = (fullName: string) => ArgumentsCheck | undefined;

/**
 * The table of members that may be invoked, by their full names. A name from the wire is only ever looked up here, as a whole string; what a
 * property is then read by comes from the table, not from the wire.
 */
export class MemberTable {
  private readonly members = new Map<string, HostedMember>();
  private readonly ofClasses = new WeakMap<object, Map<string, HostedMember>>();
  private readonly findCheck: FindCheck;

  constructor(findCheck: FindCheck) {
    this.findCheck = findCheck;
  }

  addHost(name: string, call: (...args: never[]) => unknown): void {
    this.members.set(`graftwire.host:${name}`, { kind: 'host', call });
  }

  addOfModule(moduleName: string, exports: object, names: Iterable<string>): void {
    for (const name of names) {
      const fullName = `${moduleName}:${name}`;
      this.members.set(fullName, {
        kind: 'module',
        exports,
        name,
        fullName,
        check: this.findCheck(fullName),
      });
    }
  }

  /** Adds what a function of a module has of its own. */
  addOfFunction(functionName: string, callee: object, name: string): void {
    const fullName = `${functionName}.${name}`;
    this.members.set(fullName, { kind: 'module', exports: callee, name, fullName, check: undefined });
  }

  /** Adds what the objects of a class have, and the class itself. */
  addOfClass(className: string, owner: object, names: Iterable<string>): void {
    const own = new Map<string, HostedMember>();
    for (const name of names) {
      const fullName = `${className}.${name}`;
      const member: HostedMember = { kind: 'object', name, fullName, check: this.findCheck(fullName) };
      this.members.set(fullName, member);
      own.set(name, member);
    }
    this.ofClasses.set(owner, own);
  }

  /** @throws GraftError `unknown-member` */
  find(fullName: string): HostedMember {
    const found = this.members.get(fullName);
    if (found !== undefined) return found;
    throw new GraftError('unknown-member', `There is no member '${fullName}'.`);
  }

  /** A member of the objects of a class by its own name; undefined where the class has none, or its outline was never asked for. */
  findOfClass(owner: object, name: string): HostedMember | undefined {
    return this.ofClasses.get(owner)?.get(name);
  }
}

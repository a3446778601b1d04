import { GraftError } from '../../errors/graft-error.js';
import { Keywords } from '../../iip/keywords.js';
import type { HostClasses } from './host-classes.js';
import type { MemberTable } from './member-table.js';
import { isConstructor } from './function-kind.js';
import { withOptions } from './keyword-arguments.js';

/** As src/graft/access.ts has them. */
const Access = { read: 0, call: 1, callWithObject: 2 } as const;

/** Reaches members of objects by names that callers give: only what an object has of its own, or its class has told of. */
export class MemberAccess {
  private readonly table: MemberTable;
  private readonly classes: HostClasses;

  constructor(table: MemberTable, classes: HostClasses) {
    this.table = table;
    this.classes = classes;
  }

  read(value: object, name: string): unknown {
    this.check(value, name);
    return (value as Record<string, unknown>)[name];
  }

  set(value: object, name: string, item: unknown): void {
    this.check(value, name);
    if (!Reflect.set(value, name, item))
      throw new TypeError(`Cannot assign to read only property '${name}' of object`);
  }

  /** What is done with a member of a value: `Access`, the name, arguments. */
  of(value: unknown, access: number, name: string, ...args: readonly unknown[]): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
      if (typeof value !== 'string') throw new TypeError(`${String(value)} has no member ${name}`);
      return this.of(Object(value) as object, access, name, ...args);
    }
    const member = this.read(value, name);
    if (access === Access.read) return member;
    if (typeof member !== 'function') throw new TypeError(`${name} is not a function`);
    const given = args.at(-1) instanceof Keywords ? withOptions(name, member, args) : args;
    return Reflect.apply(member, value, given);
  }

  private check(value: object, name: string): void {
    if (Object.hasOwn(value, name) || this.isOfClass(value, name)) return;
    throw new GraftError('unknown-member', `The object has no member '${name}'.`);
  }

  private isOfClass(value: object, name: string): boolean {
    if (typeof value === 'function' && isConstructor(value)) return false;
    for (let at: object | null = value; at !== null && at !== Object.prototype;) {
      at = Object.getPrototypeOf(at) as object | null;
      if (at !== null && at !== Object.prototype && name !== 'constructor' && Object.hasOwn(at, name))
        return true;
    }
    return this.table.findOfClass(this.classes.of(value), name) !== undefined;
  }
}

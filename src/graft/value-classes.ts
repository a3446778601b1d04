import { ExtensionType } from '../iip/extensions.js';
import { encodeInstances } from '../hypertube/remote-value.js';
import type { RemoteClass } from './class-outline.js';

/** A member of an enum of Python's; the same object each time. */
export interface EnumMember {
  /** Null for a combination of flags that has no name. */
  readonly name: string | null;
  readonly value: unknown;
}

/** The members of the enums that have arrived. */
export class EnumMembers {
  private readonly made = new Map<RemoteClass, Map<unknown, EnumMember>>();

  of(owner: RemoteClass, fullName: string, name: string | null, value: unknown): EnumMember {
    let members = this.made.get(owner);
    if (members === undefined) {
      members = new Map();
      this.made.set(owner, members);
      becomeEnum(owner, fullName);
    }
    const key = name ?? value;
    let member = members.get(key);
    if (member === undefined) {
      member = Object.freeze(
        Object.create(owner.prototype as object, {
          name: { value: name, enumerable: true },
          value: { value, enumerable: true },
        }) as EnumMember,
      );
      members.set(key, member);
    }
    return member;
  }
}

function becomeEnum(owner: RemoteClass, fullName: string): void {
  const prototype = owner.prototype as object;
  encodeInstances(prototype, (writer, value, depth) => {
    const { name, value: held } = value as EnumMember;
    const start = writer.openExtension();
    writer.writeValue(fullName, depth);
    writer.writeValue(name, depth);
    writer.writeValue(held, depth);
    writer.closeExtension(ExtensionType.enum, start);
  });
  hide(prototype, 'toJSON', function (this: EnumMember) {
    return this.value;
  });
  hide(prototype, 'valueOf', function (this: EnumMember) {
    return this.value;
  });
}

/** Lets the instances of a class be records: objects with their fields as own properties, which cross as values. */
export function becomeRecord(owner: RemoteClass, fullName: string): void {
  const prototype = owner.prototype as object;
  encodeInstances(prototype, (writer, value, depth) => {
    const start = writer.openExtension();
    writer.writeValue(fullName, depth);
    writer.writeValue({ ...value }, depth);
    writer.closeExtension(ExtensionType.record, start);
  });
  hide(prototype, 'toJSON', function (this: object) {
    return { ...this };
  });
}

/** A record with these fields. */
export function createRecord(owner: RemoteClass, fields: Readonly<Record<string, unknown>>): object {
  const record = Object.create(owner.prototype as object) as object;
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
  return record;
}

function hide(prototype: object, name: string, value: (this: never) => unknown): void {
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

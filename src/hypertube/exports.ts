/** An object of JavaScript that the other side holds. */
export interface Exported {
  readonly value: object;
  /** It can only be called with `new`, which Python does not say. */
  readonly isClass: boolean;
  /** How often a reference to it has been sent and not been given back. */
  count: number;
}

/** The objects of JavaScript that the other side holds: each once, under an id, until all references to it have been given back. */
export class Exports {
  /** By id. The one with 0 is the host object, which the other side knows without being sent it, and is never given back. */
  private readonly entries: (Exported | undefined)[] = [undefined];
  private readonly free: number[] = [];
  private readonly ids = new Map<object, number>();
  /** What the frame that is being written has sent. */
  private readonly sent: number[] = [];

  /** What the other side asks for what it has not been given. */
  set host(value: object) {
    this.entries[0] = { value, isClass: false, count: Number.POSITIVE_INFINITY };
  }

  /** The id of an object, which is counted as sent once more. */
  give(value: object): number {
    let id = this.ids.get(value);
    if (id === undefined) {
      id = this.free.pop() ?? this.entries.length;
      this.ids.set(value, id);
      this.entries[id] = { value, isClass: typeof value === 'function' && isClass(value), count: 0 };
    }
    this.entries[id]!.count += 1;
    this.sent.push(id);
    return id;
  }

  /** Another frame begins. */
  begin(): void {
    if (this.sent.length > 0) this.sent.length = 0;
  }

  /** The frame is not sent: nobody will give back what it had. */
  takeBack(): void {
    for (const id of this.sent) this.release(id, 1);
    this.sent.length = 0;
  }

  /** Undefined where there is no such id. */
  find(id: number): Exported | undefined {
    return this.entries[id];
  }

  /** Gives references back; gives the object with the last of them. */
  release(id: number, count: number): object | undefined {
    const entry = this.entries[id];
    if (entry === undefined || (entry.count -= count) > 0) return undefined;
    this.entries[id] = undefined;
    this.free.push(id);
    this.ids.delete(entry.value);
    return entry.value;
  }

  get size(): number {
    return this.ids.size;
  }

  values(): Iterable<object> {
    return this.ids.keys();
  }
}

/** Whether a function is a `class`. */
export function isClass(value: object): boolean {
  // Nearly all functions are told by this, without their text.
  if (Object.getOwnPropertyDescriptor(value, 'prototype')?.writable !== false) return false;
  return Function.prototype.toString.call(value).startsWith('class');
}

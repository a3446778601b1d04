interface Exported {
  readonly value: object;
  /** How often a reference to it has been sent and not been given back. */
  count: number;
}

/** The objects of JavaScript that the other side holds: each once, under an id, until all references to it have been given back. */
export class Exports {
  private readonly entries = new Map<number, Exported>();
  private readonly ids = new Map<object, number>();
  private next = 1;

  /** The id of an object, which is counted as sent once more. */
  give(value: object): number {
    let id = this.ids.get(value);
    if (id === undefined) {
      id = this.next++;
      this.ids.set(value, id);
      this.entries.set(id, { value, count: 0 });
    }
    this.entries.get(id)!.count += 1;
    return id;
  }

  /** Undefined where there is no such id. */
  find(id: number): object | undefined {
    return this.entries.get(id)?.value;
  }

  /** Gives references back; gives the object with the last of them. */
  release(id: number, count: number): object | undefined {
    const entry = this.entries.get(id);
    if (entry === undefined || (entry.count -= count) > 0) return undefined;
    this.entries.delete(id);
    this.ids.delete(entry.value);
    return entry.value;
  }

  get size(): number {
    return this.entries.size;
  }

  values(): Iterable<object> {
    return this.ids.keys();
  }
}

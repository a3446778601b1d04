/** An object of this side that the caller holds. */
interface Held {
  readonly value: object;
  /** Answers that name it and have not been taken yet: the caller may make a new handle of them. */
  inFlight: number;
  /** A class, which the caller keeps as long as there is a session. */
  isPermanent: boolean;
}

/** What this side's objects are known by to a caller: each once, under a number, until the caller has let go of it. */
export class HostReferences {
  private readonly first: number;
  private readonly held: (Held | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly ids = new Map<object, number>();
  /** What the answer that is being written names, and of that what is named for the first time. */
  private named: number[] = [];
  private added: number[] = [];

  /** @param first the lowest number */
  constructor(first: number) {
    this.first = first;
  }

  /** The number of an object, and whether the caller has had it before. */
  give(value: object, isPermanent = false): { readonly id: number; readonly isKnown: boolean } {
    const known = this.ids.get(value);
    if (known !== undefined) {
      this.named.push(known);
      if (isPermanent) this.held[known]!.isPermanent = true;
      return { id: this.first + known, isKnown: true };
    }
    const at = this.free.pop() ?? this.held.length;
    this.held[at] = { value, inFlight: 0, isPermanent };
    this.ids.set(value, at);
    this.named.push(at);
    this.added.push(at);
    return { id: this.first + at, isKnown: false };
  }

  /** Undefined where there is no such number. */
  find(id: number): object | undefined {
    return this.held[id - this.first]?.value;
  }

  /** An answer begins. */
  begin(): void {
    this.named = [];
    this.added = [];
  }

  /** The answer is not sent. */
  takeBack(): void {
    for (const at of this.added) this.forget(at);
    this.begin();
  }

  /** The answer waits until the caller takes it; gives what says that it has. */
  pin(): () => void {
    const pinned = this.named.map((at) => this.held[at]!);
    for (const entry of pinned) entry.inFlight += 1;
    return () => {
      for (const entry of pinned) entry.inFlight -= 1;
    };
  }

  /** The caller has let go of an object. */
  release(id: number): void {
    const entry = this.held[id - this.first];
    if (entry !== undefined && entry.inFlight === 0 && !entry.isPermanent) this.forget(id - this.first);
  }

  /** How many objects the caller holds. */
  get size(): number {
    return this.ids.size;
  }

  private forget(at: number): void {
    const entry = this.held[at];
    if (entry === undefined) return;
    this.held[at] = undefined;
    this.ids.delete(entry.value);
    this.free.push(at);
  }
}

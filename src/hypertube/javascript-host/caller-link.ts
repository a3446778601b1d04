/** The way from this side to a caller, for what it has given. */
export interface CallerLink {
  /**
   * Invokes an object of the caller's, and waits for it.
   *
   * @param member one of its methods; null for the object itself, `\0` and a name for one of `objectMembers`
   */
  invoke(id: number, member: string | null, args: readonly unknown[]): unknown;
  assign(id: number, member: string, value: unknown): void;
  /** Nothing here stands for an object of the caller's any more, which has been received so many times. */
  release(id: number, count: number): void;
}

/** Makes what stands here for the objects of the other side. Given to a lane by whoever knows their classes. */
export interface RemoteObjects {
  /**
   * What stands for the object with this reference.
   *
   * @param type reference of its class; 0 where it is itself a class
   * @param isKnown whether it has been received before, so that what stands for it may still live
   */
  receive(reference: number, type: number, isKnown: boolean): unknown;
  /** The member of an enum; `name` is null for a combination of flags that has none. */
  enumMember(className: string, name: string | null, value: unknown): unknown;
  /** An instance of a class whose instances are values. */
  record(className: string, fields: Readonly<Record<string, unknown>>): unknown;
  /** What stands for the object with this reference, if something still does. */
  find(reference: number): object | undefined;
  /** Lets `handle` stand for the object with this reference. */
  hold(handle: object, reference: number): void;
}

/** The extension types of docs/iip.md, section 2. If you add one, also add it in extensions.py and extension_type.h. */
export const ExtensionType = {
  int: 1,
  string: 2,
  tuple: 3,
  set: 4,
  frozenset: 5,
  datetime: 6,
  date: 7,
  time: 8,
  timedelta: 9,
  decimal: 10,
  fraction: 11,
  complex: 12,
  uuid: 13,
  range: 14,
  slice: 15,
  path: 16,
  enum: 17,
  record: 18,
  reference: 19,
  home: 20,
  step: 21,
  keywords: 22,
  assign: 23,
  stream: 24,
  array: 25,
  buffer: 26,
  url: 27,
  error: 28,
  /** Inside one process only. */
  utf16: 29,
  /** Inside one process only. */
  latin1: 30,
} as const;

/** The number of one extension type. */
export type ExtensionType = (typeof ExtensionType)[keyof typeof ExtensionType];

/** An extension that nobody has materialised: its payload as it stood on the wire, to be looked at or sent on. */
export class Extension {
  /** -128 to 127; see {@link ExtensionType}. */
  readonly type: number;
  readonly bytes: Uint8Array;

  constructor(type: number, bytes: Uint8Array) {
    this.type = type;
    this.bytes = bytes;
    Object.freeze(this);
  }
}

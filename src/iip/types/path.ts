import { inspectSymbol } from './inspect-symbol.js';
import { shown } from './integer.js';
import { invalid } from './invalid.js';

const kinds = ['posix', 'windows', 'pure-posix', 'pure-windows'] as const;

/** Which of pathlib's classes a path is of: `PosixPath`, `WindowsPath`, `PurePosixPath`, `PureWindowsPath`. */
export type PathKind = (typeof kinds)[number];

/** Python's `pathlib.Path`. A string is not made one by itself: `new Path('/tmp')` is. It cannot be changed. */
export class Path {
  readonly text: string;
  /** undefined: whatever `pathlib.Path` is where it arrives. */
  readonly kind: PathKind | undefined;

  /** @throws GraftError `invalid-argument` */
  constructor(text: string, kind?: PathKind) {
    if (typeof text !== 'string') throw invalid(`A Path is made of a string, not ${shown(text)}.`);
    if (kind !== undefined && !kinds.includes(kind)) {
      throw invalid(`The kind of a Path is one of ${kinds.join(', ')}, not ${shown(kind)}.`);
    }
    this.text = text;
    this.kind = kind;
    Object.freeze(this);
  }

  /** Makes one of a string; a Path stays as it is. */
  static from(source: string | Path): Path {
    return source instanceof Path ? source : new Path(source);
  }

  equals(other: unknown): boolean {
    return other instanceof Path && this.text === other.text && this.kind === other.kind;
  }

  /** Its text, so that a template or `String()` makes of it what `node:fs` takes. */
  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }

  [inspectSymbol](): string {
    return `Path ${JSON.stringify(this.text)}${this.kind === undefined ? '' : ` (${this.kind})`}`;
  }
}

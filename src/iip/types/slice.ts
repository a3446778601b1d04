import { inspectSymbol } from './inspect-symbol.js';

/** Python's `slice`: what stands between the brackets of `items[1:10:2]`; null where nothing does. It cannot be changed. */
export class Slice {
  readonly start: unknown;
  readonly stop: unknown;
  readonly step: unknown;

  constructor(start: unknown, stop: unknown, step: unknown = null) {
    this.start = start ?? null;
    this.stop = stop ?? null;
    this.step = step ?? null;
    Object.freeze(this);
  }

  /** Makes one of its parts. */
  static from(parts: { readonly start?: unknown; readonly stop?: unknown; readonly step?: unknown }): Slice {
    return new Slice(parts.start, parts.stop, parts.step);
  }

  /** Whether its parts are the same, or say so by an `equals` of theirs. */
  equals(other: unknown): boolean {
    if (!(other instanceof Slice)) return false;
    return isSame(this.start, other.start) && isSame(this.stop, other.stop) && isSame(this.step, other.step);
  }

  /** `slice(1, 10, null)`. */
  toString(): string {
    return `slice(${String(this.start)}, ${String(this.stop)}, ${String(this.step)})`;
  }

  toJSON(): { readonly start: unknown; readonly stop: unknown; readonly step: unknown } {
    return { start: this.start, stop: this.stop, step: this.step };
  }

  [inspectSymbol](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return `Slice ${inspect({ start: this.start, stop: this.stop, step: this.step }, options)}`;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const equals: unknown = (one as { equals?: unknown } | null | undefined)?.equals;
  return typeof equals === 'function' && equals.call(one, other) === true;
}

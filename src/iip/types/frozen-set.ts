import { inspectSymbol } from './inspect-symbol.js';
import { invalid } from './invalid.js';

/** Python's `frozenset`: a Set that cannot be changed. */
export class FrozenSet<T = unknown> extends Set<T> {
  constructor(items: Iterable<T> = []) {
    super();
    for (const item of items) super.add(item);
    Object.freeze(this);
  }

  /** @throws GraftError `invalid-argument`, always */
  override add(_item: T): never {
    return unchanged();
  }

  /** @throws GraftError `invalid-argument`, always */
  override delete(_item: T): never {
    return unchanged();
  }

  /** @throws GraftError `invalid-argument`, always */
  override clear(): never {
    return unchanged();
  }

  /** Whether `other`, any Set, has the same items. */
  equals(other: unknown): boolean {
    if (!(other instanceof Set) || other.size !== this.size) return false;
    for (const item of this) if (!other.has(item)) return false;
    return true;
  }

  [inspectSymbol](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return `Frozen${inspect(new Set(this), options)}`;
  }
}

function unchanged(): never {
  throw invalid('a FrozenSet cannot be changed.', 'Change a copy: new Set(frozenSet).');
}

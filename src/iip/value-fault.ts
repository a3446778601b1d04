import type { GraftErrorCode } from '../errors/codes.js';
import { GraftError } from '../errors/graft-error.js';

const longestPath = 24;
const shownEnd = 4;

/**
 * A fault in a value, while it makes its way out of the containers around it: each adds its part of the path, the
 * innermost first, so that a value without fault pays nothing for paths. {@link locate} makes the error that users see.
 */
export class ValueFault extends GraftError {
  readonly #segments: string[] = [];
  readonly #containers: unknown[] = [];

  constructor(code: GraftErrorCode, message: string, remedy?: string) {
    super(code, message, remedy === undefined ? {} : { remedy });
  }

  /** Says that the fault lies in `container`, at `segment` (`[3]`, `.name`). */
  within(segment: string, container: unknown): this {
    this.#segments.push(segment);
    this.#containers.push(container);
    return this;
  }

  /** The error with the whole path, which begins with `base` (`args[0]`, `result`). */
  located(base: string): GraftError {
    const containers = this.#containers.toReversed();
    const segments = this.#segments.toReversed();
    // A value that contains itself is too deep for any limit, or too large: only then is it worth looking.
    if (this.code === 'too-deep' || this.code === 'too-large') {
      const first = new Map<unknown, number>();
      for (const [level, container] of containers.entries()) {
        const outer = first.get(container);
        if (outer !== undefined) {
          return new GraftError(
            'cyclic-value',
            `contains itself: it is ${pathOf(base, segments.slice(0, outer))}.`,
            {
              path: pathOf(base, segments.slice(0, level)),
              remedy: 'Only trees of values can cross.',
            },
          );
        }
        first.set(container, level);
      }
    }
    const { code, plainMessage } = this;
    return new GraftError(code, plainMessage, {
      path: pathOf(base, segments),
      ...(this.remedy === undefined ? {} : { remedy: this.remedy }),
    });
  }

  private get plainMessage(): string {
    return this.remedy === undefined ? this.message : this.message.slice(0, -this.remedy.length - 1);
  }
}

/** `error` with its path, which begins with `base`, where it is a fault in a value; any other error as it is. */
export function locate(error: unknown, base: string): unknown {
  return error instanceof ValueFault ? error.located(base) : error;
}

/** The error on its way out of `container`, at its item or key; see {@link ValueFault}. */
export function within(error: unknown, segment: string, container: unknown): unknown {
  return error instanceof ValueFault ? error.within(segment, container) : error;
}

// Words are made only for faults: any other error may be that the stack is at its end, where making them would throw another one.

/** The same at the property `key` of a plain object. */
export function withinProperty(error: unknown, key: string, container: unknown): unknown {
  return error instanceof ValueFault ? error.within(propertySegment(key), container) : error;
}

/** The same at the entry `key` of a Map. */
export function withinEntry(error: unknown, key: unknown, container: unknown): unknown {
  return error instanceof ValueFault ? error.within(mapSegment(key), container) : error;
}

/** How the property `key` of a plain object is written in a path. */
function propertySegment(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${quoted(key)}]`;
}

/** How the entry `key` of a Map is written in a path. */
export function mapSegment(key: unknown): string {
  if (typeof key === 'string') return `.get(${quoted(key)})`;
  if (typeof key === 'bigint') return `.get(${key}n)`;
  return key === null || typeof key !== 'object' ? `.get(${String(key)})` : `.get(${key.constructor.name})`;
}

function quoted(key: string): string {
  return JSON.stringify(key.length > 64 ? `${key.slice(0, 64)}…` : key);
}

function pathOf(base: string, parts: readonly string[]): string {
  const segments = parts.filter((part) => part !== '');
  if (segments.length <= longestPath) return base + segments.join('');
  const hidden = segments.length - longestPath;
  const start = segments.slice(0, longestPath - shownEnd).join('');
  return `${base}${start}…(${hidden} more)…${segments.slice(-shownEnd).join('')}`;
}

import { defineCallerStack } from './caller-stack.js';
import type { GraftErrorCode } from './codes.js';

/** What a {@link GraftError} can say beyond its code and message. */
export interface GraftErrorDetails {
  /** Where the culprit stands inside the arguments or the result, for instance `args[0].items[3].when`. */
  readonly path?: string;
  /** What to do about it, as one sentence. It also ends the message. */
  readonly remedy?: string;
  /** What led to this error. */
  readonly cause?: unknown;
}

/**
 * The one error class of graftwire's own failures. What the called code raised is not one of these: it arrives as
 * the nearest native class (see docs/errors.md).
 */
export class GraftError extends Error {
  /** Which failure it is; stable between releases, unlike the message. */
  readonly code: GraftErrorCode;
  /** Where the culprit stands, for instance `args[0].items[3].when`; it also begins the message. */
  declare readonly path: string | undefined;
  /** What to do about it; it also ends the message. */
  declare readonly remedy: string | undefined;

  constructor(code: GraftErrorCode, message: string, details: GraftErrorDetails = {}) {
    const where = details.path === undefined ? '' : `${details.path}: `;
    const remedy = details.remedy === undefined ? '' : ` ${details.remedy}`;
    super(`${where}${message}${remedy}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    // Only what there is: console.log shows every property.
    if (details.path !== undefined) this.path = details.path;
    if (details.remedy !== undefined) this.remedy = details.remedy;
    defineCallerStack(this, new.target, (frames) => [`${this.name}: ${this.message}`, ...frames].join('\n'));
  }
}

// On the prototype, like the name of the built-in error classes, so that it is not an own property of each error.
Object.defineProperty(GraftError.prototype, 'name', {
  value: 'GraftError',
  configurable: true,
  writable: true,
});

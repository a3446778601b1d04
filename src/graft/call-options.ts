import { GraftError } from '../errors/graft-error.js';

/** How a call is to be made; see `graft.with`. */
export interface CallOptions {
  /** After so many milliseconds the call ends with a GraftError `timeout`. Of a stream, it is of each item. Default: it may take as long as it likes. */
  readonly timeoutMs?: number;
  /** Where it is aborted, the call ends, and throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Nobody waits for the result. */
  readonly oneway?: boolean;
}

const names: ReadonlySet<string> = new Set(['timeoutMs', 'signal', 'oneway'] satisfies (keyof CallOptions)[]);

/**
 * An option whose name is misspelt would be ignored, and a call run without its limit.
 *
 * @throws GraftError `invalid-argument`
 */
export function checkCallOptions(options: unknown): asserts options is CallOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw invalid('The options of graft.with are an object.', 'Write { timeoutMs: 1000 }.');
  for (const name of Object.keys(options)) {
    if (!names.has(name))
      throw invalid(`graft.with has no option ${name}.`, 'There are timeoutMs, signal and oneway.');
  }
  const { timeoutMs, signal, oneway } = options as { readonly [name in keyof CallOptions]: unknown };
  if (
    timeoutMs !== undefined &&
    (typeof timeoutMs !== 'number' || !Number.isFinite(timeoutMs) || timeoutMs <= 0)
  ) {
    throw invalid(
      `timeoutMs is a positive number of milliseconds, not ${shown(timeoutMs)}.`,
      'Leave it out where the call may take as long as it likes.',
    );
  }
  checkSignal(signal);
  if (oneway !== undefined && typeof oneway !== 'boolean')
    throw invalid(`oneway is true or false, not ${shown(oneway)}.`, 'Leave it out where you wait.');
}

/** @throws GraftError `invalid-argument` for what is no AbortSignal; undefined is none, which is allowed */
export function checkSignal(signal: unknown): asserts signal is AbortSignal | undefined {
  // Not instanceof: test runners and browsers' libraries have classes of their own.
  if (signal !== undefined && !isSignal(signal))
    throw invalid(
      `signal is an AbortSignal, not ${shown(signal)}.`,
      'Give the `signal` of an AbortController.',
    );
}

function isSignal(value: unknown): value is AbortSignal {
  const candidate = value as Partial<AbortSignal> | null;
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.aborted === 'boolean' &&
    typeof candidate.addEventListener === 'function'
  );
}

function shown(value: unknown): string {
  if (typeof value === 'number' || value === null) return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function invalid(message: string, remedy: string): GraftError {
  return new GraftError('invalid-argument', message, { remedy });
}

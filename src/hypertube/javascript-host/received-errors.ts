import { GraftError } from '../../errors/graft-error.js';
import { graftErrorCodes } from '../../errors/codes.js';
import type { CallerObjects } from './caller-objects.js';

type Body = Readonly<Record<string, unknown>>;

const nativeErrors: ReadonlyMap<string, ErrorConstructor> = new Map(
  [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError].map((maker) => [
    maker.name,
    maker,
  ]),
);

/** What is thrown here for the body of an exception frame of the caller's: an error of the same native class, which goes back as the caller's own. */
export function thrownFrom(body: unknown, callers: CallerObjects): unknown {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Body;
  // One of this side's own, on its way back.
  if ('home' in told) return told['home'];
  const code = graftErrorCodes.find((known) => known === told['code']);
  const { thrown } = told;
  const isObject = (typeof thrown === 'object' && thrown !== null) || typeof thrown === 'function';
  if ('thrown' in told && !isObject) return thrown;
  const mro = Array.isArray(told['mro']) ? (told['mro'] as readonly string[]) : [];
  // What was thrown is no error, but an object of the caller's.
  if (code === 'exception' && mro.length === 0 && isObject) return thrown;
  const id = isObject ? callers.homeOf(thrown) : 0;
  const known = errors.get(thrown as object);
  if (known !== undefined) return known;
  const error =
    code === undefined || code === 'exception' ? errorOf(told, mro, callers) : graftErrorOf(code, told);
  if (id !== 0) {
    callers.alias(error, id);
    errors.set(thrown as object, error);
    // Held by what stands for it here, so that the caller keeps what it is about.
    kept.set(error, thrown as object);
  }
  return error;
}

/** By what stands for the caller's error. */
const errors = new WeakMap<object, object>();
const kept = new WeakMap<object, object>();

function graftErrorOf(code: GraftError['code'], told: Body): GraftError {
  const { path, remedy } = told;
  return new GraftError(code, String(told['message']), {
    ...(typeof path === 'string' ? { path } : {}),
    ...(typeof remedy === 'string' ? { remedy } : {}),
  });
}

function errorOf(told: Body, mro: readonly string[], callers: CallerObjects): Error {
  const maker = mro.map((name) => nativeErrors.get(name)).find((found) => found !== undefined) ?? Error;
  const options = 'cause' in told ? { cause: thrownFrom(told['cause'], callers) } : undefined;
  const error = new maker(String(told['message']), options);
  const { type, stack } = told;
  if (typeof type === 'string' && type !== error.name)
    Object.defineProperty(error, 'name', { value: type, configurable: true, writable: true });
  if (typeof stack === 'string')
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
  return error;
}

import { defineCallerStack } from '../errors/caller-stack.js';
import { graftErrorCodes, type GraftErrorCode } from '../errors/codes.js';
import { GraftError } from '../errors/graft-error.js';
import type { RemoteObjects } from './objects.js';
import { Thrown } from './thrown.js';
import { pythonStack } from './remote-stack.js';

/** A frame of the callee's stack. */
export interface RemoteFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string;
  /** The line of source, where it could be read. */
  readonly source: string | null;
}

/** What is known of an exception that the called code raised; the `remote` of the error that is thrown for it. */
export interface RemoteException {
  /** Where it was raised: `cpython`. */
  readonly runtime: string;
  /** Full name of its class; builtins without module: `KeyError`, `decimal.InvalidOperation`. */
  readonly type: string;
  /** Full names of its class and that class's bases, nearest first. */
  readonly mro: readonly string[];
  /** Its own attributes, where they are scalars or bytes. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Outermost frame first, as Python prints them. */
  readonly traceback: readonly RemoteFrame[];
}

/** The error that is thrown for an exception of the called code: of the nearest native class. */
export interface RemoteError extends Error {
  readonly code: 'exception';
  readonly remote: RemoteException;
}

type ExceptionBody = Readonly<Record<string, unknown>>;

/** The nearest native class; what is not here, and has no base here, is an Error. */
const nativeClasses = new Map<string, ErrorConstructor>([
  ['TypeError', TypeError],
  ['SyntaxError', SyntaxError],
  ['NameError', ReferenceError],
  ['IndexError', RangeError],
  ['OverflowError', RangeError],
  ['RecursionError', RangeError],
  // Of a module of JavaScript. Python has no built-in classes of these names.
  ['RangeError', RangeError],
  ['ReferenceError', ReferenceError],
  ['EvalError', EvalError],
  ['URIError', URIError],
]);

/** The error for the body of an exception frame. */
export function remoteError(value: unknown, objects: RemoteObjects): unknown {
  const body = (typeof value === 'object' && value !== null ? value : {}) as ExceptionBody;
  // What JavaScript threw, on its way back through the other side.
  if ('thrown' in body) {
    const { thrown } = body;
    return thrown instanceof Thrown ? thrown.value : thrown;
  }
  const code = text(body['code'], 'exception');
  const { reference } = body as { reference?: unknown };
  // The same exception again is the same error, while somebody has it.
  const known = typeof reference === 'number' ? objects.find(reference) : undefined;
  if (known !== undefined) return known;
  const error = code === 'exception' ? interruptedOr(calleeError(body, objects)) : graftError(code, body);
  if (typeof reference === 'number') objects.hold(error, reference);
  return error;
}

function graftError(code: string, body: ExceptionBody): GraftError {
  const known = graftErrorCodes.find((candidate) => candidate === code) ?? 'malformed';
  const path = body['path'];
  const remedy = body['remedy'];
  return new GraftError(known satisfies GraftErrorCode, text(body['message'], ''), {
    ...(typeof path === 'string' ? { path } : {}),
    ...(typeof remedy === 'string' ? { remedy } : {}),
  });
}

/** What ends a call around this one is nothing that this one's callee has raised. */
function interruptedOr(error: RemoteError): RemoteError | GraftError {
  if (!error.remote.mro.includes('graftwire.errors.CallInterrupted')) return error;
  return new GraftError(
    'cancelled',
    'A call around this one has run out of time or is not wanted any more. This one may have run.',
    { remedy: 'Let the error pass.', cause: error },
  );
}

function calleeError(body: ExceptionBody, objects: RemoteObjects): RemoteError {
  const remote = remoteException(body);
  const message = text(body['message'], '');
  const constructor =
    remote.mro.map((name) => nativeClasses.get(name)).find((found) => found !== undefined) ?? Error;
  const inner = body['cause'] ?? body['context'];
  const cause = inner === undefined || inner === null ? undefined : remoteError(inner, objects);
  const members = body['exceptions'];
  const error = Array.isArray(members)
    ? createGroup(
        message,
        members.map((member) => remoteError(member, objects)),
        cause,
      )
    : createWithoutStack(constructor, message, cause);
  const name = remote.type.slice(remote.type.lastIndexOf('.') + 1);
  // A class of JavaScript need not be what its errors are called.
  define(error, 'name', text(body['name'], name));
  define(error, 'code', 'exception');
  define(error, 'remote', remote);
  // What the callee reads of it can be read here in the same way.
  for (const field in remote.fields) if (!(field in error)) define(error, field, remote.fields[field]);
  const title = message === '' ? error.name : `${error.name}: ${message}`;
  // One stack of both sides: the callee's frames, and below them the caller's.
  defineCallerStack(error, remoteError, (frames) =>
    [title, ...pythonStack(remote.traceback), ...frames].join('\n'),
  );
  return error as RemoteError;
}

function createWithoutStack(constructor: ErrorConstructor, message: string, cause: unknown): Error {
  const limit = Error.stackTraceLimit;
  // Not an assignment: where the intrinsics are frozen it would throw, and a stack taken for nothing is no harm.
  Reflect.set(Error, 'stackTraceLimit', 0);
  const error = cause === undefined ? new constructor(message) : new constructor(message, { cause });
  Reflect.set(Error, 'stackTraceLimit', limit);
  return error;
}

function createGroup(message: string, errors: readonly unknown[], cause: unknown): Error {
  return cause === undefined
    ? new AggregateError(errors, message)
    : new AggregateError(errors, message, { cause });
}

function define(error: Error, name: string, value: unknown): void {
  // Like `message` and `stack`: there, but not printed a second time by console.log.
  Object.defineProperty(error, name, { value, configurable: true, writable: true, enumerable: false });
}

function remoteException(body: ExceptionBody): RemoteException {
  const traceback = Array.isArray(body['traceback']) ? (body['traceback'] as readonly unknown[]) : [];
  return {
    runtime: text(body['runtime'], 'cpython'),
    type: text(body['type'], 'Exception'),
    mro: Array.isArray(body['mro']) ? (body['mro'] as string[]) : [],
    fields: (body['fields'] ?? {}) as Readonly<Record<string, unknown>>,
    traceback: traceback
      .filter((frame): frame is readonly unknown[] => Array.isArray(frame))
      .map(remoteFrame),
  };
}

function remoteFrame(frame: readonly unknown[]): RemoteFrame {
  const [file, line, name, source] = frame;
  return {
    file: text(file, '?'),
    line: typeof line === 'number' ? line : 0,
    function: text(name, '?'),
    source: typeof source === 'string' ? source : null,
  };
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

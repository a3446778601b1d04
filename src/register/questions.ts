import type { MessagePort } from 'node:worker_threads';

/** What the hooks thread asks the thread that imports: to load a file. */
export interface Question {
  readonly id: number;
  readonly file: string;
}

/** `taken` comes at once, before the file is loaded, which may take long. */
export type Answer =
  | { readonly id: number; readonly kind: 'taken' }
  | { readonly id: number; readonly kind: 'loaded'; readonly members: readonly string[] }
  | { readonly id: number; readonly kind: 'failed'; readonly failure: Failure };

/** An error, as far as it can be told to another thread. */
export interface Failure {
  /** The class of the language that it is of. */
  readonly kind: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code: unknown;
}

/** What the hooks thread is given when it begins. */
export interface HooksData {
  readonly port: MessagePort;
  /** Whether `require` of an ES module asks the hooks, too, and keeps this thread from answering. */
  readonly mayBeBlocked: boolean;
}

const kinds = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];

export function failureOf(thrown: unknown): Failure {
  const error: Error & { readonly code?: unknown } =
    thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack = '', code } = error;
  const kind = kinds.find((of) => error instanceof of)?.name ?? 'Error';
  return { kind, name, message, stack, code: typeof code === 'string' ? code : undefined };
}

/** The error again, as far as it was told. */
export function errorOf({ kind, name, message, stack, code }: Failure): Error {
  const error = new (kinds.find((of) => of.name === kind) ?? Error)(message);
  const hidden = { enumerable: false, configurable: true, writable: true };
  Object.defineProperties(error, { name: { value: name, ...hidden }, stack: { value: stack, ...hidden } });
  return code === undefined ? error : Object.assign(error, { code });
}

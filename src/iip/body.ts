import type { GraftError } from '../errors/graft-error.js';
import { readSteps, writeSteps, type InvocationStep } from './invocation.js';
import { FrameKind } from './kinds.js';
import type { Limits } from './limits.js';
import { isStringMap, type Id, type StringMap } from './string-map.js';
import { ValueFault } from './value-fault.js';
import type { ValueReader } from './value-reader.js';
import type { ValueWriter } from './value-writer.js';

const longestPing = 64;

/** A reference that is given back, and how many times it had been received. */
export interface Release {
  readonly id: Id;
  readonly count: Id;
}

/** What a frame's body says, by its kind (docs/iip.md, section 4). */
export type FrameBody =
  | { readonly kind: typeof FrameKind.hello; readonly fields: StringMap }
  | { readonly kind: typeof FrameKind.bind; readonly id: Id; readonly name: string }
  | { readonly kind: typeof FrameKind.invocation; readonly steps: readonly InvocationStep[] }
  | { readonly kind: typeof FrameKind.result; readonly value: unknown }
  | { readonly kind: typeof FrameKind.exception; readonly fields: StringMap }
  | { readonly kind: typeof FrameKind.cancel }
  | { readonly kind: typeof FrameKind.release; readonly releases: readonly Release[] }
  | { readonly kind: typeof FrameKind.item; readonly stream: Id; readonly values: readonly unknown[] }
  | { readonly kind: typeof FrameKind.end; readonly stream: Id; readonly exception: StringMap | null }
  | { readonly kind: typeof FrameKind.credit; readonly stream: Id; readonly count: Id }
  | { readonly kind: typeof FrameKind.event; readonly subscription: Id; readonly args: readonly unknown[] }
  | { readonly kind: typeof FrameKind.unsubscribe; readonly subscription: Id }
  | { readonly kind: typeof FrameKind.describe; readonly module: string | null }
  | { readonly kind: typeof FrameKind.resume; readonly session: Id; readonly token: Uint8Array }
  | { readonly kind: typeof FrameKind.ping; readonly bytes: Uint8Array }
  | {
      readonly kind: typeof FrameKind.goodbye;
      readonly code: string;
      readonly message: string;
      readonly lastCorrelation: Id;
    };

/** Whether `kind` is one of this version. */
export function isFrameKind(kind: number): kind is FrameKind {
  return kind >= FrameKind.hello && kind <= FrameKind.goodbye;
}

/** Whether a result or an exception follows a frame of this kind, unless it is one-way. */
export function isAnswered(kind: FrameKind): boolean {
  return (
    kind === FrameKind.invocation ||
    kind === FrameKind.describe ||
    kind === FrameKind.resume ||
    kind === FrameKind.ping
  );
}

/** Writes the values of `body`. */
export function writeBody(writer: ValueWriter, body: FrameBody): void {
  if (body.kind === FrameKind.invocation) {
    writeSteps(writer, body.steps);
    return;
  }
  for (const value of valuesOf(body)) writer.writeValue(value, 0);
}

function valuesOf(body: Exclude<FrameBody, { kind: typeof FrameKind.invocation }>): readonly unknown[] {
  switch (body.kind) {
    case FrameKind.hello:
    case FrameKind.exception:
      return [body.fields];
    case FrameKind.bind:
      return [body.id, body.name];
    case FrameKind.result:
      return [body.value];
    case FrameKind.cancel:
      return [];
    case FrameKind.release:
      return body.releases.flatMap(({ id, count }) => [id, count]);
    case FrameKind.item:
      return [body.stream, ...body.values];
    case FrameKind.end:
      return [body.stream, body.exception];
    case FrameKind.credit:
      return [body.stream, body.count];
    case FrameKind.event:
      return [body.subscription, body.args];
    case FrameKind.unsubscribe:
      return [body.subscription];
    case FrameKind.describe:
      return [body.module];
    case FrameKind.resume:
      return [body.session, body.token];
    case FrameKind.ping:
      return [body.bytes];
    case FrameKind.goodbye:
      return [body.code, body.message, body.lastCorrelation];
  }
}

/** Reads the body of a frame of `kind`, to its end. */
export function readBody(
  reader: ValueReader,
  kind: FrameKind,
  limits: Limits,
  isSelfContained: boolean,
): FrameBody {
  const body =
    kind === FrameKind.invocation
      ? { kind, steps: readSteps(reader, limits, isSelfContained) }
      : readValues(reader, kind);
  if (!reader.isAtEnd) throw malformed('goes on behind its last value');
  return body;
}

function readValues(reader: ValueReader, kind: Exclude<FrameKind, typeof FrameKind.invocation>): FrameBody {
  const next = (): unknown => reader.readValue(0);
  switch (kind) {
    case FrameKind.hello:
    case FrameKind.exception:
      return { kind, fields: expected(next(), isStringMap) };
    case FrameKind.bind:
      return { kind, id: reader.readId(), name: expected(next(), isString) };
    case FrameKind.result:
      return { kind, value: next() };
    case FrameKind.cancel:
      return { kind };
    case FrameKind.release: {
      const releases: Release[] = [];
      while (!reader.isAtEnd) releases.push({ id: reader.readId(), count: reader.readId() });
      return { kind, releases };
    }
    case FrameKind.item: {
      const stream = reader.readId();
      const values = [next()];
      while (!reader.isAtEnd) values.push(next());
      return { kind, stream, values };
    }
    case FrameKind.end:
      return { kind, stream: reader.readId(), exception: expected(next(), isStringMapOrNull) };
    case FrameKind.credit:
      return { kind, stream: reader.readId(), count: reader.readId() };
    case FrameKind.event:
      return { kind, subscription: reader.readId(), args: expected(next(), isArray) };
    case FrameKind.unsubscribe:
      return { kind, subscription: reader.readId() };
    case FrameKind.describe:
      return { kind, module: expected(next(), isStringOrNull) };
    case FrameKind.resume:
      return { kind, session: reader.readId(), token: expected(next(), isBytes) };
    case FrameKind.ping:
      return { kind, bytes: expected(next(), isPing) };
    case FrameKind.goodbye:
      return {
        kind,
        code: expected(next(), isString),
        message: expected(next(), isString),
        lastCorrelation: reader.readId(),
      };
  }
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isStringOrNull = (value: unknown): value is string | null => value === null || isString(value);
const isStringMapOrNull = (value: unknown): value is StringMap | null => value === null || isStringMap(value);
const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isPing = (value: unknown): value is Uint8Array => isBytes(value) && value.length <= longestPing;

function expected<T>(value: unknown, isOne: (value: unknown) => value is T): T {
  if (!isOne(value)) throw malformed('has a value of another type than its kind says');
  return value;
}

function malformed(what: string): GraftError {
  return new ValueFault('malformed', `The body of a frame ${what}.`);
}

import { fileURLToPath } from 'node:url';
import { GraftError } from '../../errors/graft-error.js';
import { isPlainObject } from '../../iip/object-kind.js';
import type { HostSide, HostWriter } from './host-codec.js';

/** A chain of causes is told this far. */
const mostCauses = 8;
const mostGrouped = 100;
const mostFieldDepth = 4;

/** Writes the body of an exception frame for what a module has thrown. */
export function writeThrown(writer: HostWriter, side: HostSide, thrown: unknown, depth = 0): void {
  const body = bodyOf(side, thrown, depth);
  const entries = Object.entries(body).filter(([, value]) => value !== undefined);
  writer.writeMapHeader(entries.length);
  for (const [name, value] of entries) {
    writer.writeString(name);
    if (value instanceof Nested) writeNested(writer, side, value, depth + 1);
    else writer.writeValue(value, 1);
  }
}

/** What stands in a body in a body's place. */
class Nested {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}

function writeNested(writer: HostWriter, side: HostSide, { thrown }: Nested, depth: number): void {
  if (!Array.isArray(thrown)) {
    writeThrown(writer, side, thrown, depth);
    return;
  }
  writer.writeArrayHeader(thrown.length);
  for (const inner of thrown) writeThrown(writer, side, inner, depth);
}

function bodyOf(side: HostSide, thrown: unknown, depth: number): Readonly<Record<string, unknown>> {
  const isCallers = typeof thrown === 'object' && thrown !== null && side.callers.homeOf(thrown) !== 0;
  if (isCallers || !(thrown instanceof Error)) {
    // What is no error is thrown as it is, and what the caller has thrown as the very same.
    return {
      code: 'exception',
      message: textOf(() => String(thrown)),
      runtime: 'node',
      type: typeof thrown,
      mro: [],
      thrown: thrown ?? null,
    };
  }
  if (thrown instanceof GraftError) return graftErrorBody(thrown);
  const mro = side.classes.errorNames(thrown);
  const type = mro[0] ?? 'Error';
  const hasCause = Object.hasOwn(thrown, 'cause') && thrown.cause !== undefined && depth < mostCauses;
  return {
    code: 'exception',
    message: textOf(() => thrown.message),
    runtime: 'node',
    type,
    name: textOf(() => thrown.name),
    mro,
    traceback: framesOf(textOf(() => thrown.stack)),
    fields: fieldsOf(thrown),
    cause: hasCause ? new Nested(thrown.cause) : undefined,
    exceptions:
      thrown instanceof AggregateError && depth < mostCauses
        ? new Nested(thrown.errors.slice(0, mostGrouped))
        : undefined,
    reference: side.references.give(thrown).id,
  };
}

function graftErrorBody({ code, message, path, remedy }: GraftError): Readonly<Record<string, unknown>> {
  // The message holds both, and its receiver composes it again.
  let plain =
    path !== undefined && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
  if (remedy !== undefined && plain.endsWith(` ${remedy}`)) plain = plain.slice(0, -remedy.length - 1);
  return { code, message: plain, path, remedy };
}

const ofErrors: ReadonlySet<string> = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/** Its own properties that are plain data. Those that are not enumerated are what it has for who knows it, unless their names say otherwise. */
function fieldsOf(error: Error): Readonly<Record<string, unknown>> | undefined {
  const fields: Record<string, unknown> = {};
  for (const name of Object.getOwnPropertyNames(error)) {
    const { value, enumerable } = Object.getOwnPropertyDescriptor(error, name)! as {
      value?: unknown;
      enumerable: boolean;
    };
    if (ofErrors.has(name) || (!enumerable && name.startsWith('_'))) continue;
    if (value !== undefined && isData(value, 0)) fields[name] = value;
  }
  return Object.keys(fields).length === 0 ? undefined : fields;
}

function isData(value: unknown, depth: number): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
  if (value instanceof Uint8Array) return true;
  if (depth >= mostFieldDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isData(item, depth + 1));
  return isPlainObject(value) && Object.values(value).every((item) => isData(item, depth + 1));
}

/** An error may be anything inside: what cannot be read is left out. */
function textOf(read: () => unknown): string {
  try {
    const text = read();
    return typeof text === 'string' ? text : String(text);
  } catch {
    return '';
  }
}

/** The name of the function that runs a module's code: below it in a stack stands the caller. */
export const runnerName = 'graftwire.runHosted';

const frameOfV8 = /^ {4}at (?:async )?(?:(.+?) \()?([^()]+?):(\d+):\d+\)?$/;

/** The frames of the module's code in the stack of an error, outermost first. */
function framesOf(stack: string): (readonly unknown[])[] {
  const frames: (readonly unknown[])[] = [];
  for (const line of stack.split('\n')) {
    if (line.includes(runnerName)) break;
    const found = frameOfV8.exec(line);
    if (found === null) continue;
    const [, name = '<anonymous>', place = '', row] = found;
    const file = place.startsWith('file:') ? textOf(() => fileURLToPath(place)) : place;
    frames.unshift([file, Number(row), name, null]);
  }
  return frames;
}

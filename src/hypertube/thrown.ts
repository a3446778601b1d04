import { GraftError } from '../errors/graft-error.js';
import { ExtensionType } from '../iip/extensions.js';
import type { LaneWriter } from './lane-codec.js';

/** Writes an error, or whatever has been thrown, as a value: an exception in the other language. */
export function writeError(writer: LaneWriter, error: unknown): void {
  const start = writer.openExtension();
  writeThrown(writer, error);
  writer.closeExtension(ExtensionType.error, start);
}

/** What was thrown that is no object and would be another value in the other language: it travels in this. */
export class Thrown {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** What a promise has been rejected with: it travels as an exception. */
export class Rejection {
  readonly reason: unknown;

  constructor(reason: unknown) {
    this.reason = reason;
  }
}

/** A chain of causes is told this far. */
const mostCauses = 8;

/**
 * Writes the body of an exception frame: what was thrown in words, and a reference to it, so that the very same is thrown when it
 * comes back.
 */
export function writeThrown(writer: LaneWriter, thrown: unknown, depth = 0): void {
  const home = typeof thrown === 'object' && thrown !== null ? writer.ownReferenceOf(thrown) : 0;
  const fields = home === 0 ? fieldsOf(thrown) : { code: 'exception', message: '' };
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  const cause = home === 0 && thrown instanceof Error && depth < mostCauses ? causeOf(thrown) : undefined;
  writer.writeMapHeader(entries.length + (cause === undefined ? 1 : 2));
  for (const [name, value] of entries) {
    writer.writeName(name);
    writer.writeValue(value, 1);
  }
  if (home !== 0) {
    writer.writeName('home');
    writer.writeHome(home);
    return;
  }
  if (cause !== undefined) {
    writer.writeName('cause');
    writeThrown(writer, cause, depth + 1);
  }
  writer.writeName('thrown');
  if ((typeof thrown === 'object' && thrown !== null) || typeof thrown === 'function')
    writer.writeExported(thrown);
  else if (thrown === undefined || typeof thrown === 'symbol') writer.writeExported(new Thrown(thrown));
  else writer.writeValue(thrown, 1);
}

function causeOf(error: Error): unknown {
  try {
    return error.cause ?? undefined;
  } catch {
    return undefined;
  }
}

function fieldsOf(thrown: unknown): Record<string, unknown> {
  if (thrown instanceof GraftError) {
    const { code, path, remedy } = thrown;
    let { message } = thrown;
    // It holds both, and its receiver composes it again.
    if (path !== undefined && message.startsWith(`${path}: `)) message = message.slice(path.length + 2);
    if (remedy !== undefined && message.endsWith(` ${remedy}`))
      message = message.slice(0, -remedy.length - 1);
    return { code, message, path, remedy };
  }
  if (thrown instanceof Error) {
    return {
      code: 'exception',
      message: textOf(() => thrown.message),
      runtime: 'node',
      type: textOf(() => thrown.name),
      mro: classesOf(thrown),
      stack: textOf(() => thrown.stack ?? ''),
    };
  }
  return {
    code: 'exception',
    message: textOf(() => String(thrown)),
    runtime: 'node',
    type: typeof thrown,
    mro: [],
  };
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

function classesOf(error: Error): string[] {
  const names: string[] = [];
  for (let at: unknown = Object.getPrototypeOf(error); at !== null && at !== Object.prototype;) {
    const maker = (at as { constructor?: { name?: unknown } }).constructor?.name;
    if (typeof maker === 'string') names.push(maker);
    at = Object.getPrototypeOf(at);
  }
  return names;
}

import { GraftError } from '../errors/graft-error.js';
import { ExtensionType } from '../iip/extensions.js';
import type { LaneWriter } from './lane-codec.js';
import { referenceOf } from './remote-object.js';

/** Writes an error as a value. */
export function writeError(writer: LaneWriter, error: Error): void {
  const start = writer.openExtension();
  writeThrown(writer, error);
  writer.closeExtension(ExtensionType.error, start);
}

/**
 * Writes the body of an exception frame: what was thrown in words, and a reference to it, so that the very same is thrown when it
 * comes back.
 */
export function writeThrown(writer: LaneWriter, thrown: unknown): void {
  const isObject = typeof thrown === 'object' && thrown !== null;
  const home = isObject ? referenceOf(thrown) : 0;
  const fields = home === 0 ? fieldsOf(thrown) : { code: 'exception', message: '' };
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  writer.writeMapHeader(entries.length + 1);
  for (const [name, value] of entries) {
    writer.writeName(name);
    writer.writeValue(value, 1);
  }
  if (home !== 0) {
    writer.writeName('home');
    writer.writeHome(home);
    return;
  }
  writer.writeName('thrown');
  if (isObject || typeof thrown === 'function' || typeof thrown === 'symbol')
    writer.writeExported(Object(thrown) as object);
  else writer.writeValue(thrown, 1);
}

function fieldsOf(thrown: unknown): Record<string, unknown> {
  if (thrown instanceof GraftError) {
    const { code, message, path, remedy } = thrown;
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

import { GraftError } from '../errors/graft-error.js';
import { HeapMemory } from './heap-memory.js';
import type { Limits } from './limits.js';
import { ValueReader } from './value-reader.js';
import { ValueWriter } from './value-writer.js';

/** The tags of the fields of the optional header (docs/iip.md, section 1). */
export const OptionalTag = { deadline: 1, trace: 2, modelHash: 3, headers: 4, segments: 5 } as const;

const fieldHeadBytes = 4;
const longestField = 0xffff;
/** From here on a tag that is not known is answered with `unimplemented`. */
const firstMandatoryTag = 128;

/** What an invocation carries for tracing, as in W3C Trace Context. */
export interface TraceContext {
  /** 16 bytes. */
  readonly traceId: Uint8Array;
  /** 8 bytes. */
  readonly spanId: Uint8Array;
  readonly flags: number;
}

/** A field that this version does not know and may skip. */
export interface UnknownField {
  /** 0 or 6 to 127. */
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** What the optional header of a frame says, apart from its segments. */
export interface OptionalFields {
  /** Time left from the moment of sending. */
  readonly deadlineMicroseconds?: number | bigint;
  readonly trace?: TraceContext;
  /** 32 bytes: SHA-256 of the model that the caller was made from. */
  readonly modelHash?: Uint8Array;
  readonly headers?: ReadonlyMap<string, string>;
  readonly unknown?: readonly UnknownField[];
}

/** A field as it stands in a frame. */
export interface RawField {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** Puts fields behind each other, in the order of their tags, as an optional header. */
export function writeFields(fields: readonly RawField[]): Uint8Array {
  const sorted = fields.toSorted((one, other) => one.tag - other.tag);
  const total = sorted.reduce((sum, { bytes }) => sum + fieldHeadBytes + bytes.length, 0);
  if (total > longestField)
    throw new GraftError('too-large', `An optional header of ${total} bytes is too long.`);
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  let pos = 0;
  for (const { tag, bytes } of sorted) {
    out[pos] = tag;
    view.setUint16(pos + 2, bytes.length, true);
    out.set(bytes, pos + fieldHeadBytes);
    pos += fieldHeadBytes + bytes.length;
  }
  return out;
}

/**
 * Reads the fields of an optional header; their bytes stay where they are.
 *
 * @throws GraftError `malformed`, or `unimplemented` at an unknown field that may not be skipped
 */
export function* readFields(bytes: Uint8Array): Generator<RawField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let pos = 0;
  let lastTag = -1;
  while (pos < bytes.length) {
    if (bytes.length - pos < fieldHeadBytes) throw badField('is cut off');
    const tag = bytes[pos]!;
    const length = view.getUint16(pos + 2, true);
    if (tag <= lastTag) throw badField(`${tag} stands behind field ${lastTag}`);
    if (bytes[pos + 1] !== 0) throw badField(`${tag} has a second byte that is not zero`);
    if (length > bytes.length - pos - fieldHeadBytes) throw badField(`${tag} is cut off`);
    if (!hasItsLength(tag, length)) throw badField(`${tag} has ${length} bytes`);
    if (tag >= firstMandatoryTag) {
      throw new GraftError(
        'unimplemented',
        `Field ${tag} of an optional header is unknown and may not be skipped.`,
      );
    }
    lastTag = tag;
    pos += fieldHeadBytes;
    yield { tag, bytes: bytes.subarray(pos, pos + length) };
    pos += length;
  }
}

function hasItsLength(tag: number, length: number): boolean {
  switch (tag) {
    case OptionalTag.deadline:
      return length === 8;
    case OptionalTag.trace:
      return length === 25;
    case OptionalTag.modelHash:
      return length === 32;
    case OptionalTag.segments:
      return length >= 4 && length % 8 === 4;
    default:
      return true;
  }
}

function badField(what: string): GraftError {
  return new GraftError('malformed', `A field of an optional header ${what}.`);
}

/** The fields that say what `optional` says. */
export function fieldsOf(optional: OptionalFields): RawField[] {
  const { deadlineMicroseconds, trace, modelHash, headers, unknown = [] } = optional;
  const fields: RawField[] = [...unknown];
  if (deadlineMicroseconds !== undefined) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(deadlineMicroseconds), true);
    fields.push({ tag: OptionalTag.deadline, bytes });
  }
  if (trace !== undefined) {
    const bytes = Uint8Array.of(...trace.traceId, ...trace.spanId, trace.flags);
    fields.push({ tag: OptionalTag.trace, bytes });
  }
  if (modelHash !== undefined) fields.push({ tag: OptionalTag.modelHash, bytes: modelHash });
  if (headers !== undefined) {
    const writer = new ValueWriter(new HeapMemory(longestField + 1024));
    writer.writeValue(headers, 0);
    fields.push({ tag: OptionalTag.headers, bytes: writer.u8.slice(0, writer.pos) });
  }
  const wrong = fields.find(({ tag, bytes }) => !hasItsLength(tag, bytes.length));
  if (wrong !== undefined) throw badField(`${wrong.tag} has ${wrong.bytes.length} bytes`);
  return fields;
}

/** What one field says; the field of segments is its frame's. */
export function parseField({ tag, bytes }: RawField, limits: Limits): OptionalFields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (tag) {
    case OptionalTag.deadline: {
      const left = view.getBigUint64(0, true);
      return { deadlineMicroseconds: left <= Number.MAX_SAFE_INTEGER ? Number(left) : left };
    }
    case OptionalTag.trace:
      return { trace: { traceId: bytes.slice(0, 16), spanId: bytes.slice(16, 24), flags: bytes[24]! } };
    case OptionalTag.modelHash:
      return { modelHash: bytes.slice() };
    case OptionalTag.headers:
      return { headers: readHeaders(bytes, limits) };
    default:
      return { unknown: [{ tag, bytes: bytes.slice() }] };
  }
}

function readHeaders(bytes: Uint8Array, limits: Limits): ReadonlyMap<string, string> {
  const reader = new ValueReader({ limits });
  reader.attach(bytes);
  const headers = new Map<string, string>();
  const count = reader.readMapHeader();
  for (let index = 0; index < count; index++) {
    const name = reader.readFlat();
    const value = reader.readFlat();
    if (typeof name !== 'string' || typeof value !== 'string') throw badField('4 holds more than strings');
    headers.set(name, value);
  }
  if (!reader.isAtEnd) throw badField('4 holds more than one map');
  if (headers.size !== count)
    throw new GraftError('duplicate-key', 'Two headers of a frame have the same name.');
  return headers;
}

import { GraftError } from '../errors/graft-error.js';
import { isAnswered, isFrameKind, readBody, writeBody, type FrameBody } from './body.js';
import {
  FrameFlag,
  frameHeaderBytes,
  readFrameHeader,
  writeFrameHeader,
  type FrameHeader,
} from './frame-header.js';
import { HeapMemory } from './heap-memory.js';
import { FrameKind } from './kinds.js';
import { networkLimits, type Limits } from './limits.js';
import {
  OptionalTag,
  fieldsOf,
  parseField,
  readFields,
  writeFields,
  type OptionalFields,
} from './optional-header.js';
import { mostSpareBytes } from './scalar-writer.js';
import { placeSegments, readSegmentTable, segmentTable } from './segments.js';
import { locate } from './value-fault.js';
import { ValueReader } from './value-reader.js';
import { ValueWriter } from './value-writer.js';

/** One message of IIP (docs/iip.md, section 1). */
export interface Frame {
  readonly body: FrameBody;
  /** Ties an answer to what it answers; 0 where nothing is answered. */
  readonly correlation: number;
  /** 0 before there is a session, and in self-contained frames. */
  readonly session: number;
  readonly isOneWay: boolean;
  readonly isSelfContained: boolean;
  readonly optional: OptionalFields;
  /** Buffers that follow the body; undefined where the frame has no table of them. */
  readonly segments?: readonly Uint8Array[];
}

/** How a frame is read. */
export interface FrameReadOptions {
  /** Defaults to those of a network. */
  readonly limits?: Limits;
  /** As for a `ValueReader`. Default `number`. */
  readonly floats?: 'number' | 'exact';
}

/**
 * Writes `frame` in its canonical form.
 *
 * @throws GraftError `unsupported-value` and the other codes of values, with the path; `too-large`; `malformed` where
 * its parts contradict each other
 */
export function encodeFrame(frame: Frame, limits: Limits = networkLimits): Uint8Array {
  const { body, correlation, session, optional, segments } = frame;
  const flags =
    (frame.isOneWay ? FrameFlag.oneWay : 0) |
    (frame.isSelfContained ? FrameFlag.selfContained : 0) |
    (segments === undefined ? 0 : FrameFlag.segments);
  checkHeader({ length: 0, kind: body.kind, flags, optionalBytes: 0, correlation, session });
  const writer = new ValueWriter(new HeapMemory(limits.maxFrameBytes + mostSpareBytes), limits.maxDepth);
  try {
    writeBody(writer, body);
  } catch (error) {
    throw locate(error, nameOf(body.kind));
  }
  const bodyBytes = writer.u8.subarray(0, writer.pos);

  const fields = fieldsOf(optional);
  if (frame.isSelfContained && optional.modelHash === undefined) throw withoutModelHash();
  const table = segments === undefined ? [] : [{ tag: OptionalTag.segments, bytes: segmentTable([]) }];
  const bodyOffset =
    frameHeaderBytes + writeFields([...fields, ...table]).length + 8 * (segments?.length ?? 0);
  const places = placeSegments(segments ?? [], bodyOffset + bodyBytes.length);
  if (places.end > limits.maxFrameBytes) {
    throw new GraftError(
      'too-large',
      `A frame of ${places.end} bytes is above the limit of ${limits.maxFrameBytes}.`,
    );
  }
  if (segments !== undefined)
    fields.push({ tag: OptionalTag.segments, bytes: segmentTable(places.segments, bodyBytes.length) });
  const optionalHeader = writeFields(fields);

  const out = new Uint8Array(places.end);
  const optionalBytes = optionalHeader.length;
  const header = { length: out.length, kind: body.kind, flags, optionalBytes, correlation, session };
  writeFrameHeader(new DataView(out.buffer), 0, header);
  out.set(optionalHeader, frameHeaderBytes);
  out.set(bodyBytes, bodyOffset);
  places.segments.forEach(({ offset }, index) => out.set(segments![index]!, offset));
  return out;
}

/**
 * Reads the frame that `bytes` are, all of it.
 *
 * @throws GraftError the first fault in the order of docs/iip.md, section 1
 */
export function decodeFrame(bytes: Uint8Array, options: FrameReadOptions = {}): Frame {
  const limits = options.limits ?? networkLimits;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readFrameHeader(view, 0, bytes.length, limits);
  if (header.length !== bytes.length) {
    throw new GraftError('malformed', `A frame of ${header.length} bytes came as ${bytes.length}.`);
  }
  const kind = checkHeader(header);
  const bodyOffset = frameHeaderBytes + header.optionalBytes;
  const { optional, table } = readOptional(bytes, header, limits);
  const isSelfContained = (header.flags & FrameFlag.selfContained) !== 0;
  if (isSelfContained && optional.modelHash === undefined) throw withoutModelHash();
  if ((table === undefined) === ((header.flags & FrameFlag.segments) !== 0)) {
    throw new GraftError('malformed', 'A frame has a table of segments without its flag, or the flag alone.');
  }
  const reader = new ValueReader({ limits, floats: options.floats ?? 'number' });
  reader.attach(bytes);
  reader.begin(bodyOffset, table === undefined ? bytes.length : bodyOffset + table.bodyBytes);
  try {
    return {
      body: readBody(reader, kind, limits, isSelfContained),
      correlation: header.correlation,
      session: header.session,
      isOneWay: (header.flags & FrameFlag.oneWay) !== 0,
      isSelfContained,
      optional,
      ...(table === undefined
        ? {}
        : { segments: table.segments.map(({ offset, length }) => bytes.slice(offset, offset + length)) }),
    };
  } catch (error) {
    throw locate(error, nameOf(kind));
  }
}

function readOptional(
  bytes: Uint8Array,
  header: FrameHeader,
  limits: Limits,
): { optional: OptionalFields; table?: ReturnType<typeof readSegmentTable> } {
  const bodyOffset = frameHeaderBytes + header.optionalBytes;
  let optional: OptionalFields = {};
  let table: ReturnType<typeof readSegmentTable> | undefined;
  for (const field of readFields(bytes.subarray(frameHeaderBytes, bodyOffset))) {
    if (field.tag === OptionalTag.segments) table = readSegmentTable(field.bytes, bodyOffset, header.length);
    else {
      const { unknown = [], ...known } = parseField(field, limits);
      optional = {
        ...optional,
        ...known,
        ...(unknown.length === 0 ? {} : { unknown: [...(optional.unknown ?? []), ...unknown] }),
      };
    }
  }
  return table === undefined ? { optional } : { optional, table };
}

/** Checks what the header says against itself, and gives its kind. */
function checkHeader({ kind, flags, correlation, session }: FrameHeader): FrameKind {
  const known = FrameFlag.oneWay | FrameFlag.selfContained | FrameFlag.segments;
  if (!isFrameKind(kind)) throw new GraftError('unimplemented', `The kind of frame ${kind} is unknown.`);
  if ((flags & ~known) !== 0)
    throw new GraftError('unimplemented', `The flags ${flags} of a frame are unknown.`);
  const isOneWay = (flags & FrameFlag.oneWay) !== 0;
  if (isOneWay && (kind !== FrameKind.invocation || correlation !== 0)) {
    throw new GraftError('malformed', 'A one-way frame is an invocation with the correlation id 0.');
  }
  if (!isOneWay && isAnswered(kind) && correlation === 0) {
    throw new GraftError('malformed', 'A frame that is answered has a correlation id other than 0.');
  }
  if ((flags & FrameFlag.selfContained) !== 0 && session !== 0) {
    throw new GraftError('malformed', 'A self-contained frame has the session 0.');
  }
  return kind;
}

function withoutModelHash(): GraftError {
  return new GraftError('malformed', 'A self-contained frame lacks the hash of its model.');
}

function nameOf(kind: FrameKind): string {
  return Object.entries(FrameKind).find(([, number]) => number === kind)![0];
}

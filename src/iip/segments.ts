import { GraftError } from '../errors/graft-error.js';

const alignment = 8;
const entryBytes = 8;

/** Where a buffer stands in its frame. */
export interface Segment {
  readonly offset: number;
  readonly length: number;
}

/** The table of optional field 5. */
export interface SegmentTable {
  readonly bodyBytes: number;
  readonly segments: readonly Segment[];
}

/** Places buffers behind a body that ends at `bodyEnd`, and says where the frame ends. */
export function placeSegments(
  buffers: readonly Uint8Array[],
  bodyEnd: number,
): { readonly segments: readonly Segment[]; readonly end: number } {
  let end = bodyEnd;
  const segments = buffers.map(({ length }) => {
    const offset = Math.ceil(end / alignment) * alignment;
    end = offset + length;
    return { offset, length };
  });
  return { segments, end };
}

/** The bytes of the table. */
export function segmentTable(segments: readonly Segment[], bodyBytes = 0): Uint8Array {
  const out = new Uint8Array(4 + entryBytes * segments.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, bodyBytes, true);
  segments.forEach(({ offset, length }, index) => {
    view.setUint32(4 + entryBytes * index, offset, true);
    view.setUint32(8 + entryBytes * index, length, true);
  });
  return out;
}

/**
 * Reads the table of a frame of `frameBytes` whose body begins at `bodyOffset`.
 *
 * @throws GraftError `malformed` where a segment is not aligned, overlaps what is before it or ends outside of the frame
 */
export function readSegmentTable(bytes: Uint8Array, bodyOffset: number, frameBytes: number): SegmentTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bodyBytes = view.getUint32(0, true);
  const segments: Segment[] = [];
  let end = bodyOffset + bodyBytes;
  for (let pos = 4; pos < bytes.length; pos += entryBytes) {
    const offset = view.getUint32(pos, true);
    const length = view.getUint32(pos + 4, true);
    if (offset % alignment !== 0 || offset < end) throw misplaced(segments.length);
    segments.push({ offset, length });
    end = offset + length;
  }
  if (end > frameBytes) throw misplaced(segments.length - 1);
  return { bodyBytes, segments };
}

function misplaced(index: number): GraftError {
  return new GraftError('malformed', `Segment ${index} of a frame is not where it can be.`);
}

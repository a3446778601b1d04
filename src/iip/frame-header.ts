import { GraftError } from '../errors/graft-error.js';
import type { Limits } from './limits.js';

/** Bytes of the header that every frame begins with (docs/iip.md, section 1). */
export const frameHeaderBytes = 16;

/** The bits of a header's flags. */
export const FrameFlag = { oneWay: 0x01, selfContained: 0x02, segments: 0x04 } as const;

/** The fixed header of a frame, as it stands on the wire. */
export interface FrameHeader {
  /** Bytes of the whole frame, this header included. */
  readonly length: number;
  /** A {@link FrameKind}, or a number that this version does not know. */
  readonly kind: number;
  readonly flags: number;
  /** Bytes of the optional header that follows. */
  readonly optionalBytes: number;
  readonly correlation: number;
  readonly session: number;
}

/** Writes `header` at `offset`; room for it must be there. */
export function writeFrameHeader(view: DataView, offset: number, header: FrameHeader): void {
  view.setUint32(offset, header.length, true);
  view.setUint8(offset + 4, header.kind);
  view.setUint8(offset + 5, header.flags);
  view.setUint16(offset + 6, header.optionalBytes, true);
  view.setUint32(offset + 8, header.correlation, true);
  view.setUint32(offset + 12, header.session, true);
}

/**
 * Reads the header at `offset`, of which `available` bytes are there, and checks its lengths. What its kind and flags
 * mean is left to the caller.
 *
 * @throws GraftError `malformed`, or `too-large` where the frame is longer than the limit
 */
export function readFrameHeader(
  view: DataView,
  offset: number,
  available: number,
  limits: Limits,
): FrameHeader {
  if (available < frameHeaderBytes) throw new GraftError('malformed', 'A frame ends within its header.');
  const header: FrameHeader = {
    length: view.getUint32(offset, true),
    kind: view.getUint8(offset + 4),
    flags: view.getUint8(offset + 5),
    optionalBytes: view.getUint16(offset + 6, true),
    correlation: view.getUint32(offset + 8, true),
    session: view.getUint32(offset + 12, true),
  };
  const { length, optionalBytes } = header;
  if (length < frameHeaderBytes)
    throw new GraftError('malformed', `A frame says that it has ${length} bytes.`);
  if (length > limits.maxFrameBytes) {
    throw new GraftError(
      'too-large',
      `A frame of ${length} bytes is above the limit of ${limits.maxFrameBytes}.`,
    );
  }
  if (length > available)
    throw new GraftError('malformed', `A frame of ${length} bytes ends after ${available}.`);
  if (frameHeaderBytes + optionalBytes > length) {
    throw new GraftError(
      'malformed',
      `An optional header of ${optionalBytes} bytes is longer than its frame.`,
    );
  }
  return header;
}

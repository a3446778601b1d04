import { GraftError } from '../errors/graft-error.js';

/** Bytes of what each peer sends first on a byte stream (docs/iip.md, section 3). */
export const preambleBytes = 16;
/** The version of IIP that this implementation speaks. */
export const protocolVersion = 1;

const letters = [0x47, 0x49, 0x49, 0x50] as const;

/** What a peer says of itself before the first frame. */
export interface Preamble {
  readonly lowestVersion: number;
  readonly highestVersion: number;
  /** The longest frame that it takes. */
  readonly maxFrameBytes: number;
}

export function encodePreamble(preamble: Preamble): Uint8Array {
  const out = new Uint8Array(preambleBytes);
  out.set(letters);
  out[4] = preamble.lowestVersion;
  out[5] = preamble.highestVersion;
  new DataView(out.buffer).setUint32(8, preamble.maxFrameBytes, true);
  return out;
}

/** Whether `bytes` can still become a preamble: a stranger need not be heard to the end. */
export function isPreamblePrefix(bytes: Uint8Array): boolean {
  return letters.every((letter, index) => index >= bytes.length || bytes[index] === letter);
}

/**
 * Reads the 16 bytes.
 *
 * @throws GraftError `malformed` where they are not those of IIP; their sender gets no answer
 */
export function decodePreamble(bytes: Uint8Array): Preamble {
  if (bytes.length !== preambleBytes || !isPreamblePrefix(bytes)) {
    throw new GraftError('malformed', 'What was received first is not the preamble of IIP.');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { lowestVersion: bytes[4]!, highestVersion: bytes[5]!, maxFrameBytes: view.getUint32(8, true) };
}

/**
 * The version in force between two peers, the same whichever of them asks: the smaller of the two highest.
 *
 * @throws GraftError `version-mismatch` where one of them does not speak it
 */
export function negotiateVersion(one: Preamble, other: Preamble): number {
  const version = Math.min(one.highestVersion, other.highestVersion);
  if (version < one.lowestVersion || version < other.lowestVersion) {
    const ranges = [one, other].map(
      ({ lowestVersion, highestVersion }) => `${lowestVersion} to ${highestVersion}`,
    );
    throw new GraftError('version-mismatch', `The peers speak versions ${ranges.join(' and ')} of IIP.`);
  }
  return version;
}

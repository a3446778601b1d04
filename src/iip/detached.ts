import { ValueFault } from './value-fault.js';

/**
 * Refuses memory that its owner has given away (`postMessage`, `transfer()`): an array over it has no bytes, and would cross as an empty one.
 *
 * @throws ValueFault `unsupported-value`
 */
export function refuseDetached(buffer: ArrayBufferLike): void {
  if (buffer.byteLength !== 0) return;
  try {
    // Not `detached`, which Node.js 20 has not.
    new Uint8Array(buffer);
  } catch {
    const message = 'is memory that was transferred: its ArrayBuffer is detached.';
    throw new ValueFault('unsupported-value', message, 'Send it before, or send a copy.');
  }
}

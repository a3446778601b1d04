import { Extension } from './extensions.js';
import { Float } from './float.js';

/**
 * Keys of one map other than strings, told apart as Python tells them apart: numbers by value whatever their type, true
 * as 1 and false as 0, bytes by content. A string is never the same key as one of these.
 */
export class KeySet {
  private readonly identities = new Set<unknown>();

  /** Whether `key` can be a key at all. */
  static takes(key: unknown): boolean {
    if (typeof key !== 'object' || key === null) return typeof key !== 'symbol' && typeof key !== 'function';
    return key instanceof Uint8Array || key instanceof Float || key instanceof Extension;
  }

  /** False where the same key is there already. */
  add(key: unknown): boolean {
    const size = this.identities.size;
    return this.identities.add(identityOf(key)).size > size;
  }
}

function identityOf(key: unknown): unknown {
  switch (typeof key) {
    case 'number':
      // Beyond the safe numbers a float may be the same as a bigint.
      return Number.isInteger(key) && !Number.isSafeInteger(key) ? BigInt(key) : key;
    case 'bigint':
      return key >= Number.MIN_SAFE_INTEGER && key <= Number.MAX_SAFE_INTEGER ? Number(key) : key;
    case 'boolean':
      return key ? 1 : 0;
    case 'object':
      if (key instanceof Float) return key.value;
      if (key instanceof Extension) return `${key.type}:${latin1(key.bytes)}`;
      return key instanceof Uint8Array ? `bytes:${latin1(key)}` : null;
    default:
      return null;
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 4096) {
    text += String.fromCharCode(...bytes.subarray(index, index + 4096));
  }
  return text;
}

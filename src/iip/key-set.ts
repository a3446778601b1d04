import { keyIdentity } from './key-identity.js';

/**
 * Keys of one map, or items of one set, other than strings, told apart as Python tells them apart: numbers by value whatever their
 * type, true as 1 and false as 0, bytes by content. A string is never the same key as one of these.
 */
export class KeySet {
  private readonly identities = new Set<unknown>();

  /** Whether `key` can be a key at all. */
  static takes(key: unknown): boolean {
    if (typeof key !== 'object' || key === null) return typeof key !== 'symbol' && typeof key !== 'function';
    return keyIdentity(key) !== undefined;
  }

  /** False where the same key is there already. */
  add(key: unknown): boolean {
    const size = this.identities.size;
    const identity = keyIdentity(key);
    return this.identities.add(identity === undefined ? key : identity).size > size;
  }
}

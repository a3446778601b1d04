import { createRequire } from 'node:module';
import { join } from 'node:path';
import { places } from '../places.js';

/** Loads one of the packages that are installed in bench/peers only. */
export function requirePeer(name: string): unknown {
  return createRequire(join(places.peers, 'package.json'))(name) as unknown;
}

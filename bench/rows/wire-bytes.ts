import { execFileSync } from 'node:child_process';
import { places } from '../places.js';
import type { WireBytes } from '../results.js';

/** The bytes of the frame of one add(2, 3), once its member is bound, and of its answer; undefined where graftwire fails. */
export function measureWireBytes(environment: NodeJS.ProcessEnv): WireBytes | undefined {
  try {
    const output = execFileSync(process.execPath, [places.wireBytesChild], {
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(output) as WireBytes;
  } catch {
    return undefined;
  }
}

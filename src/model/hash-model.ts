import type { UgmModule } from './ugm.js';

/**
 * The hash of what a model says besides documentation: `sha256-` and base64url of the SHA-256 of its canonical form (RFC 8785: keys sorted by
 * UTF-16 code units, no white space, UTF-8), in which no object has a key `doc`. Unknown keys count.
 */
export function hashModel(model: UgmModule): string {
  // Loaded only now: it takes milliseconds, which no start needs.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `sha256-${createHash('sha256').update(canonical(model), 'utf8').digest('base64url')}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key, item]) => key !== 'doc' && item !== undefined);
  return `{${entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join(',')}}`;
}

import { loadAddon } from '../binding/native-addon.js';
import type { NativeAddon } from '../binding/native-addon.js';
import { GraftError } from '../errors/graft-error.js';

const defaultMs = 30_000;
const variable = 'GRAFT_CALLBACK_TIMEOUT_MS';

/** How long Python's threads wait for a thread of JavaScript to come to what they call there; for the whole process. */
export function callbackTimeoutMs(): number {
  const set = loadAddon().callbackTimeout() ?? fromEnvironment() ?? defaultMs;
  return set === 0 ? Infinity : set;
}

/** @throws GraftError `invalid-argument` */
export function setCallbackTimeoutMs(timeoutMs: unknown): void {
  loadAddon().callbackTimeout(checked(timeoutMs, 'graft.callbackTimeoutMs'));
}

/**
 * Takes the variable of the environment where nobody has set anything.
 *
 * @throws GraftError `invalid-argument`
 */
export function applyCallbackTimeout(addon: NativeAddon): void {
  const asked = addon.callbackTimeout() === undefined ? fromEnvironment() : undefined;
  if (asked !== undefined) addon.callbackTimeout(asked);
}

function fromEnvironment(): number | undefined {
  const text = process.env[variable];
  return text === undefined || text === '' ? undefined : checked(Number(text), variable);
}

/** What the addon takes for it: 0 for no limit. */
function checked(timeoutMs: unknown, name: string): number {
  if (timeoutMs === Infinity) return 0;
  if (typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs <= Number.MAX_SAFE_INTEGER / 1e6)
    return Math.ceil(timeoutMs);
  throw new GraftError('invalid-argument', `${name} is a positive number of milliseconds.`, {
    remedy: 'Infinity stands for no limit.',
  });
}

import { graftErrorCodes } from '../../errors/codes.js';
import type { PythonInstallation } from './installation.js';
import type { Problem } from './problem.js';

/** Whether `value` is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` holds a text under each of `keys`. */
export function isTexts(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return isRecord(value) && keys.every((key) => typeof value[key] === 'string');
}

/** Whether `value` is whole, for what comes out of a file that anything may have happened to. */
export function isInstallation(value: unknown): value is PythonInstallation {
  if (!isTexts(value, ['executable', 'versionText', 'prefix', 'basePrefix'])) return false;
  const { version, library, venv, freeThreaded, debugBuild } = value;
  return (
    Array.isArray(version) &&
    version.length === 3 &&
    version.every(Number.isInteger) &&
    (library === undefined || typeof library === 'string') &&
    (venv === undefined || typeof venv === 'string') &&
    typeof freeThreaded === 'boolean' &&
    typeof debugBuild === 'boolean'
  );
}

/** As {@link isInstallation}. */
export function isProblem(value: unknown): value is Problem {
  if (!isTexts(value, ['code', 'message', 'remedy'])) return false;
  return (graftErrorCodes as readonly unknown[]).includes(value['code']);
}

/** The CPython versions that graftwire starts, newest first. Also the order in which `python3.X` is looked for. */
export const supportedMinors: readonly number[] = [14, 13, 12, 11, 10, 9];

/** For messages. */
export const supportedRange = 'CPython 3.9 to 3.14';

/** Whether `version` is one that graftwire starts. */
export function isSupportedVersion(version: readonly [number, number, number]): boolean {
  return version[0] === 3 && supportedMinors.includes(version[1]);
}

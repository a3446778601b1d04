import { GraftError } from '../../errors/graft-error.js';
import type { ModelVerdict } from './model-change.js';

const semanticVersion =
  /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * The semantic version that follows `version` after changes of this verdict: breaking raises the major number, additive the minor, compatible the
 * last one, none nothing. At 0.x breaking raises the minor number and everything else the last one; at 0.0.x everything raises the last one: as `^`
 * of npm reads them. A pre-release gives the release that it leads to, where that is large enough a step.
 *
 * @throws GraftError `invalid-argument` where it is no semantic version
 */
export function nextVersion(version: string, verdict: ModelVerdict): string {
  const parts = semanticVersion.exec(version);
  if (parts === null) {
    throw new GraftError(
      'invalid-argument',
      `${JSON.stringify(version.slice(0, 100))} is no semantic version.`,
      {
        remedy: 'Give three numbers, such as 1.2.3.',
      },
    );
  }
  if (verdict === 'none') return version;
  const [major, minor, patch] = parts.slice(1, 4).map(Number) as [number, number, number];
  const isBefore = parts[4] !== undefined;
  const step = stepOf(verdict, major, minor);
  if (step === 'major') return isBefore && minor === 0 && patch === 0 ? `${major}.0.0` : `${major + 1}.0.0`;
  if (step === 'minor') return isBefore && patch === 0 ? `${major}.${minor}.0` : `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${isBefore ? patch : patch + 1}`;
}

function stepOf(verdict: ModelVerdict, major: number, minor: number): 'major' | 'minor' | 'patch' {
  if (major > 0) return verdict === 'breaking' ? 'major' : verdict === 'additive' ? 'minor' : 'patch';
  return verdict === 'breaking' && minor > 0 ? 'minor' : 'patch';
}

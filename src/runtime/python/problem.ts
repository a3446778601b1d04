import type { GraftErrorCode } from '../../errors/codes.js';
import { GraftError } from '../../errors/graft-error.js';

/** Why an installation cannot be used: a {@link GraftError} in the form in which the cache keeps it. */
export interface Problem {
  readonly code: GraftErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** The error that says `problem`. */
export function problemError(problem: Problem): GraftError {
  return new GraftError(problem.code, problem.message, { remedy: problem.remedy });
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { GraftError } from '../../errors/graft-error.js';
import { parseModel } from '../../model/parse-model.js';
import type { UgmModule } from '../../model/ugm.js';
import { analyzeArgument } from '../analysis/analyze-argument.js';
import { modelFileIn } from '../generate/next-version.js';

/**
 * A model: out of its file, out of a generated package, or of a module.
 *
 * @throws GraftError `malformed` for a file that holds none, and what analysing throws
 */
export async function readModel(text: string, python: string | undefined): Promise<UgmModule> {
  const file = modelFileOf(text);
  if (file !== undefined) return parseModel(jsonOf(file));
  const { analysis } = await analyzeArgument(text, python === undefined ? {} : { python });
  return analysis.model;
}

function modelFileOf(text: string): string | undefined {
  if (!existsSync(text)) return undefined;
  return statSync(text).isDirectory() ? modelFileIn(text) : text.endsWith('.json') ? text : undefined;
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new GraftError('malformed', `${file} is no JSON.`, {
      remedy: 'Give a file that graftwire model has written.',
      cause,
    });
  }
}

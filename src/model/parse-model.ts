import { GraftError } from '../errors/graft-error.js';
import { checkShape } from './check-shape.js';
import { measureModel } from './measure-model.js';
import { isPackedModel, unpackModel } from './unpack-model.js';
import { ugmVersion, type UgmModule } from './ugm.js';

/**
 * Takes a value, as JSON.parse gives it, for the model of a module: the value itself, which is not copied, or what a packed one stands for. Every key
 * that version 1 knows has been looked at, as an own key; keys that it does not know are kept and mean nothing.
 *
 * @throws GraftError `malformed`, with the path to what is wrong, where it is no model or one of another version; `too-deep`,
 *   `too-many-values` or `too-large` where it is larger than any model that a module has
 */
export function parseModel(value: unknown): UgmModule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('model', 'This is not a model.', 'Give what JSON.parse makes of a model.');
  }
  const version = Object.hasOwn(value, 'ugm') ? (value as { ugm: unknown }).ugm : undefined;
  if (version !== ugmVersion) {
    const found = typeof version === 'number' ? `of version ${version}` : 'without a version';
    throw malformed(
      'model.ugm',
      `This is a model ${found}; version ${ugmVersion} is understood.`,
      'Use a graftwire of the same version on both sides.',
    );
  }
  const model = isPackedModel(value) ? unpackModel(value) : value;
  if (typeof model !== 'object' || model === null || Array.isArray(model)) {
    throw malformed('model.module', 'This is not a model.', 'Generate the Graft anew.');
  }
  // Its size first: what comes after may recurse.
  measureModel(model);
  checkShape(model);
  return model as UgmModule;
}

function malformed(path: string, message: string, remedy: string): GraftError {
  return new GraftError('malformed', message, { path, remedy });
}

import { GraftError } from '../errors/graft-error.js';
import { ugmVersion, type UgmModule } from './ugm.js';

type Fields = Readonly<Record<string, unknown>>;

const textFields = ['name', 'ecosystem', 'runtime'] as const;
const groups = ['functions', 'classes', 'attributes', 'modules'] as const;

/**
 * Takes a value, as JSON.parse gives it, for the model of a module. Keys that this version does not know are kept
 * and mean nothing.
 *
 * @throws GraftError `malformed`, with the path to what is wrong, where it is no model or one of another version
 */
export function parseModel(value: unknown): UgmModule {
  if (!isFields(value)) throw malformed('model', 'This is not a model.');
  if (value['ugm'] !== ugmVersion) {
    const found = typeof value['ugm'] === 'number' ? `of version ${value['ugm']}` : 'without a version';
    throw new GraftError('malformed', `This is a model ${found}; version ${ugmVersion} is understood.`, {
      path: 'model.ugm',
      remedy: 'Use a graftwire of the same version on both sides.',
    });
  }
  for (const field of textFields) {
    if (typeof value[field] !== 'string') throw malformed(`model.${field}`, 'A string is missing.');
  }
  for (const group of groups) checkGroup(value[group], `model.${group}`);
  return value as unknown as UgmModule;
}

function checkGroup(members: unknown, path: string): void {
  if (!Array.isArray(members)) throw malformed(path, 'An array is missing.');
  members.forEach((member: unknown, index) => {
    if (!isFields(member) || typeof member['name'] !== 'string') {
      throw malformed(`${path}[${index}].name`, 'A string is missing.');
    }
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(path: string, message: string): GraftError {
  return new GraftError('malformed', message, { path });
}

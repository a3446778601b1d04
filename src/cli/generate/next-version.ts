import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GraftError } from '../../errors/graft-error.js';
import { diffModels } from '../../model/diff-models.js';
import { parseModel } from '../../model/parse-model.js';
import type { UgmModule } from '../../model/ugm.js';

/**
 * The version that follows from what has changed since the package in `folder` was generated; undefined where there is none.
 *
 * @throws GraftError `invalid-argument` where it is of another Graft
 */
export function nextVersion(folder: string, model: UgmModule): string | undefined {
  const version = versionIn(folder);
  const before = modelIn(folder);
  if (version === undefined || before === undefined) return undefined;
  if (before.name !== model.name || before.ecosystem !== model.ecosystem) {
    throw new GraftError(
      'invalid-argument',
      `${folder} has the Graft of ${before.name}, and this is ${model.name}.`,
      {
        path: '--out',
        remedy: 'Give each Graft a folder of its own.',
      },
    );
  }
  return diffModels(before, model).nextVersion(version);
}

/** The file of the model in a generated package. */
export function modelFileIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder, { recursive: true }).map(String).toSorted();
  const name = names.find((file) => /(^|[\\/])model\.json$/.test(file));
  return name === undefined ? undefined : join(folder, name);
}

function modelIn(folder: string): UgmModule | undefined {
  const file = modelFileIn(folder);
  return file === undefined ? undefined : parseModel(JSON.parse(readFileSync(file, 'utf8')));
}

function versionIn(folder: string): string | undefined {
  const [manifest, project] = [join(folder, 'package.json'), join(folder, 'pyproject.toml')];
  if (existsSync(manifest)) {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: string }).version;
  }
  if (!existsSync(project)) return undefined;
  // As the Generator writes it.
  return /^version = "([^"]+)"$/m.exec(readFileSync(project, 'utf8'))?.[1];
}

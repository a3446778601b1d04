import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configFault } from '../../config/config-fault.js';
import { ConfigPriority } from '../../config/config-priority.js';
import type { ConfigFormat, ConfigSource } from '../../config/config-source.js';
import { fileEndings, globalFiles, graftFiles, rootMarks } from '../../config/source-names.js';

/**
 * The folders in which configuration files count, nearest first: from the working directory up to the project's root, which is the first
 * folder with a package.json, a pyproject.toml or a .git. Where there is no such folder, only the working directory: what stands
 * above it may be anybody's, as in a folder for temporary files.
 */
export function configurationFolders(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let current = folder; ; current = dirname(current)) {
    folders.push(current);
    if (rootMarks.some((mark) => existsSync(join(current, mark)))) return folders;
    if (dirname(current) === current) return [folder];
  }
}

/** The files of one Graft, or without a name of all Grafts, in the order in which they count. */
export function fileSources(folders: readonly string[], graft: string | undefined): readonly ConfigSource[] {
  const names = graft === undefined ? globalFiles : graftFiles(graft);
  return folders.flatMap((folder) =>
    names.flatMap((name) =>
      fileEndings.flatMap((ending) => {
        const path = join(folder, `${name}${ending}`);
        if (!existsSync(path)) return [];
        return {
          name: path,
          content: readConfigurationFile(path),
          priority: graft === undefined ? ConfigPriority.GlobalFile : ConfigPriority.RuntimeSpecificFile,
          graft,
          folder,
          format: formatOfFile(path),
        };
      }),
    ),
  );
}

/** What a file's ending says; undefined where the content has to. */
export function formatOfFile(path: string): ConfigFormat | undefined {
  if (/\.json$/i.test(path)) return 'json';
  return /\.ya?ml$/i.test(path) ? 'yaml' : undefined;
}

/** Links followed; what may not be looked at is none. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/**
 * The text of a configuration file.
 *
 * @throws GraftError `invalid-configuration`
 */
export function readConfigurationFile(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const isText = code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    throw configFault(
      { source: path },
      isText ? 'This file is not UTF-8.' : `This file cannot be read (${code}).`,
      isText ? 'Save it as UTF-8.' : 'Check what it is and who may read it, or take it away.',
    );
  }
}

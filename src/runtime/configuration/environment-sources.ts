import { dirname, resolve } from 'node:path';
import { configFault } from '../../config/config-fault.js';
import { ConfigPriority } from '../../config/config-priority.js';
import type { ConfigSource } from '../../config/config-source.js';
import { detectFormat } from '../../config/parse-configurations.js';
import { globalVariables, graftVariables } from '../../config/source-names.js';
import { formatOfFile, isFile, readConfigurationFile } from './file-sources.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The configurations in the variables of one Graft, or without a name of all Grafts. An empty variable is as good as none. */
export function environmentSources(
  env: Environment,
  folder: string,
  graft: string | undefined,
): readonly ConfigSource[] {
  const names = graft === undefined ? globalVariables : graftVariables(graft);
  return [...new Set(names)].flatMap((name) => {
    const value = env[name]?.trim();
    if (value === undefined || value === '') return [];
    return {
      name,
      priority: graft === undefined ? ConfigPriority.GlobalEnv : ConfigPriority.RuntimeSpecificEnv,
      graft,
      ...contentOf(name, value, folder),
    };
  });
}

/** A value is a configuration where it looks like one, and else the path of a file. */
function contentOf(
  variable: string,
  value: string,
  folder: string,
): Pick<ConfigSource, 'content' | 'format' | 'folder'> & { readonly name?: string } {
  if (/[\r\n]|^#|^[A-Za-z]+[ \t]*=/.test(value) || detectFormat(value) !== 'text') return { content: value };
  const path = resolve(folder, value);
  if (isFile(path)) {
    return {
      name: `${variable} (${path})`,
      content: readConfigurationFile(path),
      folder: dirname(path),
      format: formatOfFile(path),
    };
  }
  // A token that has lost its key would be shown otherwise.
  const shown = /^[\w./\\: -]+\.(json|ya?ml|txt)$/i.test(value) ? `: there is no file ${path}` : '';
  throw configFault(
    { source: variable },
    `Its value is neither a configuration nor the path of a file${shown}.`,
    'Write key=value;key=value, JSON, YAML, or a path (relative to the working directory).',
  );
}

import type { ConfigEntry, ConfigSource } from '../../config/config-source.js';
import { ConfigPriority } from '../../config/config-priority.js';
import { ConfigurationsCollection } from '../../config/configurations-collection.js';
import type { ConfigObject } from '../../config/graft-configuration.js';
import { parseConfigurations } from '../../config/parse-configurations.js';
import type { ResolvedConfiguration } from '../../config/resolved-configuration.js';
import {
  environmentName,
  fileEndings,
  globalFiles,
  globalVariables,
  graftFiles,
  graftVariables,
  unmistakableVariable,
} from '../../config/source-names.js';
import { GraftError } from '../../errors/graft-error.js';
import { environmentSources, type Environment } from './environment-sources.js';
import { configurationFolders, fileSources } from './file-sources.js';
import { readYaml } from './yaml-reader.js';

/** What `GraftConfig.setConfig` takes. */
export type ConfigInput = string | ConfigObject | readonly (string | ConfigObject)[];

/** Where a resolver looks. */
export interface ConfigurationScene {
  readonly env: Environment;
  /** The working directory. */
  readonly folder: () => string;
  /** Takes what was resolved, one line for a Graft, which is put together only where somebody reads it. */
  readonly log: (line: () => string) => void;
}

/** What is the same for all Grafts. */
interface Shared {
  readonly folders: readonly string[];
  readonly environment: readonly ConfigEntry[];
  readonly files: readonly ConfigEntry[];
  readonly switches: ConfigEntry | undefined;
}

/**
 * Finds out what counts for each Graft, at its first use, and keeps it until it is forgotten. Global sources are read once for all Grafts.
 */
export class ConfigurationResolver {
  readonly #scene: ConfigurationScene;
  readonly #set: ConfigEntry[] = [];
  readonly #resolved = new Map<string, ResolvedConfiguration>();
  /** By variables that name no ecosystem, the Graft that they have configured. */
  readonly #claims = new Map<string, string>();
  #shared: Shared | undefined;

  constructor(scene: ConfigurationScene) {
    this.#scene = scene;
  }

  /** Adds entries at UserCode. They count for Grafts that are not in use yet. */
  set(input: ConfigInput): void {
    const source = { name: 'GraftConfig.setConfig', content: input, priority: ConfigPriority.UserCode };
    const entries = this.#parse(source);
    this.#set.push(...entries);
    for (const { configuration } of entries) {
      if (configuration.name === undefined || !this.#resolved.has(configuration.name)) continue;
      this.#scene.log(() => `${configuration.name} is in use: what was set counts after graft.reload().`);
    }
  }

  resolve(graft: string, graftDefault?: ConfigInput): ResolvedConfiguration {
    const known = this.#resolved.get(graft);
    if (known !== undefined) return known;
    const resolved = this.#find(graft, graftDefault);
    this.#claim(graft, resolved);
    this.#resolved.set(graft, resolved);
    this.#scene.log(() => resolved.summary);
    return resolved;
  }

  /** Has the Graft, or all of them, resolved anew at the next use. Global sources are read again. */
  forget(graft?: string): void {
    this.#shared = undefined;
    if (graft === undefined) {
      this.#resolved.clear();
      this.#claims.clear();
      return;
    }
    this.#resolved.delete(graft);
    for (const [variable, claimant] of this.#claims) {
      if (claimant === graft) this.#claims.delete(variable);
    }
  }

  /**
   * What would count for a Graft if it were used for the first time now, why, and where it was looked for.
   *
   * @param folder that of the package which says `graftDefault`
   */
  explain(graft: string, graftDefault?: ConfigInput, folder?: string): string {
    const resolved = new ConfigurationResolver(this.#scene).#find(graft, graftDefault, this.#set, folder);
    const folders = configurationFolders(this.#scene.folder());
    const files = [...graftFiles(graft), ...globalFiles];
    return [
      resolved.explanation,
      '',
      'Looked for:',
      `  variables ${[...new Set(graftVariables(graft)), ...globalVariables].join(', ')}`,
      `  files     ${files.map((name) => `${name}{${fileEndings.join(',')}}`).join(', ')}`,
      ...folders.map((folder, index) => `  ${index === 0 ? 'in      ' : '        '}  ${folder}`),
    ].join('\n');
  }

  #find(
    graft: string,
    graftDefault: ConfigInput | undefined,
    set: readonly ConfigEntry[] = this.#set,
    folder?: string,
  ): ResolvedConfiguration {
    const shared = (this.#shared ??= this.#readShared());
    const own = environmentSources(this.#scene.env, this.#scene.folder(), graft);
    const collection = new ConfigurationsCollection()
      .add(...this.#parseAll(own), ...shared.environment)
      .add(...this.#parseAll(fileSources(shared.folders, graft)), ...shared.files, ...set);
    if (graftDefault !== undefined)
      collection.add(...this.#parse({ ...defaultSource(graft, graftDefault), folder }));
    return collection.resolve(graft, shared.switches);
  }

  #readShared(): Shared {
    const { env } = this.#scene;
    const folder = this.#scene.folder();
    const folders = configurationFolders(folder);
    const strict = env['GRAFT_STRICT']?.trim() ?? '';
    return {
      folders,
      environment: this.#parseAll(environmentSources(env, folder, undefined)),
      files: this.#parseAll(fileSources(folders, undefined)),
      switches:
        strict === ''
          ? undefined
          : this.#parse({ name: 'GRAFT_STRICT', content: { strict }, priority: ConfigPriority.GlobalEnv })[0],
    };
  }

  #parseAll(sources: readonly ConfigSource[]): readonly ConfigEntry[] {
    return sources.flatMap((source) => this.#parse(source));
  }

  #parse(source: ConfigSource): readonly ConfigEntry[] {
    return parseConfigurations({ ...source, variables: (name) => this.#scene.env[name], readYaml });
  }

  /** A variable that names no ecosystem may mean two Grafts, and moves both then. */
  #claim(graft: string, { layers }: ResolvedConfiguration): void {
    const variable = environmentName(graft);
    const isClaim = layers.some(
      ({ priority, isNameImplied, source }) =>
        priority === ConfigPriority.RuntimeSpecificEnv && isNameImplied && source.split(' ')[0] === variable,
    );
    if (!isClaim || variable === unmistakableVariable(graft)) return;
    const claimant = this.#claims.get(variable) ?? graft;
    if (claimant !== graft) {
      throw new GraftError('ambiguous-configuration', `It configures ${claimant} and ${graft}.`, {
        path: variable,
        remedy: `Write name=${graft} or name=${claimant} into it, or use ${unmistakableVariable(graft)} and ${unmistakableVariable(claimant)}.`,
      });
    }
    this.#claims.set(variable, graft);
  }
}

function defaultSource(graft: string, content: ConfigInput): ConfigSource {
  return { name: `default of ${graft}`, content, priority: ConfigPriority.GraftSpecificDefault, graft };
}

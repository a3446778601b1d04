import type { ConfigNode } from './config-node.js';
import type { ConfigPriority } from './config-priority.js';
import type { ConfigObject, ConfigurationKey, GraftConfiguration } from './graft-configuration.js';
import type { Variables } from './expand-variables.js';

export type ConfigFormat = 'text' | 'json' | 'yaml';

/** Reads YAML; undefined for a text without a value. It throws what `parseConfigurations` is to throw. */
export type YamlReader = (text: string, source: string) => ConfigNode | undefined;

/** Something that holds configurations. */
export interface ConfigSource {
  /** As errors and explanations call it: `GRAFT_CONFIG`, the path of a file, `GraftConfig.setConfig`. */
  readonly name: string;
  readonly content: string | ConfigObject | readonly (string | ConfigObject)[];
  readonly priority: ConfigPriority;
  /** Of a text. Default: detected. */
  readonly format?: ConfigFormat | undefined;
  /** The Graft that it is of, where it is of one: its configurations need no name then. */
  readonly graft?: string | undefined;
  /** What relative paths in it are relative to: its own, where it is a file. Default: the working directory. */
  readonly folder?: string | undefined;
  /** What `${NAME}` stands for. Default: no variable is set. */
  readonly variables?: Variables | undefined;
  /** Default: YAML is an error. */
  readonly readYaml?: YamlReader | undefined;
}

/** One configuration, and where it comes from. */
export interface ConfigEntry {
  /** With the name of the source's Graft, where it gives none itself. */
  readonly configuration: GraftConfiguration;
  readonly priority: ConfigPriority;
  /** The name of the source. */
  readonly source: string;
  /** Of the source: what relative paths are relative to. */
  readonly folder?: string | undefined;
  readonly line?: number | undefined;
  /** Whether `configuration.name` is that of the source's Graft, and not written. */
  readonly isNameImplied: boolean;
  readonly lines: Readonly<Partial<Record<ConfigurationKey, number>>>;
}

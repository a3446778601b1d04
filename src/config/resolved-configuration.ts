import { formatPlace } from './config-fault.js';
import { ConfigPriority, nameOfPriority } from './config-priority.js';
import type { ConfigEntry } from './config-source.js';
import { formatConfiguration, formatConfigured } from './format-configuration.js';
import {
  configurationKeys,
  identityKeys,
  placeKeys,
  type ConfigurationKey,
  type GraftConfiguration,
} from './graft-configuration.js';

/** A configuration that says where calls run. */
export type CompleteConfiguration = GraftConfiguration & Required<Pick<GraftConfiguration, 'name' | 'host'>>;

/** What every Graft is configured with that nobody configures. */
export const libraryDefault: ConfigEntry = {
  configuration: { host: [{ kind: 'inMemory' }] },
  priority: ConfigPriority.DefaultLibrary,
  source: 'graftwire',
  isNameImplied: false,
  lines: {},
};

/** What counts for one Graft, and why. */
export class ResolvedConfiguration {
  readonly name: string;
  readonly config: CompleteConfiguration;
  /** Which entry gave each key of {@link config}. */
  readonly origins: ReadonlyMap<ConfigurationKey, ConfigEntry>;
  /** The switches of the process, the Graft's own configuration that counts (levels 1 to 5), its own default, the baseline for all Grafts, and graftwire's; what there is of them. */
  readonly layers: readonly ConfigEntry[];
  readonly #entries: readonly ConfigEntry[];

  readonly #switches: ConfigEntry | undefined;

  /** `own` and `everybodys` in the order in which they count, `entries` as they were found. */
  constructor(
    name: string,
    own: readonly ConfigEntry[],
    everybodys: readonly ConfigEntry[],
    entries: readonly ConfigEntry[],
    switches?: ConfigEntry,
  ) {
    this.name = name;
    this.#entries = switches === undefined ? entries : [...entries, switches];
    this.#switches = switches;
    const isDefault = ({ priority }: ConfigEntry): boolean => priority >= ConfigPriority.GraftSpecificDefault;
    const layers: ConfigEntry[] = [];
    const winner = own[0];
    for (const layer of [switches, winner, own.find(isDefault), everybodys[0], libraryDefault]) {
      if (layer !== undefined && !layers.includes(layer)) layers.push(layer);
    }
    this.layers = layers;
    const origins = new Map<ConfigurationKey, ConfigEntry>();
    const config: Partial<Record<ConfigurationKey, unknown>> = {};
    let hasPlace = false;
    for (const layer of layers) {
      const given = keysThatCount(layer);
      for (const key of given) {
        if (origins.has(key) || (hasPlace && placeKeys.has(key))) continue;
        origins.set(key, layer);
        config[key] = layer.configuration[key];
      }
      hasPlace ||= given.includes('host') || given.includes('plugin');
    }
    this.origins = origins;
    // A plugin may need no address.
    this.config = { host: [], ...(config as GraftConfiguration), name };
  }

  /** Which source gave a key, at which line: `graft.config.json:3 host`. */
  placeOf(key: ConfigurationKey): string {
    const origin = this.origins.get(key);
    return origin === undefined ? key : `${placeOf(origin, key)} ${key}`;
  }

  /** What counts, in one line that may be shown: for logs. */
  get summary(): string {
    const sources = new Set([...this.origins.values()].map((entry) => placeOf(entry)));
    return `${formatConfiguration(this.config)} (${[...sources].join(', ')})`;
  }

  /** What counts and where it comes from, and what became of every entry that was found; secrets are masked. */
  get explanation(): string {
    const rows = configurationKeys.flatMap((key): [string, string, string][] => {
      const origin = this.origins.get(key);
      if (origin === undefined || key === 'name') return [];
      const place = `${placeOf(origin, key)}${basisOf(this.config, key, origin)}`;
      return [[key, formatConfigured(this.config, key) ?? '', place]];
    });
    const found = [...this.#entries].sort((a, b) => a.priority - b.priority);
    if (!found.includes(libraryDefault)) found.push(libraryDefault);
    return [
      this.name,
      ...table(rows),
      '',
      'Found, highest priority first:',
      ...found.flatMap((entry) => [
        `  ${entry.priority} ${nameOfPriority(entry.priority)}, ${placeOf(entry)}: ${formatConfiguration(entry.configuration)}`,
        `      ${this.#verdictOn(entry)}`,
      ]),
    ].join('\n');
  }

  #verdictOn(entry: ConfigEntry): string {
    const { name } = entry.configuration;
    if (name !== undefined && name !== this.name) return 'Of another Graft.';
    const layer = this.layers.indexOf(entry);
    if (layer < 0) return `Not used: ${this.#reasonAgainst(entry)}.`;
    const given = [...this.origins].flatMap(([key, origin]) =>
      origin === entry && key !== 'name' ? [key] : [],
    );
    const gives = given.length === 0 ? 'has nothing left to give' : `gives ${given.join(', ')}`;
    if (entry === this.#switches) return `A switch for the whole process: ${gives}.`;
    if (entry === libraryDefault) return `What graftwire does by itself: ${gives}.`;
    if (name === undefined) {
      const refused = [...identityKeys].filter((key) => key in entry.configuration);
      const note = refused.length === 0 ? '' : ` Its ${refused.join(' and ')} would need a name.`;
      return `Baseline for all Grafts: ${gives}.${note}`;
    }
    if (entry.priority >= ConfigPriority.GraftSpecificDefault) return `The Graft's own default: ${gives}.`;
    return `Won, as the highest configuration of this Graft: ${gives}.`;
  }

  #reasonAgainst(entry: ConfigEntry): string {
    const isOwn = entry.configuration.name !== undefined;
    const rival = this.layers.find(
      (layer) =>
        (layer.configuration.name !== undefined) === isOwn &&
        layer.priority <= entry.priority &&
        layer !== libraryDefault &&
        layer !== this.#switches,
    );
    if (rival === undefined) return 'another one counts';
    if (rival.priority < entry.priority) return `${placeOf(rival)} stands higher`;
    return `${placeOf(rival)} came ${rival.priority === ConfigPriority.UserCode ? 'later' : 'first'}`;
  }
}

/** Of a configuration for all Grafts not what only one Graft can be; of a Graft's own default not that it runs in memory, which it would anyway. */
function keysThatCount({ configuration, priority }: ConfigEntry): readonly ConfigurationKey[] {
  const isForAll = configuration.name === undefined;
  const isOpen =
    priority === ConfigPriority.GraftSpecificDefault &&
    configuration.plugin === undefined &&
    configuration.host?.every(({ kind }) => kind === 'inMemory') === true;
  return configurationKeys.filter(
    (key) => key in configuration && !(isForAll && identityKeys.has(key)) && !(isOpen && key === 'host'),
  );
}

function placeOf({ source, line, lines }: ConfigEntry, key?: ConfigurationKey): string {
  return formatPlace({ source, line: (key === undefined ? undefined : lines[key]) ?? line });
}

/** What the relative paths in a value are relative to, where it has some. */
function basisOf(config: GraftConfiguration, key: ConfigurationKey, origin: ConfigEntry): string {
  const { folder, priority } = origin;
  // What a package says of itself is relative to that, wherever it is.
  if (folder === undefined && priority === ConfigPriority.GraftSpecificDefault) return '';
  const hasPath =
    (key === 'modules' && config.modules?.some((module) => /^\.|^[^:\\/]+[\\/]/.test(module))) ||
    (key === 'python' && config.python !== undefined && /^\.|^[^:\\/]+[\\/]/.test(config.python)) ||
    (key === 'host' && config.host?.some((host) => host.kind === 'ipc' && !host.path.startsWith('/')));
  return hasPath === true ? `, relative to ${folder ?? 'the working directory'}` : '';
}

function table(rows: readonly (readonly [string, string, string])[]): readonly string[] {
  const width = (column: 0 | 1): number => Math.max(0, ...rows.map((row) => row[column].length));
  const [keys, values] = [width(0), width(1)];
  return rows.map(([key, value, place]) => `  ${key.padEnd(keys)}  ${value.padEnd(values)}  from ${place}`);
}

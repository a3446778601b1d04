import { ConfigPriority } from './config-priority.js';
import type { ConfigEntry } from './config-source.js';
import { ResolvedConfiguration } from './resolved-configuration.js';

/** The name that configurations for all Grafts are grouped under. */
const everyGraft = '';

/**
 * All configurations that were found, grouped by name, then by priority. Entries are only added: none is changed, replaced or taken away.
 */
export class ConfigurationsCollection {
  readonly #groups = new Map<string, Map<ConfigPriority, ConfigEntry[]>>();
  readonly #entries: ConfigEntry[] = [];

  add(...entries: readonly ConfigEntry[]): this {
    for (const entry of entries) {
      const name = entry.configuration.name ?? everyGraft;
      let group = this.#groups.get(name);
      if (group === undefined) this.#groups.set(name, (group = new Map<ConfigPriority, ConfigEntry[]>()));
      const level = group.get(entry.priority);
      if (level === undefined) group.set(entry.priority, [entry]);
      else level.push(entry);
      this.#entries.push(entry);
    }
    return this;
  }

  /** In the order in which they were added. */
  get entries(): readonly ConfigEntry[] {
    return this.#entries;
  }

  /** The entries of one Graft, or without a name those for all Grafts, in the order in which they count. */
  of(name: string = everyGraft): readonly ConfigEntry[] {
    const group = this.#groups.get(name);
    if (group === undefined) return [];
    return [...group.keys()]
      .sort((a, b) => a - b)
      .flatMap((priority) => {
        const level = group.get(priority)!;
        // What a program sets last is what it means; of what it finds, the nearest was found first.
        return priority === ConfigPriority.UserCode ? level.toReversed() : level;
      });
  }

  /** What counts for the Graft of this name. What `switches` says counts before all of it, for every Graft. */
  resolve(name: string, switches?: ConfigEntry): ResolvedConfiguration {
    return new ResolvedConfiguration(name, this.of(name), this.of(), this.#entries, switches);
  }
}

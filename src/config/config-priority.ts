/**
 * Where a configuration comes from, highest priority first. docs/connection-string.md has the table of what beats what.
 *
 * `RuntimeSpecific…` are sources of one Graft, `Global…` those of all of them, which may hold configurations of one Graft, too.
 */
export const ConfigPriority = {
  /** `GRAFT_<NAME>_CONFIG`. */
  RuntimeSpecificEnv: 1,
  /** `GRAFT_CONFIG`. */
  GlobalEnv: 2,
  /** `<graft-name>-config.json`. */
  RuntimeSpecificFile: 3,
  /** `graft.config.json`. */
  GlobalFile: 4,
  /** `GraftConfig.setConfig`: the only level at which the last entry counts, not the first. */
  UserCode: 5,
  /** What the Graft's package says of itself. */
  GraftSpecificDefault: 6,
  /** What graftwire does where nobody says anything: in memory. */
  DefaultLibrary: 7,
} as const;

/** One of {@link ConfigPriority}. */
export type ConfigPriority = (typeof ConfigPriority)[keyof typeof ConfigPriority];

/** `GlobalFile` for 4. */
export function nameOfPriority(priority: ConfigPriority): keyof typeof ConfigPriority {
  for (const [name, value] of Object.entries(ConfigPriority)) {
    if (value === priority) return name as keyof typeof ConfigPriority;
  }
  throw new RangeError(`${String(priority)} is no ConfigPriority.`);
}

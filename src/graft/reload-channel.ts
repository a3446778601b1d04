/** The channel of node:diagnostics_channel that hears of every `graft.reload`. */
export const reloadChannel = 'graftwire:reload';

/** What is published there. */
export interface Reloaded {
  /** The module object that was given. */
  readonly module: object;
  /** The one that has the new members: usually the same. */
  readonly renewed: object;
}

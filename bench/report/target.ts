/** A figure that is asked of graftwire, or of the benchmark itself, and what this run says to it. */
export interface Target {
  readonly title: string;
  readonly wanted: string;
  readonly found: string;
  /** Undefined: not measured in this run. */
  readonly met: boolean | undefined;
}

/** Bounds that are checked before anything is allocated (docs/iip.md, section 2). */
export interface Limits {
  /** Bytes of a whole frame, its header included. */
  readonly maxFrameBytes: number;
  /** Values of a frame: every scalar, container, key and extension counts as one. */
  readonly maxValues: number;
  /** Containers around a value. */
  readonly maxDepth: number;
  /** Steps of an invocation. */
  readonly maxSteps: number;
}

/** The default for bytes of strangers. */
export const networkLimits: Limits = {
  maxFrameBytes: 16 * 1024 * 1024,
  maxValues: 1_000_000,
  maxDepth: 512,
  maxSteps: 256,
};

/** The default between the two halves of one process, which trust each other; the depth still guards the stack. */
export const processLimits: Limits = {
  maxFrameBytes: 1024 * 1024 * 1024,
  maxValues: 2 ** 32 - 1,
  maxDepth: 512,
  maxSteps: 256,
};

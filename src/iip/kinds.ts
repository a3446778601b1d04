/** The kinds of frames (docs/iip.md, section 4). If you add one, also add it in kinds.py and frame_header.h. */
export const FrameKind = {
  hello: 1,
  bind: 2,
  invocation: 3,
  result: 4,
  exception: 5,
  cancel: 6,
  release: 7,
  item: 8,
  end: 9,
  credit: 10,
  event: 11,
  unsubscribe: 12,
  describe: 13,
  resume: 14,
  ping: 15,
  goodbye: 16,
} as const;

/** The number of one kind of frame. */
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind];

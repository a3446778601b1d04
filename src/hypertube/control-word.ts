/**
 * The words at a call record's beginning in which arguments and results of the addon's functions stand, as indices of
 * 32-bit words. If you change one, also change native/node/lane_object.h.
 */
export const ControlWord = {
  /** For `execute`: where the frame begins. */
  frameOffset: 0,
  /** For `writeText` and `readText`: where the text begins. For `execute`: where to write the text that it is given; 0 where it is given none. */
  textOffset: 1,
  /** For `readText`: bytes. For the others: UTF-16 units before, and for `writeText` bytes after. */
  textLength: 2,
  /** For `readText`: 0 for UTF-8, or the type of the extension. */
  textForm: 3,
  /** After `execute`: bits of {@link Attention}. */
  attention: 4,
  /** For `execute`: how far a frame had been written that was given up; 0 where none was. */
  abandoned: 5,
  /** Where the record is free, for who is called while the other language has frames in it. */
  inUse: 6,
  /** For `hold`, `handle` and `release`: the reference. */
  reference: 7,
  /** While answers are waited for, a number of that time, another one each time; 0 while none are. Ctrl-C is Python's then. */
  stretch: 8,
} as const;

/** What the addon wants done, as bits of a control word. */
export const Attention = {
  /** The GIL is kept, so that `endTurn` is to be called when this turn of the event loop ends. */
  gilKept: 1,
  /** V8 has collected garbage, so that handles may be gone: `sweep` is to be called. */
  sweepDue: 2,
  /** Python has given references back: `takeReleased` tells which. */
  released: 4,
  /** Ctrl-C has come while answers were waited for. */
  interrupted: 8,
} as const;

/** Frames stand behind the control words. */
export const controlBytes = 64;

/**
 * The words at a call record's beginning in which arguments and results of the addon's functions stand, as indices of
 * 32-bit words. If you change one, also change native/node/lane_object.h.
 */
export const ControlWord = {
  /** For `execute`: where the frame begins. */
  frameOffset: 0,
  /** For `writeText` and `readText`: where the text begins. */
  textOffset: 1,
  /** For `readText`: bytes. For `writeText`: UTF-16 units before, bytes or `notUtf8` after. */
  textLength: 2,
} as const;

/** The text has lone surrogates. */
export const notUtf8 = 0xffffffff;

/** Frames stand behind the control words. */
export const controlBytes = 64;

/**
 * The lanes of one thread, by the highest bit of their references: what stands for an object of one lane is never taken for an object of
 * another, which may have the same number.
 */
export const ReferenceSpace = {
  /** The addon's, whose tables do not get that long. */
  python: 0,
  loopback: 1,
} as const;

export type ReferenceSpace = (typeof ReferenceSpace)[keyof typeof ReferenceSpace];

/** A reference without so many lower bits is its space. */
export const spaceBits = 31;

/** Whose language the objects of a lane are of, for people. */
export function languageOf(space: number): 'Python' | 'JavaScript' {
  return space === ReferenceSpace.loopback ? 'JavaScript' : 'Python';
}

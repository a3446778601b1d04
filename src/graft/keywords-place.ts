import { Keywords } from '../iip/keywords.js';
import { isPlainObject } from '../iip/object-kind.js';
import { keywordPlaces } from '../model/keyword-places.js';
import type { UgmFunction } from '../model/ugm.js';

/** Nobody has looked yet. */
export const unknownPlace = -2;
export const noPlace = -1;
/** A place is the first that an object of keyword arguments may have, and this many times the last. */
const lastPlace = 1024;

/** The arguments, with a plain object at the place of keyword arguments taken for these. */
export function withKeywords(args: ArrayLike<unknown>, place: number): ArrayLike<unknown> {
  const at = args.length - 1;
  if (place < 0 || at < place % lastPlace || at > Math.floor(place / lastPlace)) return args;
  const last = args[at];
  if (typeof last !== 'object' || last === null || !isPlainObject(last)) return args;
  const given = Array.from(args);
  given[at] = new Keywords(last as Readonly<Record<string, unknown>>);
  return given;
}

/** Where an object of keyword arguments may stand, as one number. */
export function placeOfKeywords(model: UgmFunction): number {
  const places = keywordPlaces(model);
  return places === undefined || places.to >= lastPlace ? noPlace : places.from + places.to * lastPlace;
}

export function isPositional({ kind }: UgmFunction['parameters'][number]): boolean {
  return kind === 'positional-only' || kind === 'positional-or-keyword';
}

import { Keywords } from '../iip/keywords.js';
import { isPlainObject } from '../iip/object-kind.js';
import type { UgmFunction } from '../model/ugm.js';

/** Nobody has looked yet. */
export const unknownPlace = -2;
export const noPlace = -1;

/** The arguments, with a plain object at the place of keyword-only parameters taken for these. */
export function withKeywords(args: ArrayLike<unknown>, keywordsPlace: number): ArrayLike<unknown> {
  const last = args[args.length - 1];
  if (args.length !== keywordsPlace + 1 || typeof last !== 'object' || last === null || !isPlainObject(last))
    return args;
  const given = Array.from(args);
  given[keywordsPlace] = new Keywords(last as Readonly<Record<string, unknown>>);
  return given;
}

/** The place of an object of keyword arguments; none where there are no keyword-only parameters or `*args` takes every place. */
export function placeOfKeywords({ parameters, signature }: UgmFunction): number {
  if (signature === 'unknown' || !parameters.some(({ kind }) => kind === 'keyword-only')) return noPlace;
  if (parameters.some(({ kind }) => kind === 'var-positional')) return noPlace;
  return parameters.filter(isPositional).length;
}

export function isPositional({ kind }: UgmFunction['parameters'][number]): boolean {
  return kind === 'positional-only' || kind === 'positional-or-keyword';
}

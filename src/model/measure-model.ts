import { Place } from './place.js';

/** Levels of objects and arrays, the model itself included. Type expressions of real modules have about ten. */
export const deepestModel = 128;
/** Objects, arrays, strings and other values of one model. Those of the largest packages have some 500,000. */
export const mostValues = 4_000_000;
/** UTF-16 code units of all strings and keys of one model. */
export const longestText = 2 ** 26;

/**
 * Looks at every value, those under unknown keys as well, before anybody recurses into them: a model comes from files and from peers.
 *
 * @throws GraftError `too-deep`, `too-many-values` or `too-large` beyond the limits; `malformed` where a value is none of JSON's
 */
export function measureModel(model: object): void {
  const place = new Place();
  let values = 0;
  let text = 0;

  function measure(value: unknown, depth: number): void {
    values += 1;
    if (values > mostValues) place.refuse('too-many-values', `A model has at most ${mostValues} values.`);
    if (typeof value === 'string') return count(value);
    if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return;
    if (!Array.isArray(value) && !isPlain(value)) {
      return place.refuse('malformed', 'This is nothing that JSON can say.');
    }
    if (depth === deepestModel) place.refuse('too-deep', `A model has at most ${deepestModel} levels.`);
    if (Array.isArray(value)) {
      // By index, since forEach leaves out holes.
      for (let index = 0; index < value.length; index += 1) {
        place.at(index, () => measure(value[index], depth + 1));
      }
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      count(key);
      if (item !== undefined) place.at(key, () => measure(item, depth + 1));
    }
  }

  function count(string: string): void {
    text += string.length;
    if (text > longestText)
      place.refuse('too-large', `The texts of a model have at most ${longestText} code units.`);
  }

  measure(model, 0);
}

/** Whether it is an object as JSON.parse or a literal makes one, of whatever realm. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

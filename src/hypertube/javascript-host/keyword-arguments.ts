import type { Keywords } from '../../iip/keywords.js';
import { parametersOf, takesOptions } from './parameters.js';

/**
 * The arguments of a function of JavaScript, where the last are keyword arguments: these are one plain object for a function that takes its options
 * in one. Nothing in JavaScript says which parameter a name would be.
 *
 * @throws TypeError for a function that takes no options where they would stand
 */
export function withOptions(shown: string, callee: object, args: readonly unknown[]): readonly unknown[] {
  const last = args.length - 1;
  const { values } = args[last] as Keywords;
  const parameters = parametersOf(callee);
  const place = parameters?.[last];
  // What has no source may take anything.
  if (parameters === undefined || (place !== undefined && takesOptions(place)))
    return [...args.slice(0, last), values];
  const names = Object.keys(values).join(', ');
  throw new TypeError(
    `${shown} is a function of JavaScript and takes no keyword arguments (${names}) there. Give its arguments in their order, or a plain object where it takes one.`,
  );
}

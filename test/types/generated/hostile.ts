// What hostile names are called in the golden package pypi-hostile.
import module, {
  any,
  class_,
  default_,
  delete_,
  delete__,
  Map as PythonMap,
  then_,
  toJSON_,
  undefined_,
  uses,
} from '../../golden/generator/npm/pypi-hostile/index.js';
import type { Json, Members, string_ } from '../../golden/generator/npm/pypi-hostile/index.js';
import { Decimal } from 'graftwire';

delete_() satisfies string;
delete__(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) satisfies number;
any([1]) satisfies boolean;
module.delete(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) satisfies number;
module['not-a-name']();
module.then_ satisfies typeof then_;
void then_;

uses(new Map([[1, 'a']]), new Decimal(1 as never), new Date(), new Uint8Array(), null, { in: new Set() }).get(
  1,
);
// @ts-expect-error: Python's class, which is no Map of JavaScript's
uses(new PythonMap(null as never, { if: 1 }), new Decimal('1'), new Date(), new Uint8Array());

export function members(it: Members, text: string_): void {
  it.constructor_() satisfies number;
  it.then_() satisfies number;
  it.delete() satisfies number;
  for (const part of text) void part.length;
}

export const json: Json = { a: ['b', { c: [] }] };
void [class_, default_, toJSON_, undefined_];

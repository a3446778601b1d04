import type { DeclarationScope } from './declaration-scope.js';
import type { MemberText } from './type-text.js';

/** Which typed array holds numbers of a dtype. */
const arrays: ReadonlyMap<string, string> = new Map([
  ['int8', 'Int8Array'],
  ['uint8', 'Uint8Array'],
  ['int16', 'Int16Array'],
  ['uint16', 'Uint16Array'],
  ['int32', 'Int32Array'],
  ['uint32', 'Uint32Array'],
  ['int64', 'BigInt64Array'],
  ['uint64', 'BigUint64Array'],
  ['float32', 'Float32Array'],
  ['float64', 'Float64Array'],
]);

/** Memory of numbers: a typed array where it has one dimension, an NDArray for other shapes, and for truth values. */
export function arrayMembers(dtype: string | undefined, scope: DeclarationScope): readonly MemberText[] {
  const shaped = scope.isPython ? [{ text: scope.graftwire('NDArray') }] : [];
  if (dtype === undefined) return [{ text: scope.graftwire('NDArrayData') }, ...shaped];
  const array = arrays.get(dtype);
  if (array !== undefined) return [{ text: scope.global(array) }, ...shaped];
  // Of other items, as objects and texts, arrays cross by reference.
  return dtype === 'bool' || dtype === 'bool_'
    ? shaped
    : [{ text: scope.isPython ? scope.graftwire('RemoteObject') : 'object' }];
}

import type { UgmType } from '../../model/ugm.js';
import type { MemberText, TypePlace } from './type-text.js';

type Kinds = Readonly<Partial<Record<UgmType['kind'], string>>>;

/** Classes of graftwire, which stand for a type of Python's. */
const classes: Kinds = {
  complex: 'Complex',
  decimal: 'Decimal',
  fraction: 'Fraction',
  date: 'PlainDate',
  time: 'PlainTime',
  timedelta: 'TimeDelta',
  uuid: 'Uuid',
  path: 'Path',
  range: 'Range',
  slice: 'Slice',
};

const same: Kinds = {
  any: 'any',
  never: 'never',
  bool: 'boolean',
  string: 'string',
  bigint: 'bigint',
  symbol: 'symbol',
  int: 'number',
  float: 'number',
  number: 'number',
};

/** Types without parts, as docs/types.md says that they cross. */
export function simpleMembers(kind: UgmType['kind'], { scope, direction }: TypePlace): readonly MemberText[] {
  const isGiven = direction === 'in';
  const found = classes[kind];
  if (found !== undefined) {
    const made = { text: scope.graftwire(found) };
    return isGiven && kind === 'complex' ? [made, { text: 'number' }] : [made];
  }
  if (kind === 'bytes') return [{ text: scope.global('Uint8Array') }];
  // A DateTime is a Date, and any Date is taken.
  if (kind === 'datetime')
    return [{ text: isGiven || !scope.isPython ? scope.global('Date') : scope.graftwire('DateTime') }];
  if (kind === 'object')
    return [{ text: isGiven || !scope.isPython ? 'object' : scope.graftwire('RemoteObject') }];
  const text = { text: same[kind] ?? 'any' };
  if (!isGiven || !scope.isPython) return [text];
  // What crosses as an int may be given as a bigint of any size, and an integral number as a float by `float(2)`.
  const bigint = kind === 'int' || kind === 'number' ? [{ text: 'bigint' }] : [];
  const float = kind === 'float' || kind === 'number' ? [{ text: scope.graftwire('Float') }] : [];
  return kind === 'bigint' ? [text, { text: 'number' }] : [text, ...bigint, ...float];
}

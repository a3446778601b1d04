import { hex, times, type VectorFile } from './row.js';

const network = { values: 1_000_000, depth: 512 };
type Row = readonly [
  name: string,
  limits: { readonly values: number; readonly depth: number },
  hex: string,
  answer: string,
];

const values = (count: number): { readonly values: number; readonly depth: number } => ({
  values: count,
  depth: 512,
});
const depth = (count: number): { readonly values: number; readonly depth: number } => ({
  values: 1_000_000,
  depth: count,
});

const rows: readonly Row[] = [
  ['512 arrays in each other', network, `${times('91', 511)}90`, 'ok'],
  ['513 arrays in each other', network, `${times('91', 512)}90`, 'too-deep'],
  ['a scalar in 512 arrays', network, `${times('91', 512)}01`, 'ok'],
  ['a scalar in 513 arrays', network, `${times('91', 513)}01`, 'too-deep'],
  ['512 maps in each other', network, `${times('81a161', 511)}80`, 'ok'],
  ['513 maps in each other', network, `${times('81a161', 512)}80`, 'too-deep'],
  ['513 arrays that are cut off', network, times('91', 513), 'too-deep'],
  ['513 levels, the last longer than what is left', network, `${times('91', 512)}dd00ffffff`, 'too-deep'],
  ['513 levels, the last without its length', network, `${times('91', 512)}dd00ff`, 'malformed'],
  ['512 levels, the last longer than what is left', network, `${times('91', 511)}93`, 'malformed'],
  ['a map as key, one level too deep', network, `${times('81a161', 511)}818000`, 'malformed'],
  ['no level and a scalar', depth(0), '01', 'ok'],
  ['no level and an empty array', depth(0), '90', 'too-deep'],
  ['one level and an empty array', depth(1), '90', 'ok'],
  ['one level and an array in an array', depth(1), '9190', 'too-deep'],
  ['one level and an array beside an array', depth(2), '929090', 'ok'],
  ['an extension with an array in it is no level', depth(0), 'c702649190', 'ok'],
  ['one value', values(1), '01', 'ok'],
  ['one value too many', values(1), '9101', 'too-many-values'],
  ['an array counts as one', values(3), '920102', 'ok'],
  ['the third of two', values(2), '920102', 'too-many-values'],
  ['a map with its keys and values', values(5), '8201020304', 'ok'],
  ['the last value of a map is one too many', values(4), '8201020304', 'too-many-values'],
  ['an extension counts as one', values(1), 'c703640102c0', 'ok'],
  ['extension 1 counts as one', values(1), 'c70901010000000000000000', 'ok'],
  ['too many before what is malformed', values(1), '91c1', 'too-many-values'],
  ['malformed before what is too many', values(2), '92c10102', 'malformed'],
  ['cut off before it is too many', values(1), '91', 'malformed'],
  ['too many before a key that is an array', values(1), '819000', 'too-many-values'],
  ['too many before too deep', { values: 1, depth: 1 }, '9190', 'too-many-values'],
  ['too many before the same keys', values(4), '8201020102', 'too-many-values'],
  ['the same keys where all just fit', values(5), '8201020102', 'duplicate-key'],
  ['none', values(0), '01', 'too-many-values'],
  ['none of none', values(0), '', 'malformed'],
  ['containers in a row', values(7), '9391019102 9103', 'ok'],
  ['containers in a row, one too many', values(6), '9391019102 9103', 'too-many-values'],
];

export const limitFile: VectorFile = {
  name: 'limits',
  about:
    'One value each, read with the limits `values` and `depth`: `answer` is ok where it is read, otherwise the code.',
  rows: rows.map(([name, limits, given, answer]) => ({ name, ...limits, hex: hex(given), answer })),
};

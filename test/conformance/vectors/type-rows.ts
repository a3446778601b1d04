import { hex, type VectorFile } from './row.js';

/** The extension of `type` with this payload, as a writer writes it. */
const ext = (type: number, payload: string): string =>
  hex('c7', payload.replaceAll(' ', '').length / 2, type, payload);
const text = (value: string): string =>
  hex(0xa0 | value.length, ...[...value].map((one) => one.charCodeAt(0)));

/** How each language's tests make the value is by its name there. */
const rows: readonly (readonly [name: string, hex: string])[] = [
  ['tuple ()', ext(3, '90')],
  ['tuple (1, (2,))', ext(3, `92 01 ${ext(3, '91 02')}`)],
  ['set {1, 2}', ext(4, '92 01 02')],
  ['frozenset {"a"}', ext(5, '91 a1 61')],
  ['datetime 1970-01-01T00:00:00+00:00', ext(6, 'cf 00dcbffeff2bc000 00 c0 00')],
  ['datetime 0001-01-01T00:00:00', ext(6, '00 c0 c0 00')],
  ['datetime 9999-12-31T23:59:59.999999', ext(6, 'cf 0461040bcb9f1fff c0 c0 00')],
  [
    'datetime 2024-10-27T02:30:00+01:00 Europe/Berlin fold=1',
    ext(6, `cf 00e2e56b20227a00 ce d693a400 ${text('Europe/Berlin')} 01`),
  ],
  [
    'datetime 2024-01-01T00:00:00-05:00 named EST',
    ext(6, `cf 00e2cdd60f4ce000 d3 fffffffbcf1dcc00 91 ${text('EST')} 00`),
  ],
  ['date 1970-01-01', ext(7, '00')],
  ['date 0001-01-01', ext(7, 'd2 fff506c6')],
  ['date 9999-12-31', ext(7, 'ce 002cc0a0')],
  ['time 00:00:00', ext(8, '00 c0 c0 00')],
  ['time 23:59:59.999999+00:00 fold=1', ext(8, 'cf 000000141dd75fff 00 c0 01')],
  ['time 12:00:00 Europe/Berlin', ext(8, `cf 0000000a0eebb000 c0 ${text('Europe/Berlin')} 00`)],
  ['timedelta -1 microsecond', ext(9, 'ff')],
  ['timedelta 999999999 days and 86399999999 microseconds', ext(9, 'c7 09 01 04af0a763bb1bfffff')],
  ['decimal -0E+3', ext(10, text('-0E+3'))],
  ['decimal 1.10', ext(10, text('1.10'))],
  ['decimal sNaN', ext(10, text('sNaN'))],
  ['fraction -1/3', ext(11, 'ff 03')],
  ['complex 1-0j', ext(12, 'cb 3ff0000000000000 cb 8000000000000000')],
  ['uuid 12345678-1234-5678-1234-567812345678', ext(13, 'c4 10 12345678123456781234567812345678')],
  ['range 0 10 2', ext(14, '00 0a 02')],
  ['slice 1 None -1', ext(15, '01 c0 ff')],
  ['path /tmp of this system', ext(16, `${text('/tmp')} c0`)],
  ['path a\\b pure-windows', ext(16, `${text('a\\b')} ${text('pure-windows')}`)],
  ['url http://a/?b', ext(27, text('http://a/?b'))],
];

/** Values of the types beyond MessagePack's own. */
export const typeFile: VectorFile = {
  name: 'types',
  about: 'Values of docs/types.md beyond those of MessagePack, by name, and their canonical bytes.',
  rows: rows.map(([name, bytes]) => ({ name, hex: bytes })),
};

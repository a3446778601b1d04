import { hex, times, type VectorFile } from './row.js';

/** A frame: its length is that of all parts, unless said otherwise. */
interface Parts {
  readonly length?: number;
  readonly kind?: number;
  readonly flags?: number;
  readonly optional?: string;
  readonly optionalBytes?: number;
  readonly correlation?: number;
  readonly session?: number;
  readonly body: string;
}

const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);

function frame(parts: Parts): string {
  const { kind = 3, flags = 0, correlation = 1, session = 9 } = parts;
  const optional = hex(parts.optional ?? '');
  const body = hex(parts.body);
  const optionalBytes = parts.optionalBytes ?? optional.length / 2;
  const length = parts.length ?? 16 + (optional.length + body.length) / 2;
  return hex(
    u32(length),
    kind,
    flags,
    u32(optionalBytes).slice(0, 2),
    u32(correlation),
    u32(session),
    optional,
    body,
  );
}

const hash = `03002000${times('aa', 32)}`;
const deadline = '010008000100000000000000';
const valid = 'c00790';

const lenient: readonly (readonly [name: string, given: Parts, canonical: Parts])[] = [
  ['long forms in a step', { body: 'd514cc05 d90161 dc0001 d007' }, { body: 'c7011405 a161 91 07' }],
  ['a bound id in a long form', { body: 'c0 cd0007 90' }, { body: valid }],
  ['a bound id as extension 1', { body: 'c0 c7010107 90' }, { body: valid }],
  ['a target whose id has a long form', { body: 'c70314cd0005 a161 90' }, { body: 'c7011405 a161 90' }],
  ['keywords in long forms', { body: 'c00791 c80007 16 de0001d9016101' }, { body: 'c00791 c70416 81a16101' }],
  ['a value that is assigned in a long form', { body: 'c007 c703 17 cd0005' }, { body: 'c007 c70117 05' }],
  [
    'a self-contained invocation by a name in extension 2',
    { flags: 2, session: 0, optional: hash, body: 'c0 c7030261 3a62 90' },
    { flags: 2, session: 0, optional: hash, body: 'c0 a3613a62 90' },
  ],
  ['float 32 in a result', { kind: 4, body: 'ca3fc00000' }, { kind: 4, body: 'cb3ff8000000000000' }],
  [
    'headers in long forms',
    { optional: '04000900 de0001 d90161 d90162', body: valid },
    { optional: '04000500 81a161a162', body: valid },
  ],
  [
    'a segment further away than it must be',
    { kind: 4, flags: 4, optional: `05000c00 01000000 30000000 01000000`, body: `c0 ${times('00', 15)} ff` },
    { kind: 4, flags: 4, optional: `05000c00 01000000 28000000 01000000`, body: `c0 ${times('00', 7)} ff` },
  ],
  [
    'something other than zeros before a segment',
    { kind: 4, flags: 4, optional: `05000c00 01000000 28000000 01000000`, body: `c0 ${times('ee', 7)} ff` },
    { kind: 4, flags: 4, optional: `05000c00 01000000 28000000 01000000`, body: `c0 ${times('00', 7)} ff` },
  ],
  [
    'bytes behind the last segment',
    {
      kind: 4,
      flags: 4,
      optional: `05000c00 01000000 28000000 01000000`,
      body: `c0 ${times('00', 7)} ff 0000`,
    },
    { kind: 4, flags: 4, optional: `05000c00 01000000 28000000 01000000`, body: `c0 ${times('00', 7)} ff` },
  ],
];

export const lenientFrameFile: VectorFile = {
  name: 'frames-lenient',
  about: 'Frames that a reader accepts and no writer makes: what `hex` says is written as `canonical`.',
  rows: lenient.map(([name, given, canonical]) => ({ name, hex: frame(given), canonical: frame(canonical) })),
};

type Invalid = readonly [name: string, given: Parts | string, code: string];

const headers: readonly Invalid[] = [
  ['nothing', '', 'malformed'],
  ['15 bytes', times('00', 15), 'malformed'],
  ['a length of 0', { length: 0, body: valid }, 'malformed'],
  ['a length of 15', { length: 15, body: valid }, 'malformed'],
  ['a length above what is there', { length: 20, body: valid }, 'malformed'],
  ['a length below what is there', { length: 18, body: valid }, 'malformed'],
  ['a length above the limit', { length: 16 * 1024 * 1024 + 1, body: valid }, 'too-large'],
  ['a length at the limit that is not there', { length: 16 * 1024 * 1024, body: valid }, 'malformed'],
  ['a length of 2**32 - 1', { length: 0xffffffff, body: valid }, 'too-large'],
  ['a length above the limit in an unknown kind', { length: 0xffffffff, kind: 99, body: valid }, 'too-large'],
  ['an optional header longer than the frame', { optionalBytes: 4, body: valid }, 'malformed'],
  ['the kind 0', { kind: 0, body: valid }, 'unimplemented'],
  ['the kind 17', { kind: 17, body: valid }, 'unimplemented'],
  ['the kind 255', { kind: 255, body: valid }, 'unimplemented'],
  ['an unknown flag', { flags: 0x08, body: valid }, 'unimplemented'],
  ['the highest flag', { flags: 0x80, body: valid }, 'unimplemented'],
  [
    'an unknown flag before a missing correlation id',
    { flags: 0x10, correlation: 0, body: valid },
    'unimplemented',
  ],
  ['one-way with a correlation id', { flags: 1, body: valid }, 'malformed'],
  ['a one-way result', { kind: 4, flags: 1, correlation: 0, body: 'c0' }, 'malformed'],
  ['an invocation without correlation id', { correlation: 0, body: valid }, 'malformed'],
  ['describe without correlation id', { kind: 13, correlation: 0, body: 'c0' }, 'malformed'],
  ['resume without correlation id', { kind: 14, correlation: 0, body: '09c400' }, 'malformed'],
  ['ping without correlation id', { kind: 15, correlation: 0, body: 'c400' }, 'malformed'],
  ['self-contained in a session', { flags: 2, optional: hash, body: 'c0a16190' }, 'malformed'],
  ['self-contained without the hash of a model', { flags: 2, session: 0, body: 'c0a16190' }, 'malformed'],
  ['self-contained by a bound id', { flags: 2, session: 0, optional: hash, body: valid }, 'malformed'],
];

const optionalHeaders: readonly Invalid[] = [
  ['three bytes', { optional: '010000', body: valid }, 'malformed'],
  ['a field that is cut off', { optional: '0600020001', body: valid }, 'malformed'],
  ['a field of nothing but its head that announces more', { optional: '06000100', body: valid }, 'malformed'],
  ['a second byte that is not zero', { optional: '060100 00', body: valid }, 'malformed'],
  ['a tag twice', { optional: '06000000 06000000', body: valid }, 'malformed'],
  ['tags out of order', { optional: `06000000 ${deadline}`, body: valid }, 'malformed'],
  ['a deadline of 7 bytes', { optional: `01000700 ${times('00', 7)}`, body: valid }, 'malformed'],
  ['a deadline of 9 bytes', { optional: `01000900 ${times('00', 9)}`, body: valid }, 'malformed'],
  ['a trace of 24 bytes', { optional: `02001800 ${times('00', 24)}`, body: valid }, 'malformed'],
  ['a hash of 31 bytes', { optional: `03001f00 ${times('00', 31)}`, body: valid }, 'malformed'],
  ['headers of nothing', { optional: '04000000', body: valid }, 'malformed'],
  ['headers that are no map', { optional: '04000100 90', body: valid }, 'malformed'],
  ['headers with an integer', { optional: '04000400 81 a161 01', body: valid }, 'malformed'],
  ['headers with an integer as name', { optional: '04000400 81 01 a161', body: valid }, 'malformed'],
  ['headers with a map', { optional: '04000400 81 a161 80', body: valid }, 'malformed'],
  ['headers and something behind them', { optional: '04000200 80 80', body: valid }, 'malformed'],
  ['headers that are cut off', { optional: '04000300 81 a161', body: valid }, 'malformed'],
  ['headers with a name that is not UTF-8', { optional: '04000500 81 a1ff a161', body: valid }, 'malformed'],
  ['headers with a name twice', { optional: '04000900 82 a161a162 a161a163', body: valid }, 'duplicate-key'],
  ['the unknown field 128', { optional: '80000000', body: valid }, 'unimplemented'],
  ['the unknown field 255', { optional: 'ff000000', body: valid }, 'unimplemented'],
  ['the unknown field 128 that is cut off', { optional: '80000100', body: valid }, 'malformed'],
  [
    'the unknown field 128 before a body that is malformed',
    { optional: '80000000', body: 'c1' },
    'unimplemented',
  ],
  ['a table of segments of 3 bytes', { flags: 4, optional: '05000300 000000', body: valid }, 'malformed'],
  [
    'a table of segments of 8 bytes',
    { flags: 4, optional: `05000800 03000000 00000000`, body: valid },
    'malformed',
  ],
  ['the flag of segments without their table', { flags: 4, body: valid }, 'malformed'],
  ['a table of segments without its flag', { optional: '05000400 03000000', body: valid }, 'malformed'],
  [
    'a body that ends behind the frame',
    { flags: 4, optional: '05000400 04000000', body: valid },
    'malformed',
  ],
  ['a body of 4 GiB', { flags: 4, optional: '05000400 ffffffff', body: valid }, 'malformed'],
  [
    'a segment that is not aligned',
    { kind: 4, flags: 4, optional: '05000c00 01000000 29000000 01000000', body: `c0 ${times('00', 9)}` },
    'malformed',
  ],
  [
    'a segment in the body',
    { kind: 4, flags: 4, optional: '05000c00 01000000 20000000 01000000', body: `c0 ${times('00', 8)}` },
    'malformed',
  ],
  [
    'a segment in the header',
    { kind: 4, flags: 4, optional: '05000c00 01000000 00000000 01000000', body: `c0 ${times('00', 8)}` },
    'malformed',
  ],
  [
    'a segment behind the frame',
    { kind: 4, flags: 4, optional: '05000c00 01000000 30000000 00000000', body: `c0 ${times('00', 8)}` },
    'malformed',
  ],
  [
    'a segment longer than the frame',
    { kind: 4, flags: 4, optional: '05000c00 01000000 28000000 ffffffff', body: `c0 ${times('00', 8)}` },
    'malformed',
  ],
  [
    'segments that overlap',
    {
      kind: 4,
      flags: 4,
      optional: '05001400 01000000 30000000 09000000 38000000 01000000',
      body: `c0 ${times('00', 16)}`,
    },
    'malformed',
  ],
  [
    'segments out of order',
    {
      kind: 4,
      flags: 4,
      optional: '05001400 01000000 38000000 01000000 30000000 01000000',
      body: `c0 ${times('00', 16)}`,
    },
    'malformed',
  ],
];

const steps: readonly Invalid[] = [
  ['no step', { body: '' }, 'malformed'],
  ['half a step', { body: 'c007' }, 'malformed'],
  ['a step and half of another', { body: `${valid}c0` }, 'malformed'],
  ['a map as target', { body: '800790' }, 'malformed'],
  ['an integer as target', { body: '010790' }, 'malformed'],
  ['a reference as target', { body: 'c70213 05c0 0790' }, 'malformed'],
  ['home without an id', { body: 'c70014 a16190' }, 'malformed'],
  ['home with a negative id', { body: 'c70114ff a16190' }, 'malformed'],
  ['home with a float as id', { body: 'c70914cb3ff0000000000000 a16190' }, 'malformed'],
  ['home with an id beyond 64 bits', { body: 'c70c14c70901010000000000000000 a16190' }, 'malformed'],
  ['home with two ids', { body: 'c702140101 a16190' }, 'malformed'],
  ['the result of the step itself', { body: 'c7011500 a16190' }, 'malformed'],
  ['the result of a later step', { body: `${valid}c7011501 a16190` }, 'malformed'],
  ['nil as member without a target', { body: 'c0c090' }, 'malformed'],
  ['a float as member', { body: 'c0cb3ff000000000000090' }, 'malformed'],
  ['a negative member', { body: 'c0ff90' }, 'malformed'],
  ['bytes as member', { body: 'c0c4016190' }, 'malformed'],
  ['a member whose name is not UTF-8', { body: 'c0a1ff90' }, 'malformed'],
  ['an array as member', { body: 'c09090' }, 'malformed'],
  ['a map as arguments', { body: 'c00780' }, 'malformed'],
  ['a string as arguments', { body: 'c007a0' }, 'malformed'],
  ['keywords in the place of arguments', { body: 'c007c7011680' }, 'malformed'],
  ['more arguments announced than there are', { body: 'c0079201' }, 'malformed'],
  ['keywords before the last argument', { body: 'c00792c701168001' }, 'malformed'],
  ['keywords before an argument that would make a step', { body: 'c00792c7011680c00790' }, 'malformed'],
  ['keywords twice', { body: 'c00792c7011680c7011680' }, 'malformed'],
  ['keywords that are no map', { body: 'c00791c7011690' }, 'malformed'],
  ['keywords without payload', { body: 'c00791c70016' }, 'malformed'],
  ['keywords named by integers', { body: 'c00791c70316810101' }, 'malformed'],
  ['keywords with something behind them', { body: 'c00791c702168080' }, 'malformed'],
  ['keywords with a name twice', { body: 'c00791c7071682a16101a16102' }, 'duplicate-key'],
  ['an assign among the arguments', { body: 'c00791c7011701' }, 'malformed'],
  ['an assign of nothing', { body: 'c007c70017' }, 'malformed'],
  ['an assign of two values', { body: 'c007c702170102' }, 'malformed'],
  ['an assign of something malformed', { body: 'c007c70117c1' }, 'malformed'],
  ['257 steps', { body: times(valid, 257) }, 'malformed'],
  ['an argument with two keys that are the same', { body: 'c0079182a16101a16102' }, 'duplicate-key'],
  ['an argument of 513 levels', { body: `c00791${times('91', 512)}90` }, 'too-deep'],
  ['keywords of 513 levels', { body: `c00791c8020416${'81a161'}${times('91', 512)}c0` }, 'too-deep'],
];

const bodies: readonly Invalid[] = [
  ['hello of nothing', { kind: 1, body: '' }, 'malformed'],
  ['hello that is an array', { kind: 1, body: '90' }, 'malformed'],
  ['hello with an integer as key', { kind: 1, body: '810101' }, 'malformed'],
  ['hello and another value', { kind: 1, body: '80c0' }, 'malformed'],
  ['bind with a name as id', { kind: 2, body: 'a161a161' }, 'malformed'],
  ['bind with a negative id', { kind: 2, body: 'ffa161' }, 'malformed'],
  ['bind with a float as id', { kind: 2, body: 'ca3f800000a161' }, 'malformed'],
  ['bind with bytes as name', { kind: 2, body: '07c40161' }, 'malformed'],
  ['bind without name', { kind: 2, body: '07' }, 'malformed'],
  ['an empty result', { kind: 4, body: '' }, 'malformed'],
  ['a result of two values', { kind: 4, body: '0102' }, 'malformed'],
  ['an exception that is a string', { kind: 5, body: 'a161' }, 'malformed'],
  ['an exception with two keys that are the same', { kind: 5, body: '82a16101a16102' }, 'duplicate-key'],
  ['cancel with a value', { kind: 6, body: 'c0' }, 'malformed'],
  ['release of half a pair', { kind: 7, body: '010203' }, 'malformed'],
  ['release of a negative count', { kind: 7, body: '01ff' }, 'malformed'],
  ['item without a value', { kind: 8, body: '05' }, 'malformed'],
  ['item without a stream', { kind: 8, body: 'c001' }, 'malformed'],
  ['end with a string', { kind: 9, body: '05a161' }, 'malformed'],
  ['end without anything', { kind: 9, body: '05' }, 'malformed'],
  ['credit of a string', { kind: 10, body: '05a161' }, 'malformed'],
  ['event with nil for its arguments', { kind: 11, body: '03c0' }, 'malformed'],
  ['unsubscribe of nothing', { kind: 12, body: '' }, 'malformed'],
  ['describe an integer', { kind: 13, body: '01' }, 'malformed'],
  ['resume with a string as token', { kind: 14, body: '09a161' }, 'malformed'],
  ['ping with 65 bytes', { kind: 15, body: `c441${times('00', 65)}` }, 'malformed'],
  ['ping with a string', { kind: 15, body: 'a0' }, 'malformed'],
  ['goodbye without its last correlation id', { kind: 16, body: 'a161a162' }, 'malformed'],
  ['goodbye with a code that is an integer', { kind: 16, body: '01a16200' }, 'malformed'],
];

const withPrefix = (prefix: string, rows: readonly Invalid[]): readonly Invalid[] =>
  rows.map(([name, given, code]) => [`${prefix}: ${name}`, given, code]);

export const invalidFrameFile: VectorFile = {
  name: 'frames-invalid',
  about: 'Bytes that are no frame, refused with `code` under the limits of a network.',
  rows: [
    ...withPrefix('header', headers),
    ...withPrefix('optional header', optionalHeaders),
    ...withPrefix('steps', steps),
    ...withPrefix('body', bodies),
  ].map(([name, given, code]) => ({
    name,
    hex: typeof given === 'string' ? hex(given) : frame(given),
    code,
  })),
};

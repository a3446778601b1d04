import { hex, type VectorFile } from './row.js';

const rows = [
  {
    name: 'version 1, 16 MiB',
    lowest: 1,
    highest: 1,
    maxFrameBytes: 16_777_216,
    hex: '47494950 01 01 0000 00000001 00000000',
  },
  {
    name: 'versions 1 to 3',
    lowest: 1,
    highest: 3,
    maxFrameBytes: 65_536,
    hex: '47494950 01 03 0000 00000100 00000000',
  },
  {
    name: 'the longest frame',
    lowest: 1,
    highest: 1,
    maxFrameBytes: 4_294_967_295,
    hex: '47494950 01 01 0000 ffffffff 00000000',
  },
];
const readOnly = [
  {
    name: 'fields that are to be zero are ignored',
    lowest: 1,
    highest: 1,
    maxFrameBytes: 16,
    hex: '47494950 01 01 1234 10000000 deadbeef',
  },
];
const invalid = [
  { name: 'HTTP', hex: hex([...'GET / HTTP/1.1\r\n'].map((letter) => letter.charCodeAt(0))) },
  { name: 'a TLS handshake', hex: '16030100c8010000c40303aabbccddee' },
  { name: 'the letters in another case', hex: '67696970010100000000000100000000' },
  { name: 'one letter wrong', hex: '47494951010100000000000100000000' },
  { name: 'cut off', hex: '474949500101000000000001000000' },
];
const prefixes = [
  { hex: '', isPrefix: true },
  { hex: '47', isPrefix: true },
  { hex: '474949', isPrefix: true },
  { hex: '4749495001', isPrefix: true },
  { hex: '48', isPrefix: false },
  { hex: '474950', isPrefix: false },
];
const negotiations = [
  { one: [1, 1], other: [1, 1], version: 1 },
  { one: [1, 3], other: [1, 2], version: 2 },
  { one: [2, 3], other: [1, 2], version: 2 },
  { one: [1, 2], other: [2, 3], version: 2 },
  { one: [2, 3], other: [1, 1], version: null },
  { one: [1, 1], other: [2, 3], version: null },
  { one: [2, 2], other: [1, 3], version: 2 },
  { one: [3, 3], other: [1, 2], version: null },
];

export const preambleFile: VectorFile = {
  name: 'preamble',
  about:
    'What peers send first. `preamble` rows are read and written, `read` rows only read, `invalid` ones refused as malformed; `prefix` rows say whether bytes can still become a preamble; `negotiation` rows which version two peers speak, null for version-mismatch.',
  rows: [
    ...rows.map((row) => ({ type: 'preamble', ...row, hex: hex(row.hex) })),
    ...readOnly.map((row) => ({ type: 'read', ...row, hex: hex(row.hex) })),
    ...invalid.map((row) => ({ type: 'invalid', ...row })),
    ...prefixes.map((row) => ({ type: 'prefix', ...row })),
    ...negotiations.map((row) => ({ type: 'negotiation', ...row })),
  ],
};

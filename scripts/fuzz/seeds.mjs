import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/root.mjs';

const vectors = join(root, 'test', 'vectors');
const longestSeedBytes = 4096;

const rowsOf = (name) => JSON.parse(readFileSync(join(vectors, name), 'utf8')).rows;
const fromHex = (hex) => Buffer.from(hex, 'hex');

/** Every string in a value of test/vectors, as UTF-8 or WTF-8, and in UTF-16. */
function textsIn(value) {
  if (value === null || typeof value !== 'object') return [];
  if (typeof value.str === 'string')
    return [Buffer.from(value.str, 'utf8'), Buffer.from(value.str, 'utf16le')];
  if (typeof value.wtf8 === 'string') return [fromHex(value.wtf8)];
  return Object.values(value).flatMap(textsIn);
}

/** What the vectors hold for a target to begin with: `value`, `frame` or `text`. */
function seedsFor(target) {
  return readdirSync(vectors).flatMap((name) => {
    const isOfFrames = name.startsWith('frames');
    if (target === 'text') return rowsOf(name).flatMap(textsIn);
    if (isOfFrames !== (target === 'frame') || name === 'preamble.json') return [];
    return rowsOf(name).flatMap(({ hex, canonical }) => [hex, canonical].filter(Boolean).map(fromHex));
  });
}

/** Writes the seeds of a target into `folder`, a file each. */
export function writeSeeds(target, folder) {
  mkdirSync(folder, { recursive: true });
  seedsFor(target)
    .filter(({ length }) => length <= longestSeedBytes)
    .forEach((bytes, index) => writeFileSync(join(folder, `vector-${index}`), bytes));
}

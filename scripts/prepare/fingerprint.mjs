import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

function* filesUnder(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    yield [path, stats];
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (name !== '__pycache__') yield* filesUnder(join(path, name));
  }
}

/** Names, sizes and times of all files at `inputs` as one string: equal as long as nobody wrote to any of them. */
export function fingerprint(root, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const [path, stats] of filesUnder(join(root, input)))
      hash.update(`${relative(root, path)}\0${stats.size}\0${stats.mtimeMs}\0`);
  }
  return `${process.platform}-${process.arch}-${hash.digest('hex')}`;
}

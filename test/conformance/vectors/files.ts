import { invalidFrameFile, lenientFrameFile } from './changed-frame-rows.js';
import { frameFile } from './frame-rows.js';
import { distinctFile, invalidFile } from './invalid-rows.js';
import { lenientFile } from './lenient-rows.js';
import { limitFile } from './limit-rows.js';
import { preambleFile } from './preamble-rows.js';
import type { VectorFile } from './row.js';
import { typeFile } from './type-rows.js';
import { longFile, valueFile } from './value-rows.js';

const files: readonly VectorFile[] = [
  valueFile,
  longFile,
  lenientFile,
  distinctFile,
  invalidFile,
  limitFile,
  frameFile,
  lenientFrameFile,
  invalidFrameFile,
  preambleFile,
  typeFile,
];

/** The files of test/vectors by name, as they stand there: JSON with a row a line, and no lone surrogate in it. */
export function vectorFiles(): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [`${file.name}.json`, formatted(file)]));
}

function formatted({ about, rows }: VectorFile): string {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`);
  return `{\n  "about": ${JSON.stringify(about)},\n  "rows": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

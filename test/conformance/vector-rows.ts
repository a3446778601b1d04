import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const pathOfVectors = (file: string): string =>
  fileURLToPath(new URL(`../vectors/${file}`, import.meta.url));

/** The rows of a file of test/vectors, each with its name in front, for `it.each`. */
export function vectorRows<Row extends object>(file: string): (Row & { readonly name: string })[] {
  const { rows } = JSON.parse(readFileSync(pathOfVectors(file), 'utf8')) as {
    rows: (Row & { name: string })[];
  };
  if (rows.length === 0) throw new Error(`${file} has no rows`);
  return rows;
}

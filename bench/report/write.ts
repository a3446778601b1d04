import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Comparison } from '../against/comparison.js';
import { drawChart } from '../chart/draw.js';
import { nameOfMachine } from '../machine.js';
import { places } from '../places.js';
import type { Results } from '../results.js';

/** Writes the JSON and the chart; gives their paths, relative to the project. */
export async function writeResults(results: Results): Promise<readonly string[]> {
  mkdirSync(places.results, { recursive: true });
  const stem = stemOf(results, '');
  writeFileSync(`${stem}.json`, `${JSON.stringify(results, null, 2)}\n`);
  const written = [`${stem}.json`];
  try {
    writeFileSync(`${stem}.svg`, await drawChart(results));
    written.push(`${stem}.svg`);
  } catch (error) {
    process.stderr.write(`bench: no chart: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  return written.map((path) => relative(places.root, path));
}

/** Writes the JSON of a comparison, which has no chart; gives its path, relative to the project. */
export function writeComparison(comparison: Comparison): string {
  mkdirSync(places.results, { recursive: true });
  const path = `${stemOf(comparison, '-against')}.json`;
  writeFileSync(path, `${JSON.stringify(comparison, null, 2)}\n`);
  return relative(places.root, path);
}

function stemOf({ date, machine, plan }: Pick<Results, 'date' | 'machine' | 'plan'>, kind: string): string {
  const quick = plan === 'quick' ? '-quick' : '';
  return join(places.results, `${date.slice(0, 10)}-${nameOfMachine(machine)}${kind}${quick}`);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { drawChart } from '../chart/draw.js';
import { nameOfMachine } from '../machine.js';
import { places } from '../places.js';
import type { Results } from '../results.js';

/** Writes the JSON and the chart; gives their paths, relative to the project. */
export async function writeResults(results: Results): Promise<readonly string[]> {
  mkdirSync(places.results, { recursive: true });
  const quick = results.plan === 'quick' ? '-quick' : '';
  const stem = join(places.results, `${results.date.slice(0, 10)}-${nameOfMachine(results.machine)}${quick}`);
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

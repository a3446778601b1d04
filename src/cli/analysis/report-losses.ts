import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Analysis } from '../../analyzer/analysis.js';
import { note } from '../console.js';

/** Says where types come from and what a model could not say, a line each, and writes all of it into `report` where that is named. */
export function reportLosses(
  { model, losses, coverage, stubs = [] }: Analysis,
  report: string | undefined,
): void {
  const sources = stubs.length === 0 ? '' : `stubs: ${stubs.join(', ')}`;
  if (report !== undefined) {
    const lines = losses.map(({ path, reason }) => `${path}: ${reason}\n`);
    writeFileSync(
      report,
      `${coverageText(coverage)} of ${model.name}\n${sources}${sources && '\n'}${lines.join('')}`,
    );
  }
  if (sources !== '') note(sources);
  if (losses.length === 0) return;
  const shown = losses.slice(0, 3).map(({ path }) => path);
  const more = losses.length > shown.length ? ` and ${losses.length - shown.length} more` : '';
  const all = report === undefined ? '--report <file> lists all' : `all in ${relative('', report)}`;
  note(`${coverageText(coverage)}; what has none: ${shown.join(', ')}${more} (${all}).`);
}

export function coverageText({ public: all, typed }: Analysis['coverage']): string {
  const share = all === 0 ? 100 : Math.floor((typed / all) * 100);
  return `${typed} of ${all} parts have a type (${share} %)`;
}

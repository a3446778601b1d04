import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Analysis } from '../../analyzer/analysis.js';
import { note } from '../console.js';

/** Says in one line what a model could not say, and writes all of it into `report` where that is named. */
export function reportLosses({ model, losses, coverage }: Analysis, report: string | undefined): void {
  if (report !== undefined) {
    const lines = losses.map(({ path, reason }) => `${path}: ${reason}\n`);
    writeFileSync(report, `${coverageText(coverage)} of ${model.name}\n${lines.join('')}`);
  }
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

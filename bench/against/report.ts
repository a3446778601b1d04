import { styleText } from 'node:util';
import { formatDuration, formatRatio, formatShare } from '../report/quantity.js';
import { formatTable } from '../report/table.js';
import type { Cell } from '../results.js';
import { relativeSpread, type Summary } from '../stats.js';
import { allowedRatio, type Comparison, ratiosOf, verdictOf } from './comparison.js';

/** The whole comparison as it is printed. */
export function formatComparison({ machine, old, plan, rows }: Comparison): string {
  const allowed = formatShare(allowedRatio - 1);
  const body = rows.map((row) => [
    row.title,
    formatCell(row.old),
    formatCell(row.new),
    formatSpread(ratiosOf(row, 'cpu')),
    formatSpread(ratiosOf(row, 'wall')),
    { slower: 'SLOWER', 'slower in wall time': 'slower?', 'as fast': '' }[verdictOf(row) ?? 'as fast'],
  ]);
  const table = formatTable(['', 'old', 'new', 'new/old, processor', 'new/old, wall', ''], body);
  const slower = rows.filter((row) => verdictOf(row) === 'slower');
  const doubtful = rows.filter((row) => verdictOf(row) === 'slower in wall time');
  const measured = rows.filter((row) => verdictOf(row) !== undefined);
  const troubles = rows.flatMap((row) =>
    (['old', 'new'] as const).flatMap((side) => {
      const cell = row[side];
      if (cell === undefined) return [`  ${side}: has no ${row.name}`];
      return cell.status === 'measured' ? [] : [`  ${side}: ${cell.status}: ${cell.why} (${row.name})`];
    }),
  );
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, CPython ${machine.cpython}`,
    `old: ${old.version}, commit ${old.commit}; new: ${machine.versions['graftwire'] ?? ''}, commit ${machine.commit}`,
    `${plan} run; load before ${machine.loadBefore}; medians of the trials, ± half their interquartile range`,
    '',
    colour(table),
    '',
    slower.length === 0
      ? styleText(
          'green',
          `None of ${measured.length} rows is more than ${allowed} slower in processor time.`,
        )
      : styleText(
          'red',
          `More than ${allowed} slower, ${slower.length} of ${measured.length} rows: ${slower.map(({ name }) => name).join(', ')}.`,
        ),
    ...(doubtful.length === 0
      ? []
      : [
          styleText(
            'yellow',
            `In wall time only: ${doubtful.map(({ name }) => name).join(', ')}. Either the call waits, or the machine was busy.`,
          ),
        ]),
    ...(troubles.length === 0 ? [] : ['', 'Not compared', ...troubles]),
  ];
  return lines.join('\n');
}

function formatCell(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return cell.status === 'measured' ? formatDuration((cell.cpu ?? cell).summary.median) : cell.status;
}

function formatSpread(ratios: Summary | undefined): string {
  return ratios === undefined ? '' : `${formatRatio(ratios.median)} ±${formatShare(relativeSpread(ratios))}`;
}

function colour(table: string): string {
  return table
    .replace(/\bSLOWER$/gm, (word) => styleText('red', word))
    .replace(/slower\?$/gm, (word) => styleText('yellow', word));
}

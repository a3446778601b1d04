import { styleText } from 'node:util';
import { type Cell, type Measure, medianOf, ratioOf, type Results, type Row } from '../results.js';
import type { Starter } from '../rows/process.js';
import { relativeSpread, type Summary } from '../stats.js';
import { formatQuantity, formatRate, formatRatio, formatShare } from './quantity.js';
import { formatTable } from './table.js';
import type { Target } from './target.js';
import { judgeTargets } from './targets.js';
import { starters, titles } from './titles.js';

// Above this the machine was busy with something else, and no ratio of this run should be quoted.
const noisyRange = 0.1;
const noisyLoad = 0.5;
// Between the two ratios of a call: on a quiet machine they are the same.
const farApart = 0.15;

/** The whole report as it is printed. */
export function formatReport(results: Results): string {
  const sections = [formatMachine(results)];
  const timed = results.rows.filter((row) => row.reference === 'floor');
  const processes = results.rows.filter((row) => row.reference === 'bare-node');
  if (timed.length > 0) {
    sections.push(
      formatCosts('Time per call: median of the trials, ± half their interquartile range', timed),
    );
    const calls = timed.filter((row) => !row.name.startsWith('part-'));
    sections.push(
      formatRatios('Times the floor (less than 1x: cheaper than the floor)', calls, 'floor', 'wall'),
      formatRatios('The same in processor time, of calls that do not wait', calls, 'floor', 'cpu'),
      formatDisagreements(calls),
      formatSpeedups('graftwire is faster by', timed),
    );
  }
  const concurrent = results.rows.filter((row) => row.reference === undefined);
  if (concurrent.length > 0) {
    sections.push(
      formatCosts(
        'Calls that overlap, and threads: median of the trials, ± half their interquartile range',
        concurrent,
      ),
      formatRates('The same in calls a second', concurrent),
      formatSpeedups(
        'graftwire is faster by',
        // Neither idling nor being on time is a speed.
        concurrent.filter(({ name }) => name !== 'idle' && !name.startsWith('timers-')),
      ),
    );
  }
  if (processes.length > 0) {
    sections.push(
      formatCosts('A fresh process: median of the starts, ± half their interquartile range', processes),
    );
    sections.push(
      formatRatios('Times bare node', processes, 'bare-node', 'wall'),
      formatRatios('The same in processor time', processes, 'bare-node', 'cpu'),
    );
  }
  sections.push(formatRemarks(results.rows), formatTargets(judgeTargets(results)));
  return sections.filter((section) => section !== '').join('\n\n');
}

function formatMachine({ machine, noise, plan }: Results): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.platform}`,
    `Node ${machine.node}, CPython ${machine.cpython}, ${versions.join(', ')}, commit ${machine.commit}`,
    `${plan} run; load before ${machine.loadBefore}; the floor's add varied by ${formatShare(noise.range)} in this run`,
  ];
  if (noise.range > noisyRange || machine.loadBefore > noisyLoad) {
    lines.push(
      styleText('yellow', 'The machine was not quiet: repeat this before quoting any number of it.'),
    );
  }
  return lines.join('\n');
}

function columnsOf(rows: readonly Row[]): readonly Starter[] {
  return starters.filter((starter) => rows.some((row) => row.cells[starter] !== undefined));
}

function heading(text: string): string {
  return styleText('bold', text);
}

function formatCosts(title: string, rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  const body = rows.flatMap((row) => {
    const cells = columns.map((column) => row.cells[column]);
    const wall = [row.title, ...cells.map((cell) => formatCell(cell, row.unit))];
    // Of a start the two differ also on a quiet machine: Node uses several threads.
    if (row.reference === 'floor' || !cells.some(hasCpu)) return [wall];
    return [wall, [`${row.title}, processor`, ...cells.map((cell) => formatCpu(cell, row.unit))]];
  });
  return `${heading(title)}\n${formatTable(['', ...columns.map((column) => titles[column])], body)}`;
}

function formatCell(cell: Cell | undefined, unit: Row['unit']): string {
  if (cell === undefined) return '';
  if (cell.status === 'unavailable' || cell.status === 'absent') return 'n/a';
  if (cell.status !== 'measured') return cell.status;
  return formatSummary(cell.summary, unit);
}

function hasCpu(cell: Cell | undefined): boolean {
  return cell?.status === 'measured' && cell.cpu !== undefined;
}

function formatCpu(cell: Cell | undefined, unit: Row['unit']): string {
  if (cell?.status !== 'measured' || cell.cpu === undefined) return '';
  return formatSummary(cell.cpu.summary, unit);
}

function formatSummary(summary: Summary, unit: Row['unit']): string {
  const median = formatQuantity(summary.median, unit);
  return summary.count < 2 ? median : `${median} ±${formatShare(relativeSpread(summary))}`;
}

function formatRates(title: string, rows: readonly Row[]): string {
  const shown = rows.filter((row) => row.perSecond === true);
  const columns = columnsOf(shown);
  if (shown.length === 0 || columns.length === 0) return '';
  const body = shown.map((row) => [
    row.title,
    ...columns.map((column) => {
      const median = medianOf(row, column);
      return median === undefined ? '' : formatRate(median);
    }),
  ]);
  return `${heading(title)}\n${formatTable(['', ...columns.map((column) => titles[column])], body)}`;
}

function formatRatios(title: string, rows: readonly Row[], reference: Starter, measure: Measure): string {
  const columns = columnsOf(rows).filter(
    (column) => column !== reference && rows.some((row) => medianOf(row, column, measure) !== undefined),
  );
  const body = rows
    .filter((row) => medianOf(row, reference, measure) !== undefined)
    .map((row) => [
      row.title,
      ...columns.map((column) => formatOptional(ratioOf(row, column, reference, measure))),
    ]);
  return body.length === 0
    ? ''
    : `${heading(title)}\n${formatTable(['', ...columns.map((column) => titles[column])], body)}`;
}

/** Where the two ratios of a call lie far apart: how often, and in which rows of graftwire's. */
function formatDisagreements(rows: readonly Row[]): string {
  const compared = rows.flatMap((row) =>
    starters.flatMap((subject) => {
      const wall = ratioOf(row, subject, 'floor', 'wall');
      const cpu = ratioOf(row, subject, 'floor', 'cpu');
      if (subject === 'floor' || wall === undefined || cpu === undefined) return [];
      return [{ row, subject, apart: Math.max(wall, cpu) / Math.min(wall, cpu) - 1 }];
    }),
  );
  const far = compared.filter(({ apart }) => apart > farApart);
  if (far.length === 0) return '';
  const own = far.filter(({ subject }) => subject === 'graftwire').map(({ row }) => row.title);
  const lines = [
    `Wall and processor time give ratios more than ${formatShare(farApart)} apart in ${far.length} of ${compared.length} places: the machine was busy,`,
    `and the processor time is the one to read.${own.length === 0 ? '' : ` With graftwire: ${own.join(', ')}.`}`,
  ];
  return lines.map((line) => styleText('yellow', line)).join('\n');
}

function formatSpeedups(title: string, rows: readonly Row[]): string {
  const peers = columnsOf(rows).filter((column) => column !== 'graftwire' && !column.startsWith('floor'));
  const body = rows
    .filter((row) => medianOf(row, 'graftwire') !== undefined)
    .map((row) => [row.title, ...peers.map((peer) => formatOptional(ratioOf(row, peer, 'graftwire')))]);
  return body.length === 0 || peers.length === 0
    ? ''
    : `${heading(title)}\n${formatTable(['', ...peers.map((peer) => titles[peer])], body)}`;
}

function formatOptional(ratio: number | undefined): string {
  return ratio === undefined ? '' : formatRatio(ratio);
}

/** What could not be measured, came back wrong or differs: each reason once, with the rows it holds for. */
function formatRemarks(rows: readonly Row[]): string {
  const remarks = new Map<string, string[]>();
  const remark = (text: string, row: Row): void =>
    void remarks.set(text, [...(remarks.get(text) ?? []), row.name]);
  for (const row of rows) {
    for (const column of starters) {
      const cell = row.cells[column];
      if (cell === undefined) continue;
      if (cell.status === 'measured') cell.notes.forEach((note) => remark(`${titles[column]}: ${note}`, row));
      else if (cell.status === 'unavailable') remark(`${titles[column]}: not available: ${cell.why}`, row);
      else if (cell.status === 'absent') remark(`${titles[column]}: none: ${cell.why}`, row);
      else remark(`${titles[column]}: ${cell.status}: ${cell.why}`, row);
    }
  }
  if (remarks.size === 0) return '';
  const lines = [...remarks].map(([text, names]) => {
    const scope = text.includes(': not available: ') ? '' : ` (${names.join(', ')})`;
    return `  ${text}${scope}`;
  });
  return [heading('Remarks'), ...lines].join('\n');
}

function formatTargets(targets: readonly Target[]): string {
  const verdict = ({ met }: Target): string => (met === undefined ? '-' : met ? 'pass' : 'MISS');
  const table = formatTable(
    ['', 'wanted', 'found', ''],
    targets.map((target) => [target.title, target.wanted, target.found, verdict(target)]),
  );
  const coloured = table
    .replace(/\bpass$/gm, (word) => styleText('green', word))
    .replace(/\bMISS$/gm, (word) => styleText('red', word));
  return `${heading('Targets')}\n${coloured}`;
}

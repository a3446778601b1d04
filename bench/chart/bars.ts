import { formatQuantity, formatRatio } from '../report/quantity.js';
import { starters, titles } from '../report/titles.js';
import { medianOf, ratioOf, type Results, type Row } from '../results.js';
import type { Starter } from '../rows/process.js';

/** One line of one panel: a bar, or the word that stands in its place. */
export interface Bar {
  readonly panel: string;
  readonly subject: string;
  readonly kind: 'floor' | 'graftwire' | 'peer';
  /** Times the reference of the row; null where nothing could be measured. */
  readonly ratio: number | null;
  /** Where the label begins: never on the bar. */
  readonly labelAt: number;
  readonly label: string;
}

// An en space, which SVG does not fold into its neighbour.
const gap = '\u2002';

/** What the chart shows: every row that has a reference. Bare Node stands in the titles, since few rows have it. */
export function barsOf(results: Results): readonly Bar[] {
  return results.rows.flatMap((row) => {
    const { reference } = row;
    if (reference === undefined || row.name.startsWith('part-')) return [];
    if (medianOf(row, reference) === undefined) return [];
    const panel = panelOf(row, reference);
    return starters.flatMap((starter) => barOf(row, reference, starter, panel));
  });
}

function panelOf(row: Row, reference: Starter): string {
  if (reference === 'floor') return row.title;
  const cost = formatQuantity(medianOf(row, reference) ?? 0, row.unit);
  return `${row.title} (${titles[reference]}: ${cost})`;
}

function barOf(row: Row, reference: Starter, starter: Starter, panel: string): readonly Bar[] {
  const cell = row.cells[starter];
  if (cell === undefined || starter === 'bare-node') return [];
  const subject = titles[starter];
  const kind = starter === 'graftwire' ? 'graftwire' : starter.startsWith('floor') ? 'floor' : 'peer';
  const ratio = ratioOf(row, starter, reference) ?? null;
  if (cell.status === 'measured' && ratio !== null) {
    const label = `${formatRatio(ratio)}${gap}${formatQuantity(cell.summary.median, row.unit)}`;
    return [{ panel, subject, kind, ratio, labelAt: Math.max(1, ratio), label }];
  }
  const label =
    cell.status === 'unavailable' || cell.status === 'absent'
      ? 'not available'
      : cell.status === 'wrong'
        ? 'wrong result'
        : 'fails';
  return [{ panel, subject, kind, ratio: null, labelAt: 1, label }];
}

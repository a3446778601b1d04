import { echoRecordRow } from './echo-record.js';
import { echoTextRows } from './echo-text.js';
import { exceptionRow } from './exception.js';
import type { TimedRow } from './row.js';
import { addRow, keywordRow, noopRow } from './scalars.js';

/** In the order of the tables. */
export const timedRows: readonly TimedRow[] = [
  noopRow,
  addRow,
  keywordRow,
  ...echoTextRows,
  echoRecordRow,
  exceptionRow,
];

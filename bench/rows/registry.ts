import { echoRecordRow } from './echo-record.js';
import { echoTextRows } from './echo-text.js';
import { exceptionRow } from './exception.js';
import type { TimedRow } from './row.js';
import { addRow, keywordRow, partRows } from './scalars.js';

/** In the order of the tables. */
export const timedRows: readonly TimedRow[] = [
  ...partRows,
  addRow,
  keywordRow,
  ...echoTextRows,
  echoRecordRow,
  exceptionRow,
];

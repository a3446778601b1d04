import { attributeRow } from './attribute.js';
import { echoBytesRow } from './echo-bytes.js';
import { echoListRow } from './echo-list.js';
import { echoNumberRows } from './echo-number.js';
import { echoRecordRow } from './echo-record.js';
import { echoTextRows } from './echo-text.js';
import { exceptionRow } from './exception.js';
import type { TimedRow } from './row.js';
import { objectRows } from './objects.js';
import { addRow, keywordRow, partRows } from './scalars.js';

/**
 * In the order in which they are measured and printed. What a quick run leaves out comes last, so that the others are
 * measured by a process with the same past in both.
 */
export const timedRows: readonly TimedRow[] = [
  ...partRows,
  addRow,
  keywordRow,
  ...echoTextRows,
  echoRecordRow,
  exceptionRow,
  ...objectRows,
  attributeRow,
  ...echoNumberRows,
  echoBytesRow,
  echoListRow,
];

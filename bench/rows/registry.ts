import { asyncThroughputRows } from './async-throughput.js';
import { asyncLatencyRows } from './async-latency.js';
import { attributeRow } from './attribute.js';
import { echoBytesRow } from './echo-bytes.js';
import { echoListRow } from './echo-list.js';
import { echoNumberRows } from './echo-number.js';
import { echoRecordRow } from './echo-record.js';
import { echoTextRows } from './echo-text.js';
import { contendedRow } from './contended.js';
import { exceptionRow } from './exception.js';
import { idleRow } from './idle.js';
import { routeRows } from './routes.js';
import { generationRows } from './generation.js';
import type { TimedRow } from './row.js';
import { objectRows } from './objects.js';
import { addRow, keywordRow, partRows } from './scalars.js';
import { threadsRows } from './threads.js';
import { timersRows } from './timers.js';

/**
 * In the order in which they are measured and printed. What a quick run leaves out comes after the other synchronous
 * calls, so that these are measured by a process with the same past in both. What starts threads comes last of all.
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
  ...routeRows,
  ...generationRows,
  ...asyncThroughputRows,
  ...asyncLatencyRows,
  idleRow,
  ...timersRows,
  ...threadsRows,
  contendedRow,
];

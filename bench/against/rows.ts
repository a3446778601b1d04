import { timedRows } from '../rows/registry.js';
import type { TimedRow } from '../rows/row.js';

/** What two checkouts are compared in: the synchronous calls, also those that a quick run leaves out. */
export const comparableRows: readonly TimedRow[] = timedRows.filter(
  ({ name, concurrent }) => concurrent !== true && !name.startsWith('part-'),
);

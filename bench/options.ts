import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { comparableRows } from './against/rows.js';
import { processRows } from './rows/process.js';
import { timedRows } from './rows/registry.js';
import { type SubjectName, subjectNames } from './subjects/subject.js';

export interface Options {
  readonly quick: boolean;
  /** Names of rows, all of them unless `--only` was given. */
  readonly rows: ReadonlySet<string>;
  readonly subjects: readonly SubjectName[];
  /** Another built checkout with which this one is compared, and nothing else is measured; absolute. */
  readonly against: string | undefined;
  /** Neither JSON nor chart. */
  readonly dry: boolean;
  readonly help: boolean;
}

export const rowNames: readonly string[] = [...timedRows, ...processRows]
  .map((row) => row.name)
  .concat('wire-bytes');

export const helpText = `npm run bench -- [options]

  --quick             shorter and fewer trials of the rows that have a target, and of the other peers only one: under
                      two minutes, the one-time installation left aside
  --only a,b          only rows whose name begins so: --only add,echo-100
  --subjects a,b      only these subjects; the floors are always measured
  --against folder    compare this checkout with another one that is built, in the rows of synchronous calls
  --dry               print the tables and write nothing
  --help              this

rows      ${rowNames.join(' ')}
subjects  ${subjectNames.join(' ')}
`;

/** Throws an Error whose message says which word is not known. */
export function parseOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      subjects: { type: 'string' },
      against: { type: 'string' },
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { against } = values;
  if (against !== undefined && values.subjects !== undefined)
    throw new Error('--against measures graftwire only: it takes no --subjects');
  const named = values.only === undefined ? undefined : split(values.only).flatMap(matchRows);
  return {
    quick: values.quick,
    rows: new Set(against === undefined ? (named ?? rowsOf(values.quick)) : chooseComparable(named)),
    subjects: values.subjects === undefined ? subjectNames : chooseSubjects(split(values.subjects)),
    // npm runs scripts in the folder of the package, wherever the user is.
    against: against === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '', against),
    dry: values.dry,
    help: values.help,
  };
}

/** What is measured when no row is named. */
function rowsOf(quick: boolean): readonly string[] {
  const left = new Set(quick ? timedRows.filter(({ extra }) => extra).map(({ name }) => name) : []);
  return rowNames.filter((name) => !left.has(name));
}

function chooseComparable(named: readonly string[] | undefined): readonly string[] {
  const comparable = comparableRows.map(({ name }) => name);
  const chosen = comparable.filter((name) => named?.includes(name) ?? true);
  if (chosen.length === 0) throw new Error(`--against compares ${comparable.join(', ')}`);
  return chosen;
}

function split(list: string): readonly string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function matchRows(prefix: string): readonly string[] {
  const matches = rowNames.filter((name) => name.startsWith(prefix));
  if (matches.length === 0)
    throw new Error(`no row begins with "${prefix}"; there are ${rowNames.join(', ')}`);
  return matches;
}

function chooseSubjects(wanted: readonly string[]): readonly SubjectName[] {
  const unknown = wanted.find((name) => !subjectNames.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`no subject "${unknown}"; there are ${subjectNames.join(', ')}`);
  return subjectNames.filter((name) => name.startsWith('floor') || wanted.includes(name));
}

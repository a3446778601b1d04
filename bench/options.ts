import { parseArgs } from 'node:util';
import { processRows } from './rows/process.js';
import { timedRows } from './rows/registry.js';
import { type SubjectName, subjectNames } from './subjects/subject.js';

export interface Options {
  readonly quick: boolean;
  /** Names of rows, all of them unless `--only` was given. */
  readonly rows: ReadonlySet<string>;
  readonly subjects: readonly SubjectName[];
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
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    quick: values.quick,
    rows: new Set(values.only === undefined ? rowsOf(values.quick) : split(values.only).flatMap(matchRows)),
    subjects: values.subjects === undefined ? subjectNames : chooseSubjects(split(values.subjects)),
    dry: values.dry,
    help: values.help,
  };
}

/** What is measured when no row is named. */
function rowsOf(quick: boolean): readonly string[] {
  const left = new Set(quick ? timedRows.filter(({ extra }) => extra).map(({ name }) => name) : []);
  return rowNames.filter((name) => !left.has(name));
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

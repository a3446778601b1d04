import { CellRecord } from '../cell-record.js';
import { environmentFor, findPython } from '../install/python.js';
import { installVenv, measuredEnvironment } from '../install/venv.js';
import { describeCommit, describeMachine, describeVersion } from '../machine.js';
import type { Options } from '../options.js';
import { places } from '../places.js';
import { type Plan, plans } from '../plan.js';
import { Progress } from '../progress.js';
import { SubjectProcess } from '../subject-process.js';
import type { Comparison } from './comparison.js';
import { comparableRows } from './rows.js';

// Of an odd number the median is one of them, and nine of them survive four that were disturbed.
const trials = 9;

/** One of the two, with what is known of each row. */
interface Side {
  readonly name: 'old' | 'new';
  readonly checkout: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly cells: ReadonlyMap<string, CellRecord>;
}

/**
 * Measures this checkout and another one by turns: in each of nine trials both have a fresh process, and both measure a
 * row before the next one begins, so that a machine whose speed drifts slows both. Both are built. Throws where one does not start.
 */
export async function compareWith(
  checkout: string,
  options: Options,
  say: (line: string) => void,
): Promise<Comparison> {
  const python = findPython();
  const plan = options.quick ? plans.quick : plans.full;
  const machine = describeMachine(python);
  const venv = python === undefined ? undefined : installVenv(python, say);
  const environment = measuredEnvironment(environmentFor(python), venv);
  const rows = comparableRows.filter(({ name }) => options.rows.has(name));
  const createSide = (name: Side['name'], folder: string): Side => ({
    name,
    checkout: folder,
    // What one version remembers of a Python, the other may read otherwise.
    environment: { ...environment, GRAFT_CACHE: `${places.discoveryCache}-${name}` },
    cells: new Map(rows.map((row) => [row.name, new CellRecord()])),
  });
  const sides = [createSide('old', checkout), createSide('new', places.root)] as const;
  const progress = new Progress();
  for (let trial = 1; trial <= trials; trial++) {
    progress.step(`trial ${trial} of ${trials}`);
    await runTrial(
      trial % 2 === 0 ? sides : [sides[1], sides[0]],
      rows.map(({ name }) => name),
      plan,
      progress,
    );
  }
  progress.clear();
  const [before, after] = sides;
  return {
    kind: 'against',
    date: new Date().toISOString(),
    plan: plan.name,
    machine,
    old: { version: describeVersion(checkout), commit: describeCommit(checkout) },
    rows: rows.map(({ name, title }) => ({
      name,
      title,
      old: before.cells.get(name)?.finish(),
      new: after.cells.get(name)?.finish(),
    })),
  };
}

async function runTrial(
  sides: readonly Side[],
  rows: readonly string[],
  plan: Plan,
  progress: Progress,
): Promise<void> {
  const processes = new Map<Side, SubjectProcess>();
  try {
    for (const side of sides) processes.set(side, await start(side, plan));
    for (const [index, row] of rows.entries()) {
      // Who is first changes from row to row too: the second finds the processor's caches and clock as the first left them.
      for (const side of index % 2 === 0 ? sides : [...sides].reverse()) {
        progress.show(`${row}: ${side.name}`);
        const cell = side.cells.get(row);
        if (cell === undefined || cell.isInTrouble) continue;
        let process = processes.get(side);
        if (process?.alive !== true) processes.set(side, (process = await start(side, plan)));
        cell.keep(await process.measure(row));
      }
    }
  } finally {
    await Promise.all([...processes.values()].map((process) => process.end()));
  }
}

async function start({ name, checkout, environment }: Side, plan: Plan): Promise<SubjectProcess> {
  const started = await SubjectProcess.start({ subject: 'graftwire', plan, checkout }, environment);
  if (typeof started === 'string') throw new Error(`the ${name} checkout does not start: ${started}`);
  return started;
}

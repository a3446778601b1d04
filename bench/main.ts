import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareWith } from './against/compare.js';
import { formatComparison } from './against/report.js';
import { installFloor } from './install/floor.js';
import { installPeers, peerNames } from './install/peers.js';
import { environmentFor, findPython, type Python } from './install/python.js';
import { installVenv, measuredEnvironment } from './install/venv.js';
import { describeMachine } from './machine.js';
import { helpText, type Options, parseOptions } from './options.js';
import { places } from './places.js';
import { leastTrials, type Plan, plans } from './plan.js';
import { Progress } from './progress.js';
import { formatReport } from './report/text.js';
import { writeComparison, writeResults } from './report/write.js';
import type { Results, Row } from './results.js';
import { processRows } from './rows/process.js';
import { timedRows } from './rows/registry.js';
import { addRow } from './rows/scalars.js';
import { measureWireBytes } from './rows/wire-bytes.js';
import { measureStarts } from './starts.js';
import { range } from './stats.js';
import { isInTargets, type SubjectName } from './subjects/subject.js';
import { Trials } from './trials.js';

function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

function isBuilt(checkout: string): boolean {
  return existsSync(join(checkout, 'dist', 'index.js'));
}

/** Installs and compiles what is missing; gives why each subject that cannot be measured cannot. */
function prepare(options: Options, python: Python | undefined): ReadonlyMap<SubjectName, string> {
  const unavailable = new Map<SubjectName, string>();
  const noFloor = installFloor(python, say);
  if (noFloor !== undefined) unavailable.set('floor', noFloor).set('floor-kept', noFloor);
  const wanted = peerNames.filter((peer) => options.subjects.includes(peer));
  for (const [peer, why] of installPeers(wanted, python, say)) unavailable.set(peer, why);
  if (!isBuilt(places.root)) unavailable.set('graftwire', 'dist/ is not built: npm run build');
  return unavailable;
}

/** Every trial of every subject, by turns, so that a slow minute of the machine falls on all of them. */
async function runTrials(
  trials: Trials,
  subjects: readonly SubjectName[],
  plan: Plan,
  progress: Progress,
): Promise<void> {
  let longestMs = 0;
  for (let trial = 1; trial <= plan.trials; trial++) {
    const begun = progress.elapsedMs();
    if (trial > leastTrials && begun + longestMs > plan.budgetMs) {
      progress.step(`stopping after ${trial - 1} trials: no time for another`);
      return;
    }
    progress.step(`trial ${trial} of ${plan.trials}`);
    // Who begins changes, so that nobody always follows the same neighbour.
    const present = trial > plan.trialsOfOthers ? subjects.filter(isInTargets) : subjects;
    const turn = trial % present.length;
    await trials.run([...present.slice(turn), ...present.slice(0, turn)], progress);
    longestMs = Math.max(longestMs, progress.elapsedMs() - begun);
  }
}

async function measure(options: Options): Promise<Results> {
  const plan = options.quick ? plans.quick : plans.full;
  const python = findPython();
  const unavailable = prepare(options, python);
  const machine = describeMachine(python);
  const venv = python === undefined ? undefined : installVenv(python, say);
  const environment = measuredEnvironment(environmentFor(python), venv);
  const progress = new Progress();
  const rows = timedRows.filter((row) => options.rows.has(row.name));
  const rowsToPrint: Row[] = [];

  // The same short measurement of the floor before, between and after all others: its range is the noise of this run.
  const noise = new Trials([addRow], plan, environment, unavailable);
  progress.step('floor, before');
  await noise.run(['floor'], progress);

  if (processRows.some((row) => options.rows.has(row.name))) {
    progress.step('fresh processes');
    const starts = await measureStarts(options.subjects, unavailable, environment, plan, progress);
    rowsToPrint.push(...starts.filter((row) => options.rows.has(row.name)));
  }
  const trials = new Trials(rows, plan, environment, unavailable);
  if (rows.length > 0) await runTrials(trials, options.subjects, plan, progress);

  const wireBytes =
    options.rows.has('wire-bytes') && options.subjects.includes('graftwire')
      ? measureWireBytes(environment)
      : undefined;

  progress.step('floor, after');
  await noise.run(['floor'], progress);
  progress.clear();
  const floorAdd = [...noise.mediansOf(addRow.name, 'floor'), ...trials.mediansOf(addRow.name, 'floor')];
  return {
    date: new Date().toISOString(),
    plan: plan.name,
    machine,
    noise: { floorAdd, range: floorAdd.length === 0 ? 0 : range(floorAdd) },
    rows: [...trials.finish(options.subjects), ...rowsToPrint],
    wireBytes,
  };
}

async function main(): Promise<void> {
  let options: Options;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${helpText}`);
    process.exit(2);
  }
  if (options.help) {
    process.stdout.write(helpText);
    return;
  }
  if (options.against !== undefined) {
    const unbuilt = [options.against, places.root].find((checkout) => !isBuilt(checkout));
    if (unbuilt !== undefined) {
      process.stderr.write(`bench: ${unbuilt} is no built checkout: it has no dist/index.js\n`);
      process.exit(2);
    }
    const comparison = await compareWith(options.against, options, say);
    process.stdout.write(`${formatComparison(comparison)}\n`);
    if (!options.dry) process.stdout.write(`\nwritten: ${writeComparison(comparison)}\n`);
    return;
  }
  const results = await measure(options);
  process.stdout.write(`${formatReport(results)}\n`);
  if (options.dry) return;
  for (const path of await writeResults(results)) process.stdout.write(`\nwritten: ${path}`);
  process.stdout.write('\n');
}

await main();

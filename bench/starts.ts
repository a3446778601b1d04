import { leastTrials, type Plan } from './plan.js';
import { places } from './places.js';
import type { Progress } from './progress.js';
import { type Cell, measured, type Row } from './results.js';
import { processRows, type Start, type Starter, startOnce } from './rows/process.js';
import type { SubjectName } from './subjects/subject.js';

/** What is known of the starts of one subject. */
interface Gathered {
  readonly starts: Start[];
  /** In which environment its Python ran in the start that does not count. */
  prefix?: string | undefined;
  trouble?: string | undefined;
}

function hasHadEnough({ starts }: Gathered, { startsBudgetMs }: Plan): boolean {
  return starts.length >= leastTrials && starts.reduce((sum, { wallMs }) => sum + wallMs, 0) > startsBudgetMs;
}

/** Starts every subject and bare Node by turns, each in fresh processes, and gives the rows `start` and `memory`. */
export async function measureStarts(
  subjects: readonly SubjectName[],
  unavailable: ReadonlyMap<SubjectName, string>,
  environment: NodeJS.ProcessEnv,
  plan: Plan,
  progress: Progress,
): Promise<readonly Row[]> {
  const starters: readonly Starter[] = [
    'bare-node',
    ...subjects.filter((subject) => subject !== 'floor-kept'),
  ];
  const gathered = new Map<Starter, Gathered>();
  for (const starter of starters) {
    const trouble = starter === 'bare-node' ? undefined : unavailable.get(starter);
    gathered.set(starter, { starts: [], trouble });
  }
  // The first start of each fills the caches of the file system, of CPython (compiled modules) and of the subject (what
  // it discovered), and does not count.
  for (let round = 0; round <= plan.starts; round++) {
    for (const [starter, one] of gathered) {
      if (one.trouble !== undefined || hasHadEnough(one, plan)) continue;
      progress.show(`start ${round} of ${plan.starts}: ${starter}`);
      try {
        const start = await startOnce(starter, environment, round === 0);
        if (round === 0) one.prefix = start.prefix;
        else one.starts.push(start);
      } catch (error) {
        one.trouble = error instanceof Error ? error.message : String(error);
      }
    }
  }
  return rowsOf(gathered);
}

function rowsOf(gathered: ReadonlyMap<Starter, Gathered>): readonly Row[] {
  const cells = (cellOf: (one: Gathered, notes: readonly string[]) => Cell): Row['cells'] =>
    Object.fromEntries(
      [...gathered].map(([starter, one]) => [
        starter,
        one.trouble === undefined ? cellOf(one, notesOn(one)) : { status: 'unavailable', why: one.trouble },
      ]),
    );
  const hasChildren = ({ starts }: Gathered): boolean =>
    starts.some(({ childMemoryBytes }) => childMemoryBytes > 0);
  const [start, memory] = processRows;
  return [
    {
      ...start,
      unit: 'ns',
      reference: 'bare-node',
      cells: cells((one, notes) =>
        measured(
          one.starts.map(({ wallMs }) => wallMs * 1e6),
          notes,
          // A process that leaves the work to another has a processor time that says nothing.
          one.starts.map(({ cpuMs }) => (hasChildren(one) ? null : cpuMs * 1e6)),
        ),
      ),
    },
    {
      ...memory,
      unit: 'bytes',
      reference: 'bare-node',
      cells: cells((one, notes) =>
        measured(
          one.starts.map(({ memoryBytes, childMemoryBytes }) => memoryBytes + childMemoryBytes),
          hasChildren(one) ? [...notes, 'with its Python process'] : notes,
        ),
      ),
    },
  ];
}

function notesOn({ prefix }: Gathered): readonly string[] {
  return prefix === undefined || prefix === places.venv ? [] : ['does not run in the empty environment'];
}

import type { Plan } from './plan.js';
import type { Progress } from './progress.js';
import { type Cell, measured, type Row } from './results.js';
import { processRows, type Start, type Starter, startOnce } from './rows/process.js';
import type { SubjectName } from './subjects/subject.js';

const leastStarts = 2;

function hasHadEnough(starts: readonly Start[], { startsBudgetMs }: Plan): boolean {
  return starts.length >= leastStarts && starts.reduce((sum, { wallMs }) => sum + wallMs, 0) > startsBudgetMs;
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
  const starts = new Map<Starter, Start[]>(starters.map((starter) => [starter, []]));
  const troubles = new Map<Starter, string>([...unavailable]);
  // The first start of each fills the caches of the file system and of the subject, and does not count.
  for (let round = 0; round <= plan.starts; round++) {
    for (const starter of starters) {
      if (troubles.has(starter) || hasHadEnough(starts.get(starter) ?? [], plan)) continue;
      progress.show(`start ${round} of ${plan.starts}: ${starter}`);
      try {
        const start = await startOnce(starter, environment);
        if (round > 0) starts.get(starter)?.push(start);
      } catch (error) {
        troubles.set(starter, error instanceof Error ? error.message : String(error));
      }
    }
  }

  const cellOf = (starter: Starter, quantity: (start: Start) => number, notes: readonly string[]): Cell => {
    const why = troubles.get(starter);
    if (why !== undefined) return { status: 'unavailable', why };
    const trials = (starts.get(starter) ?? []).map(quantity);
    return measured(trials, notes);
  };
  const cells = (
    quantity: (start: Start) => number,
    note: (starter: Starter) => readonly string[],
  ): Row['cells'] =>
    Object.fromEntries(starters.map((starter) => [starter, cellOf(starter, quantity, note(starter))]));
  const noteOfChildren = (starter: Starter): readonly string[] =>
    (starts.get(starter) ?? []).some((start) => start.childMemoryBytes > 0)
      ? ['with its Python process']
      : [];
  const [start, memory] = processRows;
  return [
    {
      ...start,
      unit: 'ns',
      reference: 'bare-node',
      cells: cells(
        (one) => one.wallMs * 1e6,
        () => [],
      ),
    },
    {
      ...memory,
      unit: 'bytes',
      reference: 'bare-node',
      cells: cells((one) => one.memoryBytes + one.childMemoryBytes, noteOfChildren),
    },
  ];
}

import { CellRecord } from './cell-record.js';
import { places } from './places.js';
import type { Plan } from './plan.js';
import type { Progress } from './progress.js';
import type { Cell, Row } from './results.js';
import type { TimedRow } from './rows/row.js';
import { SubjectProcess } from './subject-process.js';
import type { SubjectName } from './subjects/subject.js';

/**
 * Runs trials and gathers what they say. In a trial every subject has one fresh process, and all of them measure a row
 * before the next row begins: what is compared was measured within seconds, so that a machine whose speed drifts
 * spoils the times but hardly their ratios.
 */
export class Trials {
  readonly #rows: readonly TimedRow[];
  readonly #plan: Plan;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #gathered = new Map<string, CellRecord>();
  readonly #unavailable: Map<SubjectName, string>;

  constructor(
    rows: readonly TimedRow[],
    plan: Plan,
    environment: NodeJS.ProcessEnv,
    unavailable: ReadonlyMap<SubjectName, string>,
  ) {
    this.#rows = rows;
    this.#plan = plan;
    this.#environment = environment;
    this.#unavailable = new Map(unavailable);
  }

  /** One trial: every row, by these subjects in this order. */
  async run(subjects: readonly SubjectName[], progress: Progress): Promise<void> {
    const processes = new Map<SubjectName, SubjectProcess>();
    try {
      for (const subject of subjects) await this.#start(subject, processes);
      for (const row of this.#rows) {
        for (const subject of subjects) {
          progress.show(`${row.name}: ${subject}`);
          await this.#measure(row.name, subject, processes);
        }
      }
    } finally {
      await Promise.all([...processes.values()].map((process) => process.end()));
    }
  }

  /** Medians of every trial of one cell so far, in nanoseconds. */
  mediansOf(row: string, subject: SubjectName): readonly number[] {
    return this.#cellOf(row, subject).medians;
  }

  finish(subjects: readonly SubjectName[]): readonly Row[] {
    return this.#rows.map(({ name, title, concurrent, perSecond }) => {
      const cells: Partial<Record<SubjectName, Cell>> = {};
      for (const subject of subjects) {
        const cell = this.#finishCell(name, subject);
        if (cell !== undefined) cells[subject] = cell;
      }
      const reference = concurrent === true ? undefined : 'floor';
      return { name, title, unit: 'ns', reference, perSecond, cells };
    });
  }

  async #start(subject: SubjectName, processes: Map<SubjectName, SubjectProcess>): Promise<void> {
    if (this.#unavailable.has(subject)) return;
    const started = await SubjectProcess.start(
      { subject, plan: this.#plan, checkout: places.root },
      this.#environment,
    );
    if (typeof started === 'string') this.#unavailable.set(subject, started);
    else processes.set(subject, started);
  }

  async #measure(
    row: string,
    subject: SubjectName,
    processes: Map<SubjectName, SubjectProcess>,
  ): Promise<void> {
    const cell = this.#cellOf(row, subject);
    const process = processes.get(subject);
    // What once went wrong would go wrong again, and may take its process with it.
    if (process === undefined || cell.isInTrouble) return;
    cell.keep(await process.measure(row));
    if (process.alive) return;
    await process.end();
    processes.delete(subject);
    await this.#start(subject, processes);
  }

  #finishCell(row: string, subject: SubjectName): Cell | undefined {
    const why = this.#unavailable.get(subject);
    if (why !== undefined) return { status: 'unavailable', why };
    return this.#cellOf(row, subject).finish();
  }

  #cellOf(row: string, subject: SubjectName): CellRecord {
    const key = `${row} ${subject}`;
    const cell = this.#gathered.get(key) ?? new CellRecord();
    this.#gathered.set(key, cell);
    return cell;
  }
}

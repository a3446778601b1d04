import { clock } from './clock.js';
import { places } from './places.js';
import type { Assignment, Order, Outcome, Report } from './protocol.js';
import { timedRows } from './rows/registry.js';
import { WrongResult } from './rows/row.js';
import { subjects } from './subjects/registry.js';
import type { OpenSubject } from './subjects/subject.js';

function report(message: Report): void {
  process.send?.(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function measure(subject: OpenSubject, name: string, assignment: Assignment): Promise<Outcome> {
  try {
    const row = timedRows.find((candidate) => candidate.name === name);
    const task = await row?.prepare(subject, assignment);
    if (task === undefined)
      return { kind: 'absent', why: row?.needs === undefined ? undefined : subject.lacks?.[row.needs] };
    const samples = await clock(task, assignment.plan);
    return { kind: 'measured', samples, notes: task.notes ?? [] };
  } catch (error) {
    return { kind: error instanceof WrongResult ? 'wrong' : 'failed', why: messageOf(error) };
  }
}

async function main(): Promise<void> {
  const assignment = JSON.parse(process.argv[2] ?? '') as Assignment;
  // At once, and not when the event loop has run dry: a subject may hold it open.
  process.on('disconnect', () => process.exit(0));
  let subject: OpenSubject;
  try {
    subject = await subjects[assignment.subject].open(places.workload, assignment.checkout);
  } catch (error) {
    report({ kind: 'unavailable', why: messageOf(error) });
    return;
  }
  process.on('message', ({ row }: Order) => void measure(subject, row, assignment).then(report));
  report({ kind: 'ready' });
}

await main();

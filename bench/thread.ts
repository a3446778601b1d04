import { parentPort, workerData } from 'node:worker_threads';
import { callAdd } from './call-add.js';
import { places } from './places.js';
import { WrongResult } from './rows/row.js';
import { subjects } from './subjects/registry.js';
import { type Engagement, now, Signal, type ThreadReport } from './thread-team.js';

/** What runs in each thread of a team. */
async function main(): Promise<ThreadReport> {
  const { subject, checkout, job, signals } = workerData as Engagement;
  const open = await subjects[subject].open(places.workload, checkout);
  if (open.kind !== 'sync' || open.threads === undefined) throw new Error('no use in threads');
  const { add } = open.calls;
  const { spin } = open.threads;
  callAdd(add, job.kind === 'call' ? job.warmUpMs : 0);
  Atomics.add(signals, Signal.ready, 1);
  Atomics.wait(signals, Signal.go, 0);
  const begun = now();
  const calls = job.kind === 'call' ? callAdd(add, job.durationMs).calls : spin(job.durationMs / 1000);
  if (calls <= 0) throw new WrongResult('the loop went round no single time');
  return { kind: 'done', begun, ended: now(), calls };
}

try {
  parentPort?.postMessage(await main());
} catch (error) {
  if (!(error instanceof WrongResult)) throw error;
  const report: ThreadReport = { kind: 'wrong', why: error.message };
  parentPort?.postMessage(report);
}

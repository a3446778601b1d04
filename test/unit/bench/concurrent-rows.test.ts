import { describe, expect, it } from 'vitest';
import { clock } from '../../../bench/clock.js';
import { CellRecord } from '../../../bench/cell-record.js';
import { plans } from '../../../bench/plan.js';
import { timedRows } from '../../../bench/rows/registry.js';
import type { AsyncCalls, LaterCalls, OpenSubject } from '../../../bench/subjects/subject.js';

const plan = { ...plans.quick, warmUpMs: 1, measureMs: 10 };
const origin = { subject: 'graftwire', checkout: '' } as const;

/** Something that adds asynchronously, in JavaScript: what is tested is the row. */
function subjectOf(later: LaterCalls): OpenSubject {
  return { kind: 'async', calls: {} as AsyncCalls, openLater: () => later };
}

async function measure(name: string, later: LaterCalls) {
  const task = await timedRows.find((row) => row.name === name)?.prepare(subjectOf(later), origin);
  return task === undefined ? undefined : clock(task, plan);
}

describe('a row of overlapping calls', () => {
  it('keeps 64 of them outstanding', async () => {
    let outstanding = 0;
    let most = 0;
    const add = async (left: number, right: number): Promise<number> => {
      most = Math.max(most, ++outstanding);
      await Promise.resolve();
      outstanding--;
      return left + right;
    };
    const samples = await measure('async-def', { add });
    expect(samples?.wall.length).toBeGreaterThan(0);
    expect(most).toBe(64);
  });

  it('finds one wrong answer among many', async () => {
    let calls = 0;
    const add = (left: number, right: number): Promise<number> =>
      Promise.resolve(++calls === 5000 ? left : left + right);
    await expect(measure('async-def', { add })).rejects.toThrow(/^add\(\d+, 1\) gave \d+$/);
    await expect(measure('async-latency', { add: (left) => Promise.resolve(left) })).rejects.toThrow(
      'add(0, 1) gave 0',
    );
    await expect(measure('idle', { add: (left) => Promise.resolve(left) })).rejects.toThrow('another sum');
  });

  it('is not there for a subject that has no such call', async () => {
    const add = (left: number, right: number): Promise<number> => Promise.resolve(left + right);
    expect(await measure('async-coroutine', { add })).toBeUndefined();
    expect(await measure('async-def', { coroutineAdd: add })).toBeUndefined();
    expect((await measure('async-latency', { coroutineAdd: add }))?.wall).toHaveLength(1);
  });

  it('tells how late a timer was at the worst', async () => {
    const blocking = async (seconds: number): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const end = performance.now() + seconds * 50; performance.now() < end;);
    };
    // 50 ms stand still.
    const samples = await measure('timers-spin', { spin: blocking });
    expect(samples?.wall[0]).toBeGreaterThan(45e6);
    expect(await measure('timers-sleep', { spin: blocking })).toBeUndefined();
  });

  it('tells p50, p90 and p99 of the same calls', async () => {
    const subject = subjectOf({ add: (left, right) => Promise.resolve(left + right) });
    const latencies: number[] = [];
    for (const name of ['async-latency', 'async-latency-p90', 'async-latency-p99']) {
      const task = await timedRows.find((row) => row.name === name)?.prepare(subject, origin);
      if (task !== undefined) latencies.push(...(await clock(task, plan)).wall);
    }
    expect(latencies).toHaveLength(3);
    expect(latencies).toEqual([...latencies].sort((a, b) => a - b));
  });
});

describe('what the trials say of a cell', () => {
  it('has the reason where a subject is without such a call', () => {
    const cell = new CellRecord();
    cell.keep({ kind: 'absent', why: 'it never awaits' });
    expect(cell.finish()).toEqual({ status: 'absent', why: 'it never awaits' });
    expect(cell.isInTrouble).toBe(true);
  });

  it('stays in the order of the trials where one gave nothing', () => {
    const cell = new CellRecord();
    cell.keep({ kind: 'absent', why: undefined });
    cell.keep({ kind: 'measured', samples: { wall: [1, 2, 9], cpu: [] }, notes: [] });
    expect(cell.finish()).toMatchObject({ status: 'measured', trials: [null, 2] });
    expect(new CellRecord().finish()).toBeUndefined();
  });
});

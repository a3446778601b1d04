import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { barsOf } from '../../../bench/chart/bars.js';
import { nameOfMachine } from '../../../bench/machine.js';
import { judgeTargets } from '../../../bench/report/targets.js';
import { formatReport } from '../../../bench/report/text.js';
import { measured, type Results } from '../../../bench/results.js';

const results: Results = {
  date: '2026-01-02T03:04:05.000Z',
  plan: 'full',
  machine: {
    platform: 'linux-x64',
    cpu: 'Fast CPU @ 2.50GHz',
    cores: 2,
    memoryGb: 24,
    node: '20.19.0',
    v8: '11.3',
    cpython: '3.11.7',
    versions: { graftwire: '0.1.0' },
    commit: 'abc',
    loadBefore: 0.1,
  },
  noise: { floorAdd: [90, 92], range: 0.022 },
  rows: [
    {
      name: 'add',
      title: 'add(int, int)',
      unit: 'ns',
      reference: 'floor',
      cells: {
        floor: measured([90, 90], []),
        graftwire: measured([126, 126], []),
        'node-calls-python': measured([540, 540], []),
        pymport: { status: 'unavailable', why: 'no compiler' },
      },
    },
    {
      name: 'echo-100-astral',
      title: 'echo 100 B astral',
      unit: 'ns',
      reference: 'floor',
      cells: {
        floor: measured([100, 100], []),
        graftwire: measured([201, 201], ['a note']),
        pymport: { status: 'wrong', why: '40 of 52 UTF-16 units came back' },
      },
    },
    {
      name: 'memory',
      title: 'memory after first call',
      unit: 'bytes',
      reference: 'bare-node',
      cells: { 'bare-node': measured([40e6], []), graftwire: measured([54e6], []) },
    },
  ],
  wireBytes: { out: 31, back: 29 },
};

describe('the targets', () => {
  const verdicts = judgeTargets(results).map(({ title, wanted, met }) => [title, wanted, met] as const);

  it.each([
    ['add(int, int)', 'at most 1.5x the floor', true],
    ['add(int, int)', 'at least 5x faster than node-calls-python', false],
    ['echo 100 B astral', 'at most 2x the floor', false],
    ['echo a nested object', 'at least 5x faster than node-calls-python', undefined],
    ['start to first result', 'at most 1.5x bare node', undefined],
    ['memory after first call', 'at most bare node + 15.0 MB', true],
    ['wire bytes of add(2, 3), out', 'at most 32 B', true],
    ['wire bytes of add(2, 3), back', 'at most 28 B', false],
    ['floor of add', '81-101 ns, give or take 20 %', true],
  ])('%s, %s: %s', (title, wanted, met) => {
    expect(verdicts).toContainEqual([title, wanted, met]);
  });
});

describe('a target that is a ratio', () => {
  const rowOf = (name: string, reference: 'floor' | 'bare-node'): Results => ({
    ...results,
    rows: [
      {
        name,
        title: name,
        unit: 'ns',
        reference,
        cells: { [reference]: measured([100], [], [100]), graftwire: measured([180], [], [120]) },
      },
    ],
  });

  it('of a call is judged by processor time, where there is one', () => {
    const [add] = judgeTargets(rowOf('add', 'floor'));
    expect(add).toMatchObject({ found: '1.20x cpu, 1.80x wall', met: true });
  });

  it('of a start is judged by wall time', () => {
    const start = judgeTargets(rowOf('start', 'bare-node')).find(({ title }) => title.startsWith('start'));
    expect(start).toMatchObject({ found: '1.80x wall, 1.20x cpu', met: false });
  });

  it('is said to be doubtful where the two lie far apart, of calls only', () => {
    const busy = stripVTControlCharacters(formatReport(rowOf('add', 'floor')));
    expect(busy).toMatch(/more than 15 % apart in 1 of 1 places.*\n.*With graftwire: add\./);
    const start = stripVTControlCharacters(formatReport(rowOf('start', 'bare-node')));
    expect(start).not.toContain('apart');
    expect(start).toMatch(/^start, processor\s+100 ns\s+120 ns$/m);
    expect(formatReport(results)).not.toContain('apart');
  });
});

describe('the targets of the floors', () => {
  const withParts = (call: number, gil: number, python: number): Results => ({
    ...results,
    rows: [
      ...results.rows,
      ...Object.entries({ call, gil, python }).map(([part, cost]) => ({
        name: `part-${part}`,
        title: part,
        unit: 'ns' as const,
        reference: 'floor' as const,
        cells: { floor: measured([cost], []) },
      })),
    ],
  });
  const floorOf = (measuredResults: Results) =>
    judgeTargets(measuredResults).find(({ title }) => title === 'floor of add');

  it('grow with the parts of which a floor is made', () => {
    expect(floorOf(withParts(9.5, 46, 26.5))).toMatchObject({ found: '90.0 ns', met: true });
    expect(floorOf(withParts(19, 92, 53))).toMatchObject({
      wanted: "81-101 ns x 2.0 for this machine's parts, give or take 20 %",
      met: false,
    });
  });
});

describe('the report', () => {
  const text = stripVTControlCharacters(formatReport(results));

  it('gives times, ratios and speed-ups', () => {
    expect(text).toMatch(/^add\(int, int\)\s+90\.0 ns ±0\.0 %\s+126 ns ±0\.0 %\s+540 ns ±0\.0 %\s+n\/a$/m);
    expect(text).toMatch(/^add\(int, int\)\s+1\.40x\s+6\.0x$/m);
    expect(text).toMatch(/^add\(int, int\)\s+4\.3x$/m);
  });

  it('says once why something is missing or wrong', () => {
    expect(text.match(/pymport: not available: no compiler/g)).toHaveLength(1);
    expect(text).toContain('pymport: wrong: 40 of 52 UTF-16 units came back (echo-100-astral)');
    expect(text).toContain('graftwire: a note (echo-100-astral)');
  });

  it('warns of a machine that was not quiet, and only of such a one', () => {
    expect(text).not.toContain('not quiet');
    expect(formatReport({ ...results, noise: { floorAdd: [90, 180], range: 1 } })).toContain('not quiet');
    expect(formatReport({ ...results, machine: { ...results.machine, loadBefore: 3 } })).toContain(
      'not quiet',
    );
  });
});

describe('the bars of the chart', () => {
  const bars = barsOf(results);

  it('are as long as the multiple of the reference', () => {
    expect(bars.find((bar) => bar.panel === 'add(int, int)' && bar.subject === 'graftwire')).toMatchObject({
      kind: 'graftwire',
      ratio: 1.4,
    });
  });

  it('have a word in their place where nothing could be measured', () => {
    expect(bars.filter((bar) => bar.subject === 'pymport').map((bar) => bar.label)).toEqual([
      'not available',
      'wrong result',
    ]);
  });

  it('stand in a panel that names bare Node where that is the reference', () => {
    expect(bars.map((bar) => bar.panel)).toContain('memory after first call (bare node: 40.0 MB)');
  });
});

describe('the name of a machine', () => {
  it('tells its make and versions, in characters that any file system takes', () => {
    expect(nameOfMachine(results.machine)).toBe('linux-x64-fast-2.50ghz-2c-node20.19.0-cpython3.11.7');
  });
});

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { barsOf } from '../../../bench/chart/bars.js';
import { nameOfMachine } from '../../../bench/machine.js';
import { judgeTargets } from '../../../bench/report/targets.js';
import { formatReport } from '../../../bench/report/text.js';
import { measured, type Results, type Row } from '../../../bench/results.js';

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

describe('the targets of calls that overlap and of threads', () => {
  const row = (name: string, cells: Row['cells'], perSecond?: true): Row => ({
    name,
    title: name,
    unit: 'ns',
    reference: undefined,
    perSecond,
    cells,
  });
  const concurrent: Results = {
    ...results,
    rows: [
      row(
        'async-def',
        {
          graftwire: measured([900, 900], []),
          'node-calls-python': measured([9000, 9000], []),
          // In the first trial only, as in a quick run.
          pythonia: measured([3600], []),
          pyodide: { status: 'absent', why: 'no stack switching' },
        },
        true,
      ),
      row('async-coroutine', { graftwire: measured([2500], []) }, true),
      row('async-latency', { graftwire: measured([10_100], []) }),
      row('idle', { floor: measured([300_000], []), graftwire: measured([2_200_000], []) }),
      row('threads-sync', { graftwire: measured([2900], []) }),
      row('contended', { graftwire: measured([310_000], []), pymport: measured([5e6], []) }),
    ],
  };
  const verdicts = judgeTargets(concurrent).map(({ title, wanted, found, met }) => [
    title,
    wanted,
    found,
    met,
  ]);

  it.each([
    ['async-def', 'at least 1.00 M/s', '1.11 M/s', true],
    ['async-def', 'at least 5x the best peer', '4.0x pythonia', false],
    ['async-coroutine', 'at least 500 k/s', '400 k/s', false],
    ['async-coroutine', 'at least 5x the best peer', 'not measured', undefined],
    ['async-await', 'at least 200 k/s', 'not measured', undefined],
    ['async-latency, p50', 'at most 10.0 µs', '10.1 µs', false],
    [
      'idle, 1 ms after the last call',
      'less than 1.0 % of a core more than a process that never called',
      '0.9 %',
      true,
    ],
    ['threads-sync, the slowest', 'at most 3.00 µs', '2.90 µs', true],
    ['contended, median wait', 'at most 300 µs', '310 µs', false],
  ])('%s, %s: %s', (...expected) => {
    expect(verdicts).toContainEqual(expected);
  });

  it('stand in tables of their own, and have calls a second, but no ratio to the floor', () => {
    const text = stripVTControlCharacters(formatReport(concurrent));
    expect(text).toMatch(/^async-def +1\.11 M\/s +111 k\/s +278 k\/s$/m);
    expect(text).toMatch(/^async-def +900 ns ±0\.0 % +9\.00 µs ±0\.0 % +n\/a +3\.60 µs$/m);
    expect(text).toContain('pyodide: none: no stack switching (async-def)');
    expect(text).toMatch(/faster by\n(.*\n){2}async-def +10x +4\.0x$/m);
    expect(text).not.toMatch(/^idle +\d+(\.\d+)?x/m);
    expect(text).not.toContain('Times the floor');
    expect(barsOf(concurrent)).toEqual([]);
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

import { medianOf, ratioOf, type Results, type Row } from '../results.js';
import { formatDuration, formatMegabytes, formatRatio } from './quantity.js';

/** A figure that is asked of graftwire, or of the benchmark itself, and what this run says to it. */
export interface Target {
  readonly title: string;
  readonly wanted: string;
  readonly found: string;
  /** Undefined: not measured in this run. */
  readonly met: boolean | undefined;
}

const megabyte = 1e6;
// What the floors cost where the figures of the peers were first taken; another machine, another time.
const knownFloors = { released: [81, 101], kept: [53, 53], tolerance: 0.2 } as const;

export function judgeTargets(results: Results): readonly Target[] {
  const row = (name: string): Row | undefined => results.rows.find((candidate) => candidate.name === name);
  return [
    atMost('add(int, int)', row('add'), 'floor', 1.5),
    fasterThan('add(int, int)', row('add'), 'node-calls-python', 5),
    ...results.rows
      .filter(({ name }) => name.startsWith('echo-1'))
      .map((echo) => atMost(echo.title, echo, 'floor', 2)),
    fasterThan('echo a nested object', row('echo-object'), 'node-calls-python', 5),
    atMost('start to first result', row('start'), 'bare-node', 1.5),
    memoryAbove(row('memory'), 15 * megabyte),
    ...wireTargets(results),
    knownFloor('floor of add', medianOf(row('add'), 'floor'), knownFloors.released),
    knownFloor('floor of add, GIL kept', medianOf(row('add'), 'floor-kept'), knownFloors.kept),
  ];
}

function atMost(
  title: string,
  row: Row | undefined,
  reference: 'floor' | 'bare-node',
  limit: number,
): Target {
  const ratio = ratioOf(row, 'graftwire', reference);
  const name = reference === 'floor' ? 'the floor' : 'bare node';
  return {
    title,
    wanted: `at most ${limit}x ${name}`,
    found: ratio === undefined ? 'not measured' : formatRatio(ratio),
    met: ratio === undefined ? undefined : ratio <= limit,
  };
}

function fasterThan(title: string, row: Row | undefined, peer: 'node-calls-python', factor: number): Target {
  const ratio = ratioOf(row, peer, 'graftwire');
  return {
    title,
    wanted: `at least ${factor}x faster than ${peer}`,
    found: ratio === undefined ? 'not measured' : formatRatio(ratio),
    met: ratio === undefined ? undefined : ratio >= factor,
  };
}

function memoryAbove(row: Row | undefined, limitBytes: number): Target {
  const own = medianOf(row, 'graftwire');
  const bare = medianOf(row, 'bare-node');
  const above = own === undefined || bare === undefined ? undefined : own - bare;
  return {
    title: 'memory after first call',
    wanted: `at most bare node + ${formatMegabytes(limitBytes)}`,
    found: above === undefined ? 'not measured' : `+ ${formatMegabytes(above)}`,
    met: above === undefined ? undefined : above <= limitBytes,
  };
}

function wireTargets({ wireBytes }: Results): readonly Target[] {
  const target = (title: string, bytes: number | undefined, limit: number): Target => ({
    title,
    wanted: `at most ${limit} B`,
    found: bytes === undefined ? 'not measured' : `${bytes} B`,
    met: bytes === undefined ? undefined : bytes <= limit,
  });
  return [
    target('wire bytes of add(2, 3), out', wireBytes?.out, 32),
    target('wire bytes of add(2, 3), back', wireBytes?.back, 28),
  ];
}

function knownFloor(title: string, found: number | undefined, [from, to]: readonly [number, number]): Target {
  const { tolerance } = knownFloors;
  const known = from === to ? `${from} ns` : `${from}-${to} ns`;
  return {
    title,
    wanted: `${known}, give or take ${tolerance * 100} %`,
    found: found === undefined ? 'not measured' : formatDuration(found),
    met: found === undefined ? undefined : found >= from * (1 - tolerance) && found <= to * (1 + tolerance),
  };
}

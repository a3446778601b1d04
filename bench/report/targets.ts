import { type Measure, medianOf, ratioOf, type Results, type Row } from '../results.js';
import type { Starter } from '../rows/process.js';
import { judgeConcurrency } from './concurrency-targets.js';
import { formatDuration, formatMegabytes, formatRatio } from './quantity.js';
import type { Target } from './target.js';

const megabyte = 1e6;
// What the floors and their parts cost where the figures of the peers were first taken, in nanoseconds.
const known = { released: [81, 101], kept: [53, 53], parts: { call: 9.5, gil: 46, python: 26.5 } } as const;
const tolerance = 0.2;

export function judgeTargets(results: Results): readonly Target[] {
  const row = (name: string): Row | undefined => results.rows.find((candidate) => candidate.name === name);
  return [
    atMost('add(int, int)', row('add'), 'floor', 1.5),
    fasterThan('add(int, int)', row('add'), 'node-calls-python', 5),
    ...results.rows
      .filter(({ name }) => name.startsWith('echo-1'))
      .map((echo) => atMost(echo.title, echo, 'floor', 2)),
    fasterThan('echo a nested object', row('echo-object'), 'node-calls-python', 5),
    within('method of a held object', row('method'), row('add'), 1.2, 'add'),
    within('attribute of a held object', row('object-attribute'), row('add'), 1, 'add'),
    fasterThan('callback from Python', row('callback'), 'node-calls-python', 1),
    creation(row('object'), row('add'), row('part-registry')),
    ...judgeConcurrency(results),
    atMost('start to first result', row('start'), 'bare-node', 1.5),
    memoryAbove(row('memory'), 15 * megabyte),
    ...wireTargets(results),
    knownFloor(
      'floor of add',
      row('add'),
      'floor',
      known.released,
      scaleOf(results, 'floor', ['call', 'gil', 'python']),
    ),
    knownFloor(
      'floor of add, GIL kept',
      row('add'),
      'floor-kept',
      known.kept,
      scaleOf(results, 'floor-kept', ['call', 'python']),
    ),
  ];
}

function atMost(
  title: string,
  row: Row | undefined,
  reference: 'floor' | 'bare-node',
  limit: number,
): Target {
  const name = reference === 'floor' ? 'the floor' : 'bare node';
  return {
    title,
    wanted: `at most ${limit}x ${name}`,
    ...judge(row, 'graftwire', reference, (ratio) => ratio <= limit),
  };
}

function fasterThan(title: string, row: Row | undefined, peer: 'node-calls-python', factor: number): Target {
  return {
    title,
    wanted: `at least ${factor}x faster than ${peer}`,
    ...judge(row, peer, 'graftwire', (ratio) => ratio >= factor),
  };
}

/** One thing that graftwire does beside another, in one run. */
function within(
  title: string,
  row: Row | undefined,
  other: Row | undefined,
  limit: number,
  name: string,
): Target {
  const cost = ownCost(row);
  const otherCost = ownCost(other);
  const ratio = cost === undefined || otherCost === undefined ? undefined : cost / otherCost;
  return {
    title,
    wanted: `at most ${limit}x ${name}`,
    found: ratio === undefined ? 'not measured' : formatRatio(ratio),
    met: ratio === undefined ? undefined : ratio <= limit,
  };
}

function creation(object: Row | undefined, add: Row | undefined, registry: Row | undefined): Target {
  const cost = ownCost(object);
  const addCost = ownCost(add);
  const entry = costOf(registry, 'floor');
  const limit = addCost === undefined || entry === undefined ? undefined : 3 * addCost + entry;
  return {
    title: 'create an object and drop it',
    wanted: `at most 3x add and an entry of a FinalizationRegistry${limit === undefined ? '' : `: ${formatDuration(limit)}`}`,
    found: cost === undefined ? 'not measured' : formatDuration(cost),
    met: cost === undefined || limit === undefined ? undefined : cost <= limit,
  };
}

function ownCost(row: Row | undefined): number | undefined {
  return medianOf(row, 'graftwire', 'cpu') ?? medianOf(row, 'graftwire');
}

/**
 * A call is judged by processor time, which is the better defined: on a quiet machine it is the wall time, on a busy one
 * wall time also counts the turns of others. A start is judged by wall time, since it is the waiting that a user notices.
 */
function judge(
  row: Row | undefined,
  subject: Starter,
  other: Starter,
  isMet: (ratio: number) => boolean,
): Pick<Target, 'found' | 'met'> {
  const order: readonly Measure[] = row?.reference === 'floor' ? ['cpu', 'wall'] : ['wall', 'cpu'];
  const ratios = order.flatMap((measure) => {
    const ratio = ratioOf(row, subject, other, measure);
    return ratio === undefined ? [] : [{ ratio, text: `${formatRatio(ratio)} ${measure}` }];
  });
  const [first] = ratios;
  if (first === undefined) return { found: 'not measured', met: undefined };
  return { found: ratios.map(({ text }) => text).join(', '), met: isMet(first.ratio) };
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

type Part = keyof typeof known.parts;

/** How much more the parts of the floor cost on this machine than on that of the known figures; 1 where not measured. */
function scaleOf({ rows }: Results, floor: 'floor' | 'floor-kept', parts: readonly Part[]): number {
  const here = parts.map((part) =>
    costOf(
      rows.find(({ name }) => name === `part-${part}`),
      floor,
    ),
  );
  if (here.some((cost) => cost === undefined)) return 1;
  const sum = (costs: readonly number[]): number => costs.reduce((total, cost) => total + cost, 0);
  return sum(here.map((cost) => cost ?? 0)) / sum(parts.map((part) => known.parts[part]));
}

/** Processor time where there is one: for a call the better defined of the two. */
function costOf(row: Row | undefined, floor: 'floor' | 'floor-kept'): number | undefined {
  return medianOf(row, floor, 'cpu') ?? medianOf(row, floor);
}

/** A floor that is dearer than the sum of its parts would flatter everything that is compared with it. */
function knownFloor(
  title: string,
  row: Row | undefined,
  floor: 'floor' | 'floor-kept',
  [from, to]: readonly [number, number],
  scale: number,
): Target {
  const found = costOf(row, floor);
  const figure = from === to ? `${from} ns` : `${from}-${to} ns`;
  const scaled = scale === 1 ? figure : `${figure} x ${scale.toFixed(1)} for this machine's parts`;
  return {
    title,
    wanted: `${scaled}, give or take ${tolerance * 100} %`,
    found: found === undefined ? 'not measured' : formatDuration(found),
    met:
      found === undefined
        ? undefined
        : found >= from * scale * (1 - tolerance) && found <= to * scale * (1 + tolerance),
  };
}

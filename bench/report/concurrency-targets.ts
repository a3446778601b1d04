import { peerNames } from '../install/peers.js';
import { medianOf, ratioOf, type Results, type Row } from '../results.js';
import { idleWindowMs } from '../rows/idle.js';
import { formatDuration, formatRate, formatRatio, formatShare } from './quantity.js';
import type { Target } from './target.js';
import { titles } from './titles.js';

const callsPerSecond = { 'async-def': 1e6, 'async-coroutine': 500e3, 'async-await': 200e3 } as const;
const timesThePeers = 5;
const latency = 10_000;
const threaded = 3_000;
const contended = 300_000;
// "A few milliseconds", over what an idle Node has in the same run.
const late = 5_000_000;
// Of one core, over what a process takes that never called.
const idleShare = 0.01;

/** What is asked of calls that overlap and of threads: all of it in wall time, since it is waiting that is promised. */
export function judgeConcurrency({ rows }: Results): readonly Target[] {
  const row = (name: string): Row | undefined => rows.find((candidate) => candidate.name === name);
  return [
    ...Object.entries(callsPerSecond).flatMap(([name, limit]) => [
      atLeast(name, row(name), limit),
      fasterThanPeers(name, row(name)),
    ]),
    atMost('async-latency, p50', row('async-latency'), latency),
    idle(row('idle')),
    ...['timers-sleep', 'timers-spin'].map((name) => onTime(name, row(name))),
    atMost('threads-sync, the slowest', row('threads-sync'), threaded),
    atMost('contended, median wait', row('contended'), contended),
  ];
}

function atLeast(title: string, row: Row | undefined, rate: number): Target {
  const found = medianOf(row, 'graftwire');
  return {
    title,
    wanted: `at least ${formatRate(1e9 / rate)}`,
    found: found === undefined ? 'not measured' : formatRate(found),
    met: found === undefined ? undefined : 1e9 / found >= rate,
  };
}

function fasterThanPeers(title: string, row: Row | undefined): Target {
  const ratios = peerNames.flatMap((peer) => {
    const ratio = ratioOf(row, peer, 'graftwire');
    return ratio === undefined ? [] : [{ peer, ratio }];
  });
  const [best] = ratios.sort((a, b) => a.ratio - b.ratio);
  return {
    title,
    wanted: `at least ${timesThePeers}x the best peer`,
    found: best === undefined ? 'not measured' : `${formatRatio(best.ratio)} ${titles[best.peer]}`,
    met: best === undefined ? undefined : best.ratio >= timesThePeers,
  };
}

function atMost(title: string, row: Row | undefined, limit: number): Target {
  const found = medianOf(row, 'graftwire');
  return {
    title,
    wanted: `at most ${formatDuration(limit)}`,
    found: found === undefined ? 'not measured' : formatDuration(found),
    met: found === undefined ? undefined : found <= limit,
  };
}

function onTime(name: string, row: Row | undefined): Target {
  const own = medianOf(row, 'graftwire');
  const idling = medianOf(row, 'floor');
  const found = own === undefined || idling === undefined ? undefined : Math.max(own - idling, 0);
  return {
    title: `${name}, the largest delay`,
    wanted: `at most ${formatDuration(late)} more than in an idle Node`,
    found: found === undefined ? 'not measured' : formatDuration(found),
    met: found === undefined ? undefined : found <= late,
  };
}

function idle(row: Row | undefined): Target {
  const own = medianOf(row, 'graftwire');
  const uncalled = medianOf(row, 'floor');
  const share =
    own === undefined || uncalled === undefined ? undefined : (own - uncalled) / (idleWindowMs * 1e6);
  return {
    title: 'idle, 1 ms after the last call',
    wanted: `less than ${formatShare(idleShare)} of a core more than a process that never called`,
    found: share === undefined ? 'not measured' : formatShare(share),
    met: share === undefined ? undefined : share < idleShare,
  };
}

import type { OpenSubject } from '../subjects/subject.js';
import type { TimedRow } from './row.js';

const seconds = 1;
const periodMs = 1;

type Work = (seconds: number) => Promise<unknown>;

/**
 * How late a timer of a millisecond comes, at the worst, while a function of Python is busy for a second beside JavaScript. The floor's process
 * does nothing meanwhile: it says how late timers come on this machine in an idle Node.
 */
export const timersRows: readonly TimedRow[] = [
  createRow('timers-sleep', 'sleeps', (later) => later?.sleep),
  createRow('timers-spin', 'loops in Python', (later) => later?.spin),
];

function createRow(
  name: string,
  title: string,
  choose: (later: Awaited<ReturnType<NonNullable<OpenSubject['openLater']>>> | undefined) => Work | undefined,
): TimedRow {
  return {
    name,
    title: `largest delay of a timer while a function ${title}`,
    concurrent: true,
    async prepare(subject) {
      const work = isFloor(subject) ? idle : choose(await subject.openLater?.());
      if (work === undefined) return undefined;
      return {
        kind: 'probe',
        measure: async () => {
          // The threads that it needs are there.
          await work(0);
          return [await largestDelay(work(seconds))];
        },
      };
    },
  };
}

/** A floor that keeps the GIL is no other than the one that does not. */
function isFloor(subject: OpenSubject): boolean {
  return subject.kind === 'sync' && subject.floor?.takeGil !== undefined;
}

function idle(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration * 1000));
}

/** In nanoseconds. */
async function largestDelay(work: Promise<unknown>): Promise<number> {
  let largestMs = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    largestMs = Math.max(largestMs, now - last - periodMs);
    last = now;
  };
  const timer = setInterval(look, periodMs);
  await work;
  clearInterval(timer);
  // One that has not come at all is as late as that.
  look();
  return largestMs * 1e6;
}

import { deepStrictEqual } from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import type { JsonChild } from './json-child.js';
import type { Search } from './search.js';

/** How long one call takes on each way, in microseconds. */
export interface Timing {
  readonly call: string;
  readonly inProcessUs: number;
  readonly childUs: number;
}

export type Call = readonly [name: 'frequency' | 'complete' | 'search', ...args: readonly string[]];

const samples = 15;
const sampleMs = 10;

/** The same calls on both ways, each awaited before the next is made; that they answer alike is checked first. */
export async function timings(search: Search, child: JsonChild, calls: readonly Call[]): Promise<Timing[]> {
  const found: Timing[] = [];
  for (const [name, ...args] of calls) {
    const method = search[name] as (...args: readonly string[]) => unknown;
    deepStrictEqual(await child.call(name, args), method(...args));
    const call = `${name}(${args.map((arg) => `'${arg}'`).join(', ')})`;
    const inProcessUs = await timePerCall((count) => {
      for (let done = 0; done < count; done++) method(...args);
    });
    const childUs = await timePerCall(async (count) => {
      for (let done = 0; done < count; done++) await child.call(name, args);
    });
    found.push({ call, inProcessUs, childUs });
  }
  return found;
}

/** The median of several samples of many calls each, in microseconds. */
async function timePerCall(run: (count: number) => void | Promise<void>): Promise<number> {
  const sample = async (count: number): Promise<number> => {
    const start = performance.now();
    await run(count);
    return ((performance.now() - start) * 1000) / count;
  };
  const count = Math.max(10, Math.round((sampleMs * 1000) / (await sample(100))));
  await sample(count);
  const times: number[] = [];
  while (times.length < samples) times.push(await sample(count));
  return times.sort((a, b) => a - b)[samples >> 1]!;
}

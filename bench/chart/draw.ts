import type { Results } from '../results.js';
export function drawChart(_results: Results): Promise<string | undefined> {
  return Promise.resolve(undefined);
}

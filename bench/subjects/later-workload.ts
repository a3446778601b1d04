import { dirname, join } from 'node:path';

/** The path of workload_later.py, beside that of workload.py: apart from it, since it imports asyncio. */
export function laterWorkload(workload: string): string {
  return join(dirname(workload), 'workload_later.py');
}

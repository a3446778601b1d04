import { join } from 'node:path';

/** The folders of the benchmark, from the project's root, which is the working directory of every process of it. */
export const places = {
  cache: join(process.cwd(), '.cache', 'bench'),
  child: join(process.cwd(), '.cache', 'bench', 'child.js'),
  thread: join(process.cwd(), '.cache', 'bench', 'thread.js'),
  wireBytesChild: join(process.cwd(), '.cache', 'bench', 'wire-bytes-child.js'),
  venv: join(process.cwd(), '.cache', 'bench', 'venv'),
  discoveryCache: join(process.cwd(), '.cache', 'bench', 'discovery'),
  workload: join(process.cwd(), 'bench', 'workload.py'),
  results: join(process.cwd(), 'bench', 'results'),
  peers: join(process.cwd(), 'bench', 'peers'),
  chart: join(process.cwd(), 'bench', 'chart'),
  native: join(process.cwd(), 'bench', 'native'),
  floor: join(process.cwd(), 'bench', 'native', 'build', 'Release', 'floor.node'),
  routes: join(process.cwd(), 'bench', 'routes'),
  start: join(process.cwd(), 'bench', 'start'),
  root: process.cwd(),
} as const;

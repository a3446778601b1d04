import type { Starter } from '../rows/process.js';

/** Every column, in order. */
export const titles: Readonly<Record<Starter, string>> = {
  'bare-node': 'bare node',
  floor: 'floor',
  'floor-kept': 'floor, GIL kept',
  graftwire: 'graftwire',
  'node-calls-python': 'node-calls-python',
  pymport: 'pymport',
  pyodide: 'pyodide',
  pythonia: 'pythonia',
};

export const starters = Object.keys(titles) as readonly Starter[];

import type { Analysis } from './analysis.js';
import { analyzeJavaScript } from './javascript/analyze-javascript.js';
import { folderOf } from './javascript/javascript-source.js';
import { analyzePython } from './python/analyze-python.js';

export interface AnalyzeOptions {
  /** The file that asks, as a path or a `file:` URL, or a folder: what paths and packages are looked up from. Default: the working directory. */
  readonly from?: string;
  /** The interpreter that has the module, for modules of Python. */
  readonly python: string;
  /** The folder that the Python package `graftwire` stands in. */
  readonly hostFolder: string;
  /** Of Python. Default: 120,000. */
  readonly timeoutMs?: number;
}

/**
 * The model of a module, whichever language it is in: `./stats.py` and `python:statistics` are read by Python, everything else by the TypeScript
 * compiler.
 *
 * @throws GraftError as {@link analyzePython} and {@link analyzeJavaScript} do
 */
export async function analyze(source: string, options: AnalyzeOptions): Promise<Analysis> {
  const { from = `${process.cwd()}/`, python, hostFolder, timeoutMs } = options;
  if (!isPython(source)) return analyzeJavaScript(source, { from });
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  return analyzePython(source, { python, hostFolder, from: folderOf(from), ...limit });
}

/** Whether a source is a module of Python: `python:` before its name, or a path that ends as one of Python's does. */
export function isPython(source: string): boolean {
  return source.startsWith('python:') || /\.(pyi?|so|pyd)$/.test(source);
}

import { execFile } from 'node:child_process';
import { delimiter, isAbsolute, resolve } from 'node:path';
import { graftErrorCodes, type GraftErrorCode } from '../../errors/codes.js';
import { GraftError } from '../../errors/graft-error.js';
import { parseModel } from '../../model/parse-model.js';
import type { UgmLoss } from '../../model/ugm.js';
import type { Analysis, AnalysisCoverage } from '../analysis.js';

/** How {@link analyzePython} runs the Analyzer. */
export interface AnalyzePythonOptions {
  /** The interpreter that has the module: the path of an executable. */
  readonly python: string;
  /** The folder that a relative path is meant from, and in which the interpreter runs. */
  readonly from: string;
  /** The folder that the Python package `graftwire` stands in. */
  readonly hostFolder: string;
  /** Default: 120,000. The interpreter is killed then. */
  readonly timeoutMs?: number;
}

/** As `python -m graftwire.analyzer`, but the folder it runs in is not where modules are found: a file there may be called as one of Python's own. */
const script = `
import gc, sys
gc.disable()
sys.path[:] = [entry for entry in sys.path if entry]
from graftwire.analyzer.command import main
sys.exit(main())
`;

interface Answer {
  readonly model?: unknown;
  readonly losses?: readonly UgmLoss[];
  readonly coverage?: AnalysisCoverage;
  readonly stubs?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string; readonly remedy: string };
}

/**
 * The model of a Python module, made by the Analyzer in an interpreter of its own, which imports the module and so runs it.
 *
 * @param source `./stats.py`, or `python:statistics`
 * @throws GraftError `module-not-found` or `invalid-source`; `exception` where the module cannot be imported; `timeout`;
 * `python-start-failed` where the interpreter gives no answer
 */
export async function analyzePython(source: string, options: AnalyzePythonOptions): Promise<Analysis> {
  const {
    error,
    model,
    losses = [],
    coverage = { public: 0, typed: 0 },
    stubs = [],
  } = await run(targetOf(source, options.from), options);
  if (error !== undefined) {
    const code = graftErrorCodes.find((known) => known === error.code) ?? 'exception';
    throw failure(code, error.message, error.remedy);
  }
  return { model: parseModel(model), losses, coverage, stubs };
}

function targetOf(source: string, from: string): string {
  if (source.startsWith('python:')) return source.slice('python:'.length);
  return isAbsolute(source) ? source : resolve(from, source);
}

function run(target: string, options: AnalyzePythonOptions): Promise<Answer> {
  const { python, from, hostFolder, timeoutMs = 120_000 } = options;
  const path = process.env['PYTHONPATH'];
  const env = {
    ...process.env,
    PYTHONPATH: path === undefined || path === '' ? hostFolder : `${hostFolder}${delimiter}${path}`,
    PYTHONDONTWRITEBYTECODE: '1',
    // Nothing in a model may depend on the order of a set; that it does not is easier to keep where there is one order.
    PYTHONHASHSEED: '0',
  };
  const child = { cwd: from, env, timeout: timeoutMs, maxBuffer: 256 << 20, windowsHide: true } as const;
  return new Promise((resolveAnswer, reject) => {
    execFile(python, ['-c', script, target], { ...child, killSignal: 'SIGKILL' }, (fault, out, err) => {
      const answer = readAnswer(out);
      if (answer !== undefined) resolveAnswer(answer);
      else if (fault?.killed === true) {
        const told = `${python} has not analysed ${target} within ${timeoutMs} ms.`;
        reject(failure('timeout', told, 'Look at what the module does when it is imported.', fault));
      } else {
        const said = err.trim().split('\n').at(-1) ?? '';
        const told = `${python} gave no analysis of ${target}${said === '' ? '' : `: ${said}`}.`;
        reject(
          failure('python-start-failed', told, `Run ${python} -c "import ast" and see what it says.`, fault),
        );
      }
    });
  });
}

function readAnswer(out: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(out);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

function failure(code: GraftErrorCode, message: string, remedy: string, cause?: unknown): GraftError {
  return new GraftError(code, message, {
    remedy,
    ...(cause === undefined || cause === null ? {} : { cause }),
  });
}

import { GraftError } from '../errors/graft-error.js';

/** Options of `graft.load`. */
export interface LoadOptions {
  /** What a relative path is relative to: a file or its URL, usually `import.meta.url`. Default: the working directory. */
  readonly from?: string | URL;
  /**
   * Which Python runs in this process: an interpreter, a virtual environment, or a command on PATH. It counts for the first load of the
   * process. Default: `GRAFT_PYTHON`, an active or local virtual environment, `python3` on PATH.
   */
  readonly python?: string;
}

const names: ReadonlySet<string> = new Set(['from', 'python'] satisfies (keyof LoadOptions)[]);

/**
 * An option whose name is misspelt would be ignored, and another file or Python found.
 *
 * @throws GraftError `invalid-argument`
 */
export function checkLoadOptions(options: unknown): asserts options is LoadOptions {
  if (typeof options !== 'object' || options === null || options instanceof URL) {
    throw new GraftError('invalid-argument', 'The options of graft.load are an object.', {
      remedy: 'Write { from: import.meta.url } or { python: … }.',
    });
  }
  for (const name of Object.keys(options)) {
    if (names.has(name)) continue;
    throw new GraftError('invalid-argument', `graft.load has no option ${name}.`, {
      remedy: 'There are from and python.',
    });
  }
}

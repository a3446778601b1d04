import type { UgmFunction } from '../../model/ugm.js';

/** The constructor of a class that nobody can make an instance of from outside. */
export const unknownConstructor: UgmFunction = {
  name: 'constructor',
  doc: null,
  parameters: [
    { name: 'args', kind: 'var-positional' },
    { name: 'kwargs', kind: 'var-keyword' },
  ],
  async: false,
  generator: false,
  signature: 'unknown',
};

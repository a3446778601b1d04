import { describe, expect, it } from 'vitest';
import { failureText } from '../../../src/cli/failure.js';
import { GraftError } from '../../../src/errors/graft-error.js';

const plain = (_: string, text: string): string => text;

describe('what the command line says of a failure', () => {
  it('is what happened and what to do, without a stack', () => {
    const error = new GraftError('module-not-found', 'There is no module a.', { remedy: 'Install it.' });
    expect(failureText(error, plain)).toBe('error: There is no module a.\nremedy: Install it.\n');
    expect(failureText(new GraftError('timeout', 'Too late.'), plain)).toBe('error: Too late.\n');
  });

  it('is the message of what the system refuses', () => {
    const error = Object.assign(new Error("EACCES: permission denied, open 'a'"), { syscall: 'open' });
    expect(failureText(error, plain)).toBe("error: EACCES: permission denied, open 'a'\n");
    const missing = Object.assign(new Error("ENOENT: no such file, open '/nope/x'"), {
      syscall: 'open',
      code: 'ENOENT',
    });
    expect(failureText(missing, plain)).toMatch(/^error: ENOENT.*\nremedy: Check the path; the folder/);
  });

  it('has a stack where nobody foresaw it', () => {
    expect(failureText(new TypeError('x is undefined'), plain)).toMatch(
      /^error: .*report.*\nTypeError: x is undefined\n +at /,
    );
  });
});

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { GraftError } from '../../../src/errors/graft-error.js';
import { parseSource } from '../../../src/graft/source.js';

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('GraftError', () => {
  it('says where the culprit stands, what is wrong and what to do in one message', () => {
    const error = new GraftError('too-deep', 'is nested too deep.', {
      path: 'args[0]',
      remedy: 'Flatten it.',
    });
    expect(error.message).toBe('args[0]: is nested too deep. Flatten it.');
    expect(error).toMatchObject({
      code: 'too-deep',
      path: 'args[0]',
      remedy: 'Flatten it.',
      name: 'GraftError',
    });
  });

  it('begins its stack at the line that called the package', () => {
    const { stack = '' } = thrownBy(() => parseSource('lodash'));
    const [title, first] = stack.split('\n');
    expect(title).toMatch(/^GraftError: lodash may be a module or a path\./);
    expect(first).toContain('graft-error.test.ts:');
  });

  it('has as many frames as any other error', () => {
    const deep = (levels: number): unknown => (levels === 0 ? parseSource('lodash') : deep(levels - 1));
    const { stack = '' } = thrownBy(() => deep(50));
    expect(stack.split('\n').filter((line) => line.includes('at deep '))).toHaveLength(Error.stackTraceLimit);
  });

  it('keeps a stack that it is given', () => {
    const error = new GraftError('malformed', 'Bad.');
    error.stack = 'another';
    expect(error.stack).toBe('another');
  });

  it('shows nothing that it does not have', () => {
    const shown = inspect(new GraftError('malformed', 'Bad.'));
    expect(shown).toContain("code: 'malformed'");
    expect(shown).not.toMatch(/path|remedy|undefined/);
  });
});

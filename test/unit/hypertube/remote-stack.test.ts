import { describe, expect, it } from 'vitest';
import type { RemoteFrame } from '../../../src/hypertube/remote-error.js';
import { pythonStack } from '../../../src/hypertube/remote-stack.js';

const frame = (name: string, line: number, source: string | null = null): RemoteFrame => ({
  file: '/app/stats.py',
  line,
  function: name,
  source,
});

describe("Python's frames in a stack", () => {
  it('stand innermost first, with their source', () => {
    expect(pythonStack([frame('<module>', 9), frame('mean', 4, 'raise ValueError')])).toEqual([
      '    at mean (/app/stats.py:4)  # raise ValueError',
      '    at <module> (/app/stats.py:9)',
    ]);
  });

  it('are told once where one follows itself, with the number of times', () => {
    const traceback = [frame('main', 9), ...Array<RemoteFrame>(80).fill(frame('again', 2)), frame('end', 1)];
    expect(pythonStack(traceback)).toEqual([
      '    at end (/app/stats.py:1)',
      '    at again (/app/stats.py:2)',
      '    … the same 79 more times',
      '    at main (/app/stats.py:9)',
    ]);
    expect(pythonStack([frame('again', 2), frame('again', 2)])[1]).toBe('    … the same 1 more time');
  });

  it('name no place for what was left out', () => {
    const leftOut = { file: '', line: 0, function: '(900 frames left out)', source: null };
    expect(pythonStack([leftOut])).toEqual(['    … (900 frames left out)']);
  });
});

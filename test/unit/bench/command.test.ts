import { describe, expect, it } from 'vitest';
import { runQuietly, tellingLine } from '../../../bench/install/command.js';

describe('why a command failed', () => {
  it("is the compiler's own line, out of everything that a build prints", () => {
    const output = [
      'npm error gyp info spawn make',
      'npm error ../src/main.cc:7:10: fatal error: Python.h: No such file or directory',
      'npm error gyp ERR! build error',
      'npm error gyp ERR! stack Error: `make` failed with exit code: 2',
    ].join('\n');
    expect(tellingLine(output)).toBe('../src/main.cc:7:10: fatal error: Python.h: No such file or directory');
  });

  it('is the first line that speaks of an error when no compiler speaks', () => {
    expect(tellingLine('working\nnpm error code E404\nnpm error 404 Not Found')).toBe('code E404');
    expect(tellingLine('working\nError: no such module')).toBe('Error: no such module');
  });

  it("is make's line rather than npm's summary when the compiler itself cannot run", () => {
    const output = [
      'npm error code 1',
      'npm error path bench/peers/node_modules/pymport',
      'npm error make: *** [pymport.target.mk:132: Release/obj.target/pymport/src/main.o] Error 1',
    ].join('\n');
    expect(tellingLine(output)).toMatch(/^make: .* Error 1$/);
  });

  it('is nothing for a command that ends well, and its own words for one that does not', () => {
    const options = { directory: process.cwd(), environment: process.env };
    expect(runQuietly(process.execPath, ['-e', '0'], options)).toBeUndefined();
    expect(
      runQuietly(process.execPath, ['-e', 'console.error("Error: broken"); process.exit(3)'], options),
    ).toBe('Error: broken');
    expect(runQuietly('no-such-command-at-all', [], options)).toMatch(/ENOENT/);
  });
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environment, packageRoot } from '../e2e/project.js';

/** A part of the drill in short; the whole is `npm run drill`. */
function drill(...options: readonly string[]): Promise<{ readonly code: unknown; readonly out: string }> {
  return new Promise((resolve) => {
    const args = [join(packageRoot, 'scripts/drill.mjs'), ...options];
    execFile(process.execPath, args, { env: environment() }, (error, out, err) => {
      resolve({ code: error === null ? 0 : error.code, out: out + err });
    });
  });
}

describe('the drill, in short', () => {
  it('ends workers and processes in the middle of calls, and nothing is left of them', async () => {
    const { code, out } = await drill('--only=ends', '--terminations=20', '--exits=10');
    expect(code, out).toBe(0);
    expect(out).toMatch(/^20 workers terminated$[^]*^10 processes ended$/m);
  }, 120_000);

  it('makes references on every way, and none is left', async () => {
    const { code, out } = await drill('--only=references', '--references=3e3');
    expect(code, out).toBe(0);
    expect(out.match(/flat, none left/g)).toHaveLength(5);
  }, 120_000);

  it('says what it can be told', async () => {
    expect((await drill('--help')).out).toContain('--terminations=1000');
    expect(await drill('--no-such-option')).toMatchObject({ code: 2 });
    expect(await drill('--only=nothing')).toMatchObject({ code: 2 });
  });
});

import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCompiled } from '../../../src/cache/compiled-code.js';

const require = createRequire(import.meta.url);
let folder: string;
let file: string;
let atExit: (() => void)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'graftwire-code-'));
  file = join(folder, 'library.cjs');
  vi.stubEnv('GRAFT_CACHE', join(folder, 'cache'));
  atExit = process.listeners('exit') as (() => void)[];
});

afterEach(() => {
  endProcess();
  vi.unstubAllEnvs();
  process.setSourceMapsEnabled(false);
  rmSync(folder, { recursive: true, force: true });
});

/** What a process that ends does: the listeners that have come in the test are called. */
function endProcess(): void {
  for (const listener of process.listeners('exit') as (() => void)[])
    if (!atExit.includes(listener)) listener();
}

/** Runs a library whose function gives `answer`, and calls it. */
function answer(value: number, digest = 'digest'): unknown {
  writeFileSync(file, `module.exports = { answer: () => ${value}, file: __filename, require, self: this };`);
  const library = runCompiled({ file, digest, require }) as { answer: () => unknown } | undefined;
  return library?.answer();
}

const codeFiles = (): string[] => readdirSync(join(folder, 'cache'));
const codeFile = (): string => join(folder, 'cache', codeFiles()[0]!);

describe('compiled code', () => {
  it('is left at the end of the process, and taken by the next one, as long as the digest is the same', () => {
    expect(answer(1)).toBe(1);
    endProcess();
    expect(codeFiles()).toEqual([
      expect.stringMatching(`^code-${process.version}-${process.arch}-\\w+\\.bin$`),
    ]);
    // V8 looks at a text's length only. So that this gives 1 shows that the text was not compiled again.
    expect(answer(2)).toBe(1);
    expect(answer(2, 'another')).toBe(2);
    endProcess();
    expect(answer(3, 'another')).toBe(2);
  });

  it('is left after a second, too, where a process goes on', async () => {
    expect(answer(1)).toBe(1);
    await vi.waitFor(() => expect(codeFiles()).toHaveLength(1), { timeout: 30_000 });
    expect(process.listeners('exit')).toHaveLength(atExit.length);
    expect(statSync(codeFile()).mode & 0o777).toBe(0o600);
  });

  it('has what modules have', () => {
    answer(1);
    const library = runCompiled({ file, digest: 'digest', require }) as Record<string, unknown>;
    expect(library).toMatchObject({ file, require });
    expect(library['self']).toEqual({});
  });

  it('is not taken when a part of it is missing', () => {
    answer(1);
    endProcess();
    const whole = readFileSync(codeFile());
    for (const length of [0, 3, 6, 20, whole.length - 8]) {
      writeFileSync(codeFile(), whole.subarray(0, length));
      expect(answer(2 + length)).toBe(2 + length);
    }
  });

  it('is not taken where others can write to it, and not left where they can put another one in its place', () => {
    answer(1);
    endProcess();
    chmodSync(codeFile(), 0o666);
    expect(answer(2)).toBe(2);
    endProcess();
    expect(answer(3)).toBe(2);
    chmodSync(join(folder, 'cache'), 0o777);
    expect(answer(4)).toBeUndefined();
  });

  it('is of one place: code of the same text at another one would have its stacks lead there', () => {
    answer(1);
    endProcess();
    const before = file;
    file = join(folder, 'other.cjs');
    expect(answer(2)).toBe(2);
    endProcess();
    expect(codeFiles()).toHaveLength(2);
    // Names are short: where two places have the same one, what is in the file decides.
    const [one, other] = codeFiles().map((name) => join(folder, 'cache', name));
    const [first, second] = [readFileSync(one!), readFileSync(other!)];
    writeFileSync(one!, second);
    writeFileSync(other!, first);
    expect(answer(3)).toBe(3);
    file = before;
    expect(answer(4)).toBe(4);
  });

  it('goes when nobody has made it for three months', () => {
    answer(1);
    endProcess();
    const old = join(folder, 'cache', 'code-v1-x64-old.bin');
    writeFileSync(old, '');
    utimesSync(old, new Date(), new Date(Date.now() - 91 * 86_400_000));
    answer(2, 'another');
    endProcess();
    expect(codeFiles()).toHaveLength(1);
  });

  it('has a file for each set of flags, and none of what else Node.js was given', () => {
    const { execArgv } = process;
    const nameWith = (...given: string[]): string => {
      rmSync(join(folder, 'cache'), { recursive: true, force: true });
      process.execArgv = given;
      answer(1);
      endProcess();
      process.execArgv = execArgv;
      return codeFiles()[0]!;
    };
    const plain = nameWith();
    expect(nameWith('-e', 'code', '--require', './x.cjs', '--conditions=own')).not.toBe(plain);
    expect(nameWith('-e', 'code', '--title=x y', '-r', './x.cjs')).toBe(plain);
    const one = nameWith('--expose-gc', '--max-old-space-size=200');
    expect(one).not.toBe(plain);
    expect(nameWith('--max-old-space-size=200', '--expose-gc')).toBe(one);
    expect(nameWith('--max-old-space-size=300', '--expose-gc')).not.toBe(one);
    vi.stubEnv('NODE_OPTIONS', '--max-old-space-size=200');
    expect(nameWith('--expose-gc')).toBe(one);
  });

  it('that V8 does not take, as after other flags, is replaced when it is old', () => {
    answer(1);
    endProcess();
    // Longer: V8 refuses it, as it refuses code of other flags.
    const before = readFileSync(codeFile());
    expect(answer(22)).toBe(22);
    endProcess();
    expect(readFileSync(codeFile())).toEqual(before);
    vi.useFakeTimers({ now: Date.now() + 3_700_000, toFake: ['Date'] });
    // Another text: V8 has the one before in mind, and does not look at what it is given.
    expect(answer(222)).toBe(222);
    vi.useRealTimers();
    endProcess();
    expect(answer(333)).toBe(222);
  });

  it('is left to Node.js where somebody looks at code closely, or wants no cache', () => {
    vi.stubEnv('GRAFT_CACHE', 'off');
    expect(answer(1)).toBeUndefined();
    vi.unstubAllEnvs();
    vi.stubEnv('GRAFT_CACHE', join(folder, 'cache'));
    vi.stubEnv('NODE_V8_COVERAGE', folder);
    expect(answer(1)).toBeUndefined();
    vi.stubEnv('NODE_V8_COVERAGE', '');
    process.setSourceMapsEnabled(true);
    expect(answer(1)).toBeUndefined();
    process.setSourceMapsEnabled(false);
    expect(answer(1)).toBe(1);
  });

  it('needs a folder that can be written to, and works without', () => {
    writeFileSync(join(folder, 'cache'), '');
    expect(answer(1)).toBe(1);
    endProcess();
    expect(answer(2)).toBe(2);
  });
});

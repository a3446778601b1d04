import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Diagnosis } from '../../src/cli/doctor/diagnosis.js';
import { makeVenv, realPythons, sharedPython } from '../unit/runtime/python/real-pythons.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = sharedPython();

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'graftwire-')));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

/** The command as it is shipped, in an environment of its own. */
function graftwire(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cli = join(root, 'dist/cli.cjs'),
): Outcome {
  const home = temporaryDirectory();
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: env['PWD'] ?? home,
    env: { PATH: `${dirname(shared.path)}${delimiter}/bin`, HOME: home, ...env },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

function diagnosis(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}, cli?: string): Diagnosis {
  return JSON.parse(graftwire(['doctor', '--json', ...args], env, cli).out) as Diagnosis;
}

/** The command beside another library, to see what it makes of a library that misbehaves. */
function withLibrary(source: string | undefined): string {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'dist'));
  writeFileSync(join(directory, 'package.json'), '{ "name": "graftwire", "version": "9.9.9" }');
  for (const name of ['node_modules', 'build']) symlinkSync(join(root, name), join(directory, name));
  copyFileSync(join(root, 'dist/cli.cjs'), join(directory, 'dist/cli.cjs'));
  if (source !== undefined) writeFileSync(join(directory, 'dist/index.cjs'), source);
  return join(directory, 'dist/cli.cjs');
}

/** A library whose sys module has what the check asks for. */
const agreeable = `
  exports.graft = {
    loadSync: () => ({
      version: '3.11.7 (main)', prefix: process.env.GRAFT_PYTHON, executable: '/python', getrecursionlimit: () => 1000,
    }),
  };`;

describe('graftwire doctor', () => {
  it('finds every CPython of the machine, chooses the first on PATH and says why', () => {
    const { pythons, choice, fault, node, addon } = diagnosis([], {
      PYENV_ROOT: dirname(dirname(shared.prefix)),
    });
    expect(fault).toBeNull();
    expect(choice?.installation.versionText).toBe(shared.version);
    expect(choice).toMatchObject({
      source: 'PATH',
      because: 'it is the first usable Python on PATH',
      warning: null,
    });
    expect(pythons.filter(({ chosen }) => chosen)).toHaveLength(1);
    const found = pythons.map(({ installation }) => installation?.versionText);
    for (const { version } of realPythons) expect(found).toContain(version);
    expect(node).toMatchObject({ version: process.version, arch: process.arch });
    expect(addon).toMatchObject({ loads: true, error: null });
    expect(addon.path).toMatch(/\.node$/);
  });

  it('prints the same for a person', () => {
    const { out } = graftwire(['doctor', '--python', shared.path]);
    expect(out).toContain(`→ ${shared.version}`);
    expect(out).toMatch(/Chosen +\/.*\n +because the --python option names it/);
    expect(out).toMatch(/library .*libpython3\.\d+\.so\.1\.0/);
    expect(out).not.toContain('\u001b[');
  });

  it('judges the virtual environment of a project, and warns when it is passed over', () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'package.json'), '{}');
    const venv = makeVenv(shared.path, join(directory, '.venv'));
    const good = diagnosis([], { PWD: directory });
    expect(good.choice).toMatchObject({ source: 'local venv', installation: { venv } });
    rmSync(join(venv, 'bin/python'));
    const broken = diagnosis([], { PWD: directory });
    expect(broken.choice?.source).toBe('PATH');
    expect(broken.choice?.warning).toContain(venv);
    expect(broken.pythons[0]?.fault?.code).toBe('venv-broken');
  });

  it('ends with 1, the code and the remedy when there is no Python to use', () => {
    const nothing = graftwire(['doctor'], { PATH: '/nonexistent' });
    expect(nothing.code).toBe(1);
    expect(nothing.out).toContain('No Python was found.');
    expect(nothing.out).toContain('none (python-not-found)');
    expect(nothing.out).toContain('Install CPython 3.9 to 3.14');
    expect(nothing.out).toContain('Python does not run in this Node: it lacks a Python.');
    const named = diagnosis(['--python', 'no-such-python']);
    expect(named).toMatchObject({
      usable: false,
      choice: null,
      fault: { code: 'python-not-found' },
      start: null,
    });
    expect(named.fault?.message).not.toContain(named.fault?.remedy ?? '');
  });

  it('ends with 1 and a remedy when the addon is missing or does not load', () => {
    const cli = withLibrary(agreeable);
    const build = join(dirname(dirname(cli)), 'build');
    rmSync(build);
    const missing = graftwire(['doctor'], {}, cli);
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('✗ not found');
    expect(missing.out).toContain('npm rebuild graftwire');
    expect(missing.out).toContain('it lacks the addon');
    mkdirSync(join(build, 'Release'), { recursive: true });
    writeFileSync(join(build, 'Release/graftwire.node'), 'not a library');
    expect(diagnosis([], {}, cli).addon).toMatchObject({
      loads: false,
      path: join(build, 'Release/graftwire.node'),
    });
  });

  it('colours its words on a terminal only, and not when told so', () => {
    const script = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
    const onTerminal = (env: NodeJS.ProcessEnv): string => {
      const args = ['-c', script, process.execPath, join(root, 'dist/cli.cjs'), 'doctor'];
      const home = temporaryDirectory();
      const options = { env: { PATH: dirname(shared.path), HOME: home, TERM: 'xterm', ...env }, cwd: home };
      return spawnSync(shared.path, args, { ...options, encoding: 'utf8' }).stdout;
    };
    expect(onTerminal({})).toContain('\u001b[32m→');
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      const plain = onTerminal(env);
      expect(plain).toContain(`→ ${shared.version}`);
      expect(plain).not.toContain('\u001b[');
    }
  });
});

describe('the start check', () => {
  it('ends with 0 when Python answers, under the interpreter that was chosen', () => {
    const cli = withLibrary(agreeable);
    const { code, out } = graftwire(['doctor', '--python', shared.path], {}, cli);
    expect(out).toContain('✓ CPython 3.11.7 answers in a Node process');
    expect(out).toMatch(/\d+\.\d ms to the first answer, \d+ ns a call/);
    expect(out).toContain('Python runs in this Node.');
    expect(code).toBe(0);
    expect(diagnosis(['--python', shared.path], {}, cli).start).toMatchObject({
      ok: true,
      prefix: shared.path,
    });
  });

  it.each([
    ['crashes', "process.kill(process.pid, 'SIGSEGV'); setTimeout(() => {}, 60_000);", 'died of SIGSEGV'],
    [
      'throws',
      "throw new TypeError('no such module');",
      'ended with code 1. It said: TypeError: no such module',
    ],
    ['ends', 'process.exit(0);', 'ended with code 0'],
    ['is not there', undefined, 'index.cjs is not there'],
  ])('ends with 1 and says how when the library %s', (_, source, message) => {
    const cli = withLibrary(source);
    const { code, out } = graftwire(['doctor'], {}, cli);
    expect(code).toBe(1);
    expect(out).toContain(message);
    expect(out).toContain('Python does not run in this Node.');
  });

  it.each(realPythons)('runs CPython $version at $path in a Node process', ({ path, version, prefix }) => {
    const { usable, start } = diagnosis(['--python', path]);
    expect(start).toMatchObject({ ok: true, version, prefix, executable: path });
    expect(usable).toBe(true);
  });

  it.each(realPythons)('runs CPython $version at $path in a virtual environment as that one', ({ path }) => {
    const venv = makeVenv(path, join(temporaryDirectory(), 'env'));
    const { start } = diagnosis(['--python', venv]);
    expect(start).toMatchObject({ ok: true, prefix: venv, executable: join(venv, 'bin/python') });
  });
});

describe('graftwire', () => {
  it('says its version', () => {
    expect(graftwire(['--version'], {}, withLibrary(agreeable))).toMatchObject({ code: 0, out: '9.9.9\n' });
  });

  it('says what it can do', () => {
    const { code, out } = graftwire(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/doctor \[options\] +say which Python/);
    expect(graftwire(['doctor', '--help']).out).toContain('--python <python>');
  });

  it('refuses what it does not know', () => {
    for (const args of [['nonsense'], ['doctor', '--nonsense'], ['doctor', 'extra']]) {
      const { code, err } = graftwire(args);
      expect(code).toBe(2);
      expect(err).toMatch(/^error: /);
    }
  });
});

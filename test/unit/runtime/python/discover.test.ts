import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GraftError } from '../../../../src/errors/graft-error.js';
import { discoverPython, passedOverVenv } from '../../../../src/runtime/python/discover.js';
import type { DiscoverOptions, PythonDiscovery } from '../../../../src/runtime/python/discover.js';
import { fakeProgram, fakePython, forwardingPython } from './fake-python.js';
import { libraryOf, makeVenv, realPythons, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

const shared = sharedPython();

/** Discovery that knows nothing but what the test says: no PATH, no cache of the user. */
function discover(options: DiscoverOptions = {}): PythonDiscovery {
  return discoverPython({ ...options, env: { PATH: '/nonexistent', GRAFT_CACHE: 'off', ...options.env } });
}

function failure(options: DiscoverOptions): GraftError {
  try {
    discover(options);
  } catch (error) {
    if (error instanceof GraftError) return error;
    throw error;
  }
  throw new Error('a Python was found');
}

/** A project with a bin folder to be used as PATH. */
function project(): { directory: string; bin: string; env: NodeJS.ProcessEnv } {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'package.json'), '{}');
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  return { directory, bin, env: { PATH: bin, GRAFT_CACHE: 'off' } };
}

describe.each(realPythons)('CPython $version at $path', ({ path, version, minor, prefix }) => {
  it('is described with the shared library of exactly its version', () => {
    const { chosen, source } = discover({ python: path });
    expect(source).toBe('option');
    expect(chosen).toMatchObject({ executable: path, versionText: version, prefix, basePrefix: prefix });
    expect(chosen).toMatchObject({ venv: undefined, freeThreaded: false, debugBuild: false });
    expect(chosen.version.join('.')).toBe(version);
    expect(chosen.library).toMatch(new RegExp(`^/.*/libpython3\\.${minor}\\.so\\.1\\.0$`));
  });

  it.each([
    ['linked', '--symlinks'],
    ['copied', '--copies'],
  ])('starts a virtual environment with a %s interpreter as that environment', (_, option) => {
    const venv = makeVenv(path, join(temporaryDirectory(), 'env'), option);
    const { chosen } = discover({ python: venv });
    expect(chosen).toMatchObject({
      executable: join(venv, 'bin/python'),
      venv,
      prefix: venv,
      basePrefix: prefix,
    });
    expect(chosen.library).toBe(discover({ python: path }).chosen.library);
  });
});

describe('what the user names', () => {
  it('wins in the order: option, GRAFT_PYTHON, active environment, local environment, PATH', () => {
    const { directory, bin, env } = project();
    symlinkSync(shared.path, join(bin, 'python3'));
    const [option, variable, active] = ['option', 'variable', 'active'].map((name) =>
      makeVenv(shared.path, join(directory, name)),
    );
    makeVenv(shared.path, join(directory, '.venv'));
    const all = { ...env, GRAFT_PYTHON: variable, VIRTUAL_ENV: active };
    const names = [
      discover({ cwd: directory, python: option, env: all }),
      discover({ cwd: directory, env: all }),
      discover({ cwd: directory, env: { ...env, VIRTUAL_ENV: active } }),
      discover({ cwd: directory, env }),
    ].map(({ source, chosen }) => [source, basename(chosen.prefix)]);
    expect(names).toEqual([
      ['option', 'option'],
      ['GRAFT_PYTHON', 'variable'],
      ['VIRTUAL_ENV', 'active'],
      ['local venv', '.venv'],
    ]);
    rmSync(join(directory, '.venv'), { recursive: true });
    expect(discover({ cwd: directory, env }).source).toBe('PATH');
  });

  it('may be a command on PATH, a path relative to the working directory, or the prefix of an installation', () => {
    const { directory, bin, env } = project();
    symlinkSync(shared.path, join(bin, 'my-python'));
    expect(discover({ python: 'my-python', cwd: directory, env }).chosen.versionText).toBe(shared.version);
    expect(discover({ python: './bin/my-python', cwd: directory, env }).chosen.versionText).toBe(
      shared.version,
    );
    expect(discover({ python: shared.prefix }).chosen.prefix).toBe(shared.prefix);
  });

  it('may be an environment by its bare name, even beside a command of that name', () => {
    const { directory, bin, env } = project();
    makeVenv(shared.path, join(directory, 'env'));
    fakeProgram(join(bin, 'env'), 'exit 1');
    expect(discover({ python: 'env', cwd: directory, env }).chosen.venv).toBe(join(directory, 'env'));
  });

  it('is an error if it is not there, whatever else would be', () => {
    const { directory, bin, env } = project();
    symlinkSync(shared.path, join(bin, 'python3'));
    mkdirSync(join(directory, 'empty'));
    for (const options of [
      { python: 'no-such-command' },
      { python: './no/such/path' },
      { python: join(directory, 'empty') },
      { env: { ...env, GRAFT_PYTHON: '/no/such/python' } },
    ]) {
      const error = failure({ cwd: directory, env, ...options });
      expect(error.code).toBe('python-not-found');
      expect(error.remedy).toMatch(/^Name an interpreter/);
    }
    expect(failure({ cwd: directory, env: { ...env, VIRTUAL_ENV: '/no/such/env' } }).code).toBe(
      'venv-broken',
    );
  });

  it('is an error if it is a file that does not run', () => {
    const file = join(temporaryDirectory(), 'python');
    writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 });
    expect(failure({ python: file })).toMatchObject({ code: 'python-not-found' });
    expect(failure({ python: file }).message).toContain('EACCES');
    writeFileSync(`${file}3`, 'MZ, a program of another system'.padEnd(200), { mode: 0o755 });
    expect(failure({ python: `${file}3` })).toMatchObject({ code: 'python-not-loadable' });
  });
});

describe('local environments', () => {
  it('are found from a folder of the project up to its root, .venv before venv', () => {
    const { directory, env } = project();
    const deep = join(directory, 'src/deep');
    mkdirSync(deep, { recursive: true });
    makeVenv(shared.path, join(directory, 'venv'));
    expect(discover({ cwd: deep, env }).chosen.venv).toBe(join(directory, 'venv'));
    makeVenv(shared.path, join(directory, '.venv'));
    expect(discover({ cwd: deep, env }).chosen.venv).toBe(join(directory, '.venv'));
    makeVenv(shared.path, join(directory, 'src/venv'));
    expect(discover({ cwd: deep, env }).chosen.venv).toBe(join(directory, 'src/venv'));
  });

  it.each(['package.json', '.git'])('are not looked for above the folder with %s', (marker) => {
    const outer = temporaryDirectory();
    makeVenv(shared.path, join(outer, '.venv'));
    const inner = join(outer, 'project');
    mkdirSync(join(inner, marker), { recursive: true });
    expect(failure({ cwd: inner }).code).toBe('python-not-found');
  });

  it('are looked for in the working directory only, outside of a project', () => {
    const outer = temporaryDirectory();
    const inner = join(outer, 'inner');
    mkdirSync(inner);
    makeVenv(shared.path, join(outer, '.venv'));
    expect(discover({ cwd: outer }).chosen.venv).toBe(join(outer, '.venv'));
    expect(failure({ cwd: inner }).code).toBe('python-not-found');
  });

  it('that cannot be used are passed over, and discovery says so', () => {
    const { directory, bin, env } = project();
    symlinkSync(shared.path, join(bin, 'python3'));
    const venv = makeVenv(shared.path, join(directory, '.venv'));
    rmSync(join(venv, 'bin/python'));
    symlinkSync('/gone/python', join(venv, 'bin/python'));
    const discovery = discover({ cwd: directory, env });
    expect(discovery.source).toBe('PATH');
    expect(discovery.tried).toHaveLength(1);
    expect(discovery.tried[0]).toMatchObject({ source: 'local venv', path: join(venv, 'bin/python') });
    expect(discovery.tried[0]?.error.code).toBe('venv-broken');
    expect(passedOverVenv(discovery)).toContain(venv);
    expect(passedOverVenv(discover({ python: shared.path }))).toBeUndefined();
  });
});

describe('PATH', () => {
  it('gives python3, then python, then the numbered ones from the newest on', () => {
    const { directory, bin, env } = project();
    const answer = { version: [3, 8, 18], versionText: '3.8.18' };
    const names = ['python3.12', 'python3', 'python3.9', 'python', 'python3.14'];
    for (const name of names) fakePython(join(bin, name), answer);
    symlinkSync(shared.path, join(bin, 'python3.10'));
    const { chosen, source, tried } = discover({ cwd: directory, env });
    expect(tried.map(({ path }) => basename(path))).toEqual([
      'python3',
      'python',
      'python3.14',
      'python3.12',
    ]);
    expect(tried.every(({ error }) => error.code === 'python-version-unsupported')).toBe(true);
    expect([chosen.versionText, source]).toEqual([shared.version, 'PATH']);
  });

  it('gives the next python3 if the first one cannot be used', () => {
    const { directory, bin } = project();
    const second = join(directory, 'second');
    mkdirSync(second);
    symlinkSync(shared.path, join(second, 'python3'));
    const broken = fakeProgram(join(bin, 'python3'), 'echo no such version >&2; exit 1');
    const { chosen, tried } = discover({ cwd: directory, env: { PATH: `${bin}:${second}` } });
    expect(chosen.executable).toBe(join(second, 'python3'));
    expect(tried.map(({ path }) => path)).toEqual([broken.path]);
    expect(tried[0]?.error.message).toContain('no such version');
  });

  it('is not followed into relative directories', () => {
    const { directory, bin } = project();
    symlinkSync(shared.path, join(bin, 'python3'));
    const before = process.cwd();
    onTestFinished(() => {
      process.chdir(before);
    });
    process.chdir(bin);
    expect(failure({ cwd: bin, env: { PATH: '::.:../bin' } }).message).toContain(
      'there is no python3 on PATH',
    );
    expect(discover({ cwd: directory, env: { PATH: `:${bin}` } }).source).toBe('PATH');
  });

  it('may hold what is no program and what cannot be looked into', () => {
    const { directory, bin } = project();
    symlinkSync(shared.path, join(bin, 'python3'));
    mkdirSync(join(directory, 'other/python3'), { recursive: true });
    mkdirSync(join(directory, 'text'));
    writeFileSync(join(directory, 'text/python3'), '#!/bin/sh\n', { mode: 0o644 });
    const path = [
      join(directory, 'package.json'),
      join(directory, 'other'),
      join(directory, 'text'),
      '/proc/1/root/nothing',
      bin,
    ].join(':');
    const { chosen, tried } = discover({ cwd: directory, env: { PATH: path } });
    expect(chosen.versionText).toBe(shared.version);
    expect(tried).toEqual([]);
  });
});

describe('a Python that cannot be used', () => {
  const path = (): string => join(temporaryDirectory(), 'bin/python3');

  it.each([
    ['python-not-loadable', {}, /CPython 3\.11\.2 at .*without a shared library/],
    [
      'python-version-unsupported',
      { version: [3, 8, 18], versionText: '3.8.18' },
      /CPython 3\.8\.18.*3\.9 to 3\.14/,
    ],
    ['python-version-unsupported', { version: [3, 15, 0], versionText: '3.15.0a1' }, /CPython 3\.15\.0a1/],
    ['python-version-unsupported', { implementation: 'pypy', version: [3, 10, 14] }, /is pypy/],
    [
      'python-free-threaded',
      { version: [3, 13, 0], versionText: '3.13.0', freeThreaded: true },
      /free-threaded/,
    ],
  ])('is refused with %s', (code, changes, message) => {
    const error = failure({ python: fakePython(path(), changes).path });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.remedy).toBeTruthy();
  });

  it.each([
    ['prints something else', 'echo hello'],
    ['prints an answer that is none', `echo '{"graftwireProbe":1,"version":"3.11"}'`],
    ['prints half an answer', `echo '{"graftwireProbe":1,'`],
    ['prints nothing', 'exit 0'],
    ['dies', 'kill -9 $$'],
  ])('is refused when it %s', (_, commands) => {
    const error = failure({ python: fakeProgram(path(), commands).path });
    expect(error.code).toBe('python-not-found');
    expect(error.message).toContain('did not answer as a Python would');
  });

  it('is refused as an old version when it does not know the flag of a probe', () => {
    const python2 = fakeProgram(path(), 'echo "Unknown option: -I" >&2; exit 2').path;
    expect(failure({ python: python2 }).code).toBe('python-version-unsupported');
  });

  it('gives the error when there is no other, with what else was looked at', () => {
    const { directory, bin } = project();
    fakePython(join(bin, 'python3'));
    const only = failure({ cwd: directory, env: { PATH: bin } });
    expect(only.code).toBe('python-not-loadable');
    expect(only.message).toContain(`CPython 3.11.2 at ${bin}/python3 was built without a shared library`);
    expect(only.message).not.toContain('Not usable either');
    fakeProgram(join(bin, 'python'), 'exit 3');
    const first = failure({ cwd: directory, env: { PATH: bin } });
    expect(first.code).toBe('python-not-loadable');
    expect(first.remedy).toBe(only.remedy);
    expect(first.message).toContain(`${bin}/python (python-not-found)`);
  });
});

describe('a broken virtual environment', () => {
  it('is named as such when its base is gone', () => {
    const directory = temporaryDirectory();
    const base = join(directory, 'base/bin/python3');
    const venv = makeVenv(shared.path, join(directory, 'env'));
    const configuration = `home = ${join(directory, 'base/bin')}\nversion = ${shared.version}\n`;
    writeFileSync(join(venv, 'pyvenv.cfg'), configuration);
    expect(failure({ python: venv })).toMatchObject({ code: 'venv-broken' });
    expect(failure({ python: venv }).message).toContain(join(directory, 'base/bin'));
    expect(failure({ python: join(venv, 'bin/python') }).code).toBe('venv-broken');
    forwardingPython(base, shared.path);
    expect(discover({ python: venv }).chosen.venv).toBe(venv);
  });

  it('is named as such when its interpreter is a link to nothing, or missing', () => {
    const venv = makeVenv(shared.path, join(temporaryDirectory(), 'env'));
    renameSync(join(venv, 'bin'), join(venv, 'moved'));
    expect(failure({ python: venv })).toMatchObject({ code: 'venv-broken' });
    mkdirSync(join(venv, 'bin'));
    symlinkSync('/gone/python', join(venv, 'bin/python'));
    const error = failure({ python: venv });
    expect(error.code).toBe('venv-broken');
    expect(error.message).toContain('link to nothing');
    expect(error.remedy).toContain('-m venv --clear');
  });

  it('is named as such when its interpreter does not start', () => {
    const venv = makeVenv(shared.path, join(temporaryDirectory(), 'env'), '--copies');
    rmSync(join(venv, 'bin/python'));
    fakeProgram(join(venv, 'bin/python'), 'echo "error while loading shared libraries" >&2; exit 127');
    const error = failure({ python: venv });
    expect(error.code).toBe('venv-broken');
    expect(error.message).toContain('error while loading shared libraries');
  });

  it('is named as such when its base has become another version, which does not see its packages', () => {
    const venv = makeVenv(shared.path, join(temporaryDirectory(), 'env'));
    const home = join(shared.prefix, 'bin');
    writeFileSync(join(venv, 'pyvenv.cfg'), `home = ${home}\nversion_info = 3.7.4.final.0\n`);
    const error = failure({ env: { VIRTUAL_ENV: venv } });
    expect(error.code).toBe('venv-broken');
    expect(error.message).toContain('made for Python 3.7');
  });
});

it('prefers the library that the interpreter itself runs on', () => {
  expect(discover({ python: shared.path }).chosen.library).toBe(libraryOf(shared.prefix));
});

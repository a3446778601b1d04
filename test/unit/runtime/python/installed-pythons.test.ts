import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installedPythons } from '../../../../src/runtime/python/installed-pythons.js';
import { fakeProgram, fakePython } from './fake-python.js';
import { makeVenv, realPythons, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

const shared = sharedPython();

it('lists what discovery would come to, usable or not, and the versions of pyenv', () => {
  const directory = temporaryDirectory();
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  mkdirSync(join(directory, '.git'));
  symlinkSync(shared.path, join(bin, 'python3'));
  symlinkSync(shared.path, join(bin, 'python'));
  const old = fakePython(join(bin, 'python3.9'), { version: [3, 8, 1], versionText: '3.8.1' });
  const venv = makeVenv(shared.path, join(directory, '.venv'));
  const pyenv = fakePython(join(directory, 'pyenv/versions/9.9/bin/python'));
  const env = { PATH: bin, GRAFT_PYTHON: 'nosuch', VIRTUAL_ENV: venv, PYENV_ROOT: join(directory, 'pyenv') };
  const found = installedPythons({ cwd: directory, env, python: 'python3' });
  expect(found.map(({ source, path, error }) => [source, path, error?.code])).toEqual([
    ['option', join(bin, 'python3'), undefined],
    ['GRAFT_PYTHON', 'nosuch', 'python-not-found'],
    ['VIRTUAL_ENV', join(venv, 'bin/python'), undefined],
    ['PATH', old.path, 'python-version-unsupported'],
    ['pyenv', pyenv.path, 'python-not-loadable'],
  ]);
  expect(found[3]?.installation?.versionText).toBe('3.8.1');
});

it('leaves out the shims of versions that are not selected', () => {
  const directory = temporaryDirectory();
  const shims = join(directory, 'shims');
  fakeProgram(join(shims, 'python3'), `exec '${shared.path}' "$@"`);
  fakeProgram(join(shims, 'python3.9'), 'echo command not found >&2; exit 127');
  const found = installedPythons({ cwd: directory, env: { PATH: shims } });
  expect(found.map(({ path }) => path)).toEqual([join(shims, 'python3')]);
});

it('lists every usable CPython of this machine', () => {
  const versions = installedPythons({ cwd: temporaryDirectory() })
    .filter(({ error }) => error === undefined)
    .map(({ installation }) => installation?.versionText);
  expect(versions.length).toBeGreaterThan(0);
  for (const { version, path } of realPythons) {
    if (path.includes('/versions/')) expect(versions).toContain(version);
  }
});

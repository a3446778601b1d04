import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { discoverPython } from '../../../../src/runtime/python/discover.js';
import { sameInstallation } from '../../../../src/runtime/python/installation.js';
import type { PythonInstallation } from '../../../../src/runtime/python/installation.js';
import { makeVenv, realPythons, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

function installation(python: string): PythonInstallation {
  return discoverPython({ python, env: { GRAFT_CACHE: 'off' } }).chosen;
}

it('is the same under every name of its interpreter', () => {
  const { path, prefix } = sharedPython();
  const directory = temporaryDirectory();
  const venv = makeVenv(path, join(directory, 'env'));
  symlinkSync(venv, join(directory, 'link'));
  expect(sameInstallation(installation(path), installation(join(prefix, 'bin/python3')))).toBe(true);
  const python3 = installation(join(venv, 'bin/python3'));
  expect(sameInstallation(installation(venv), python3)).toBe(true);
  expect(sameInstallation(installation(join(directory, 'link')), python3)).toBe(true);
});

it('is another one in another environment, or of another version', () => {
  const { path } = sharedPython();
  const directory = temporaryDirectory();
  const all = [path, makeVenv(path, join(directory, 'a')), makeVenv(path, join(directory, 'b'))];
  all.push(...realPythons.map((python) => python.path).filter((other) => other !== path));
  const installations = all.map(installation);
  for (const [index, one] of installations.entries()) {
    expect(installations.map((other) => sameInstallation(one, other))).toEqual(
      all.map((_, other) => other === index),
    );
  }
});

it('is another one at another place, also when there is no library to tell them apart', () => {
  const one = { ...installation(sharedPython().path), library: undefined };
  expect(sameInstallation(one, { ...one })).toBe(true);
  expect(sameInstallation(one, { ...one, prefix: '/usr' })).toBe(false);
});

import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runCommand } from '../build/run-command.mjs';

const probe = `
import json, os, platform, sys, sysconfig
print(json.dumps({
    "executable": os.path.realpath(sys.executable),
    "version": platform.python_version(),
    "supported": platform.python_implementation() == "CPython" and sys.version_info >= (3, 9),
    "shared": bool(sysconfig.get_config_var("Py_ENABLE_SHARED")),
}))
`;

function candidates() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const ofPyenv = existsSync(versions)
    ? readdirSync(versions).map((name) => join(versions, name, 'bin'))
    : [];
  const folders = new Set([
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/local/bin',
    '/usr/bin',
    ...ofPyenv,
  ]);
  return [...folders].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /^python3(\.\d+)?$/.test(name))
          .map((name) => join(folder, name))
      : [],
  );
}

/**
 * Every CPython 3.9 or later on this machine (PATH, /usr, pyenv), each executable once, oldest version first.
 * @returns {Promise<{ executable: string, version: string, shared: boolean }[]>} `shared`: it has a libpython
 */
export async function foundPythons() {
  const found = new Map();
  for (const candidate of candidates()) {
    // pyenv's shims and virtual environments of a removed Python exist and do not run.
    const { code, output } = await runCommand(candidate, ['-c', probe]);
    if (code !== 0) continue;
    const python = JSON.parse(output);
    if (python.supported) found.set(python.executable, python);
  }
  return [...found.values()].sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}

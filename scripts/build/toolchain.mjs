import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Missing } from './explained.mjs';
import { runCommand } from './run-command.mjs';

const onMac = process.platform === 'darwin';
const compilerRemedy = onMac
  ? 'install it with "xcode-select --install"'
  : 'install it with "apt-get install g++ make" (Debian, Ubuntu), "dnf install gcc-c++ make" (Fedora) or "apk add g++ make" (Alpine)';
const pythonRemedy = onMac
  ? 'install it with "brew install python"'
  : 'install it with "apt-get install python3" (Debian, Ubuntu), "dnf install python3" (Fedora) or "apk add python3" (Alpine)';

/** True when `command` is a path that exists or a name on PATH. */
export function isOnPath(command) {
  if (command.includes('/')) return existsSync(command);
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

async function knowsCxx20(cxx) {
  const folder = mkdtempSync(join(tmpdir(), 'graftwire-'));
  const source = join(folder, 'probe.cc');
  writeFileSync(
    source,
    '#include <bit>\n#include <span>\nint main() { return std::span<int>().size() + std::bit_width(0u); }\n',
  );
  const [command, ...flags] = cxx.split(' ');
  const { code } = await runCommand(command, [...flags, '-std=c++20', '-fsyntax-only', source]);
  rmSync(folder, { recursive: true });
  return code === 0;
}

async function findCompiler() {
  const wanted = process.env.CXX || undefined;
  const pairs = wanted
    ? [[wanted, process.env.CC ?? 'cc']]
    : [
        ['g++', 'gcc'],
        ['clang++', 'clang'],
        ['c++', 'cc'],
      ];
  const found = pairs.filter(([cxx]) => isOnPath(cxx.split(' ')[0]));
  if (found.length === 0) {
    const what = wanted
      ? `The C++ compiler that CXX names (${wanted}) does not exist`
      : 'A C++ compiler is missing';
    throw new Missing(`${what}: ${compilerRemedy}.`);
  }
  for (const [cxx, cc] of found) if (await knowsCxx20(cxx)) return { cxx, cc };
  const names = found.map(([cxx]) => cxx).join(', ');
  throw new Missing(
    `The C++ compiler (${names}) does not compile C++20, GCC 10 or Clang 12 would: ${compilerRemedy}.`,
  );
}

/** Interpreters by name: the caller's choice, PATH, then pyenv's. */
export function pythonCandidates() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const ofPyenv = existsSync(versions)
    ? readdirSync(versions).map((name) => join(versions, name, 'bin', 'python3'))
    : [];
  const chosen = [
    process.env.npm_config_python,
    process.env.NODE_GYP_FORCE_PYTHON,
    process.env.PYTHON,
  ].filter(Boolean);
  return [...chosen, 'python3', 'python', '/usr/bin/python3', ...ofPyenv].filter(isOnPath);
}

/** node-gyp is written in Python; any CPython from 3.8 on does, whether or not it has a shared library. */
async function findPython() {
  for (const candidate of pythonCandidates()) {
    const probe = 'import sys; assert sys.version_info >= (3, 8); print(sys.executable)';
    const { code, output } = await runCommand(candidate, ['-c', probe]);
    if (code === 0) return output.trim();
  }
  throw new Missing(
    `Python 3.8 or later is missing, which compiling the native addon needs (node-gyp): ${pythonRemedy}.`,
  );
}

/** Compiler, make and Python for node-gyp; throws {@link Missing} with a remedy for the first that is not there. */
export async function findToolchain() {
  const compiler = await findCompiler();
  const make = process.env.MAKE ?? 'make';
  if (!isOnPath(make))
    throw new Missing(`"${make}" is missing, which compiling the native addon needs: ${compilerRemedy}.`);
  return { ...compiler, make, python: await findPython() };
}

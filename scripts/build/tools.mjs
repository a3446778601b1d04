import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Missing } from './explained.mjs';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';
import { pythonCandidates } from './toolchain.mjs';

const folder = join(root, '.cache', 'tools');
const stamp = join(folder, 'installed.txt');

async function install(requirements) {
  for (const python of pythonCandidates()) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(root, '.cache'), { recursive: true });
    // A distribution may ship Python without what makes virtual environments; the next candidate may have it.
    if ((await runCommand(python, ['-m', 'venv', folder])).code !== 0) continue;
    const { code, output } = await runCommand(join(folder, 'bin', 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      ...['--requirement', join(root, 'scripts', 'python-tools.txt')],
    ]);
    if (code !== 0) throw new Missing(`pip could not install scripts/python-tools.txt: ${output.trim()}`);
    writeFileSync(stamp, requirements);
    return;
  }
  throw new Missing('No Python here makes virtual environments: install "python3-venv" with apt-get.');
}

/** The path of ruff, mypy or clang-format, installed into .cache/tools when they are not there yet. */
export async function tool(name) {
  const requirements = readFileSync(join(root, 'scripts', 'python-tools.txt'), 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== requirements) await install(requirements);
  return join(folder, 'bin', name);
}

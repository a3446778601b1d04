import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Missing } from '../build/explained.mjs';
import { runNpm } from '../build/run-npm.mjs';

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** True when node_modules holds what package-lock.json says; packages for other platforms may be absent. */
export function areDependenciesInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  // npm's own record of what it put there.
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    return installed[path] === undefined
      ? entry.optional === true
      : installed[path].version === entry.version;
  });
}

/**
 * `npm ci` without the packages' install scripts: the only one that would run is graftwire's own, which would compile
 * the addon a first time, with headers fetched from the network.
 */
export async function installDependencies(root) {
  const { code, output } = await runNpm(
    ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    { cwd: root },
  );
  if (code === 0) return;
  if (code === 127)
    throw new Missing(
      'npm is missing: it comes with Node.js from https://nodejs.org, or with "apt-get install npm".',
    );
  const reason = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)( code)?\s*/, ''))
    .filter((line) => line !== '' && !line.startsWith('A complete log'))
    .slice(0, 2)
    .join(', ');
  throw new Missing(
    `npm's dependencies could not be installed (npm ci: ${reason || `exit code ${code}`}): check the network, or npm's registry and proxy settings, and try again.`,
  );
}

// The three ways to build the addon (node-gyp with the running Node's headers, node-gyp where Node came without any,
// cmake-js) give one that loads, and all three show the same things.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildAddon } from '../build/addon.mjs';
import { BuildFailed, explaining } from '../build/explained.mjs';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';
import { stageSources } from '../build/staging.mjs';
import { loadedAddon } from './loaded-addon.mjs';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

async function buildWithCMakeJs() {
  const cmakeJs = join(require.resolve('cmake-js/package.json'), '..', 'bin', 'cmake-js');
  const args = [cmakeJs, 'compile', '--out', 'build/cmake-js', '--parallel', '2'];
  const { code, output } = await runCommand(process.execPath, args, { cwd: root });
  if (code === 0) return;
  process.stderr.write(output);
  throw new BuildFailed('The CMake build of the addon failed: see above.');
}

async function buildWithoutNodeHeaders() {
  const folder = stageSources('without-node-headers');
  process.env.GRAFTWIRE_NODE_HEADERS = 'package';
  await buildAddon(folder);
  return folder;
}

await explaining(async () => {
  await buildAddon();
  const shown = await loadedAddon(join(root, 'build/Release/graftwire.node'));
  if (JSON.parse(shown).version !== version) throw new BuildFailed(`The addon is not of version ${version}.`);

  await buildWithCMakeJs();
  const byCMake = await loadedAddon(join(root, 'build/cmake-js/Release/graftwire.node'));
  const folder = await buildWithoutNodeHeaders();
  const withoutHeaders = await loadedAddon(join(folder, 'build/Release/graftwire.node'));
  if (byCMake !== shown || withoutHeaders !== shown)
    throw new BuildFailed('The builds show different things.');
});

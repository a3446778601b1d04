import { createRequire } from 'node:module';
import { delimiter, dirname } from 'node:path';
import { BuildFailed } from './explained.mjs';
import { nodeHeaders } from './node-headers.mjs';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';
import { findToolchain } from './toolchain.mjs';

const require = createRequire(import.meta.url);

/** The environment in which node-gyp uses what was found here, whatever npm's configuration says. */
export async function nodeGypEnvironment() {
  const { cxx, cc, python } = await findToolchain();
  const env = { ...process.env, CXX: cxx, CC: cc, GRAFTWIRE_WERROR: '1' };
  // node-gyp puts npm's variables, in whatever case, above its own options: so this is where a choice has to stand.
  for (const name of Object.keys(env)) {
    if (/^npm_(package_)?config_(node_gyp_)?(nodedir|python|devdir|dist_?url|target|runtime)$/i.test(name))
      delete env[name];
  }
  // binding.gyp asks Node for its lists, by name.
  const PATH = [process.env.PATH ?? '', dirname(process.execPath)].join(delimiter);
  return { ...env, PATH, npm_config_nodedir: nodeHeaders(), npm_config_python: python };
}

/**
 * Compiles native/ into build/Release/graftwire.node; what is up to date is not compiled again.
 * @param {string} folder the tree's root or a copy of it
 */
export async function buildAddon(folder = root) {
  const env = await nodeGypEnvironment();
  const nodeGyp = require.resolve('node-gyp/bin/node-gyp.js');
  const { code, output } = await runCommand(
    process.execPath,
    [nodeGyp, 'configure', 'build', '--jobs=2', '--loglevel=warn'],
    { env, cwd: folder },
  );
  if (code !== 0) {
    process.stderr.write(output);
    throw new BuildFailed('The native addon does not compile: see the compiler’s messages above.');
  }
}

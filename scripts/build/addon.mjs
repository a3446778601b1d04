import { createRequire } from 'node:module';
import { BuildFailed } from './explained.mjs';
import { nodeHeaders } from './node-headers.mjs';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';
import { findToolchain } from './toolchain.mjs';

const require = createRequire(import.meta.url);

/** The environment in which node-gyp uses what was found here, whatever npm's configuration says. */
export async function nodeGypEnvironment() {
  const { cxx, cc, python } = await findToolchain();
  // node-gyp takes these variables over its own options, so they are where a choice has to stand.
  return {
    ...process.env,
    CXX: cxx,
    CC: cc,
    GRAFTWIRE_WERROR: '1',
    npm_config_nodedir: nodeHeaders(),
    npm_config_python: python,
    npm_config_devdir: '',
  };
}

/** Compiles native/ into build/Release/graftwire.node; what is up to date is not compiled again. */
export async function buildAddon() {
  const env = await nodeGypEnvironment();
  const nodeGyp = require.resolve('node-gyp/bin/node-gyp.js');
  const { code, output } = await runCommand(
    process.execPath,
    [nodeGyp, 'configure', 'build', '--jobs=2', '--loglevel=warn'],
    { env, cwd: root },
  );
  if (code !== 0) {
    process.stderr.write(output);
    throw new BuildFailed('The native addon does not compile: see the compiler’s messages above.');
  }
}

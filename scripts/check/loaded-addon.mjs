import { BuildFailed } from '../build/explained.mjs';
import { runCommand } from '../build/run-command.mjs';

/**
 * Loads an addon in a process of its own.
 * @param {string} path absolute
 * @returns {Promise<string>} its version and the names that it shows, as JSON
 */
export async function loadedAddon(path) {
  const program = `const addon = require(${JSON.stringify(path)});
    console.log(JSON.stringify({ version: addon.version, names: Object.keys(addon).sort() }))`;
  const { code, output } = await runCommand(process.execPath, ['--input-type=commonjs', '--eval', program]);
  if (code !== 0) throw new BuildFailed(`${path} does not load: ${output}`);
  console.log(`${path}: ${output.trim()}`);
  return output;
}

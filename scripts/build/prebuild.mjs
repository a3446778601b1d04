import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nodeGypEnvironment } from './addon.mjs';
import { BuildFailed } from './explained.mjs';
import { root } from './root.mjs';
import { stageSources } from './staging.mjs';

const require = createRequire(import.meta.url);

/** Compiles the addon from nothing and puts it, stripped, into prebuilds/<platform>-<arch>. */
export async function prebuild() {
  rmSync(join(root, 'prebuilds'), { recursive: true, force: true });
  // prebuildify empties build/ and moves the addon out of it: not in the tree that is in use.
  const cwd = stageSources('prebuild');
  // It takes its environment from the process.
  Object.assign(process.env, await nodeGypEnvironment());
  try {
    // The libc stands in the file's name, so that Alpine's musl does not try glibc's binary.
    const cache = join(root, '.cache', 'prebuildify');
    await promisify(require('prebuildify'))({
      cwd,
      out: root,
      napi: true,
      strip: true,
      tagLibc: true,
      cache,
    });
  } catch (error) {
    throw new BuildFailed(`The binary for the package does not compile (${error.message}): see above.`);
  }
}

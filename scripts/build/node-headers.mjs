import { existsSync, mkdirSync, readdirSync, copyFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const require = createRequire(import.meta.url);

/** Where the running Node keeps its headers, or undefined: many packages of Node ship none. */
function installedHeaders() {
  for (const binary of [process.execPath, realpathSync(process.execPath)]) {
    const prefix = join(dirname(binary), '..');
    const include = join(prefix, 'include', 'node');
    if (existsSync(join(include, 'node_api.h')) && existsSync(join(include, 'common.gypi'))) return prefix;
  }
  return undefined;
}

/** What node-gyp wants to find beside the headers. Node's own file sets hundreds of things for V8; an N-API addon needs these. */
const commonGypi = `{
  "variables": { "configuring_node%": 0, "clang%": 0, "visibility%": "hidden" },
  "target_defaults": {
    "default_configuration": "Release",
    "configurations": {
      "Release": { "cflags": ["-O3"], "xcode_settings": { "GCC_OPTIMIZATION_LEVEL": "3" } },
      "Debug": { "defines": ["DEBUG"], "cflags": ["-g", "-O0"], "xcode_settings": { "GCC_OPTIMIZATION_LEVEL": "0" } },
    },
    "conditions": [
      ["OS=='linux' or OS=='freebsd'", { "cflags": ["-pthread", "-fPIC"], "ldflags": ["-pthread"] }],
    ],
  },
}
`;

/** A folder laid out as node-gyp's --nodedir, made from the node-api-headers package. */
function assembledHeaders() {
  const prefix = join(root, 'build', 'node-headers');
  const include = join(prefix, 'include', 'node');
  const source = require('node-api-headers').include_dir;
  mkdirSync(include, { recursive: true });
  for (const name of readdirSync(source)) copyFileSync(join(source, name), join(include, name));
  writeFileSync(join(include, 'common.gypi'), commonGypi);
  return prefix;
}

/**
 * A folder for node-gyp's --nodedir: the running Node's, else one made from the node-api-headers package. Nothing is
 * downloaded. GRAFTWIRE_NODE_HEADERS=package takes the second way although the first is open.
 */
export function nodeHeaders() {
  const installed = process.env.GRAFTWIRE_NODE_HEADERS === 'package' ? undefined : installedHeaders();
  return installed ?? assembledHeaders();
}

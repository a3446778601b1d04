// Called by CMakeLists.txt: the folders of Node's and node-addon-api's headers, as a CMake list.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { nodeHeaders } from './node-headers.mjs';
import { root } from './root.mjs';

const addonApi = createRequire(import.meta.url)('node-addon-api').include_dir;
console.log([join(nodeHeaders(), 'include', 'node'), resolve(root, addonApi)].join(';'));

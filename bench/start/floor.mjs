import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { hold } from './hold.mjs';

const addon = createRequire(import.meta.url)('../native/build/Release/floor.node');
addon.start(dirname(process.argv[2]), false, process.env.GRAFT_PYTHON ?? 'python3');
console.log(addon.add(2, 3));
hold(() => addon.prefix());

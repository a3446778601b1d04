import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BuildFailed } from './explained.mjs';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';

const require = createRequire(import.meta.url);

/** The entry points of the package and the sources that they are made of. */
const entries = [
  ['index', 'index'],
  ['generated', 'generated'],
  ['register', 'register/main'],
  ['imported', 'register/imported'],
  ['vite', 'register/vite/plugin'],
];

/** Writes dist/types, and for each entry point .d.ts and .d.cts beside the two files that they describe. */
export async function emitDeclarations() {
  const types = join(root, 'dist', 'types');
  rmSync(types, { recursive: true, force: true });
  const { code, output } = await runCommand(
    process.execPath,
    [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    { cwd: root },
  );
  if (code !== 0) {
    process.stderr.write(output);
    throw new BuildFailed('The TypeScript sources have type errors: see above.');
  }
  // One set of declarations for both ways to load the one instance: read as CommonJS, which ESM may import.
  writeFileSync(join(types, 'package.json'), '{ "type": "commonjs" }\n');
  for (const [name, source] of entries) {
    for (const extension of ['d.ts', 'd.cts']) {
      writeFileSync(join(root, 'dist', `${name}.${extension}`), `export * from './types/${source}.js';\n`);
    }
  }
}

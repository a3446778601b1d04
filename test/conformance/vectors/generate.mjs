// Writes test/vectors anew: node test/conformance/vectors/generate.mjs. A test fails where they differ from this.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const { outputFiles } = await build({
  entryPoints: [pathOf('files.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const { vectorFiles } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
for (const [name, text] of vectorFiles()) writeFileSync(pathOf(`../../vectors/${name}`), text);

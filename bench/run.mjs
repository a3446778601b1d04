// Bundles the benchmark, which is written in TypeScript, and runs it: Node 20 cannot read TypeScript by itself.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const esbuild = await import('esbuild').catch(() => {
  console.error('The benchmark needs the development dependencies: run "npm install" first.');
  process.exit(1);
});

mkdirSync('.cache/bench', { recursive: true });
await esbuild.build({
  entryPoints: ['bench/main.ts', 'bench/child.ts', 'bench/thread.ts', 'bench/wire-bytes-child.ts'],
  outdir: '.cache/bench',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'linked',
  logLevel: 'warning',
});

await import('../.cache/bench/main.js');

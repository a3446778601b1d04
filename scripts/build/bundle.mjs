import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from './root.mjs';

// What only this package needs at start is bundled, what has a life of its own (native, or loaded when used) is not.
const external = [
  'commander',
  'node-gyp-build',
  'msgpackr',
  'pyodide',
  'typescript',
  'yaml',
  'ws',
  'esbuild',
  'vite',
];

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  // The sources are ES modules and say import.meta; in a CommonJS bundle the file says it of itself. (import.meta.url would need
  // node:url at every start: the sources use the file's name.)
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
};

/** The names that `entry` exports, as esbuild reads them: no code of ours runs for it. */
async function exportedNames(esbuild, entry) {
  const { metafile } = await esbuild.build({
    ...shared,
    define: {},
    entryPoints: [entry],
    format: 'esm',
    outfile: 'dist/index.js',
    write: false,
    metafile: true,
    sourcemap: false,
  });
  return metafile.outputs['dist/index.js'].exports.toSorted();
}

/** Other entry points use the library, of which there is one instance, instead of having a copy of it. */
const libraryOutside = {
  name: 'library-outside',
  setup({ onResolve }) {
    onResolve({ filter: /\/index\.js$/ }, ({ path, importer }) =>
      resolve(dirname(importer), path) === join(root, 'src/index.js')
        ? { path: './index.cjs', external: true }
        : undefined,
    );
  },
};

/** What imports modules is read when something is imported: src/cache/import-module.ts. */
const importOutside = {
  name: 'import-outside',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/import-module\.cjs$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /\/src\/cache\/import-module\.ts$/ }, () => ({
      contents: `export const importModule = (url) => require('./import-module.cjs').importModule(url);`,
    }));
  },
};

/**
 * dist/index.cjs, a small file that runs dist/library.cjs by way of the cache of compiled code (src/cache/compiled-code.ts); dist/index.js re-exports
 * what it gives.
 */
async function bundleLibrary(esbuild) {
  await bundleEntry(esbuild, 'library', 'src/index.ts', [importOutside]);
  rmSync(join(root, 'dist/library.js'));
  const text = readFileSync(join(root, 'dist/library.cjs'));
  const digest = createHash('sha256').update(text).digest('base64url');
  const start = `
    import { join } from 'node:path';
    import { runCompiled } from './src/cache/compiled-code.ts';
    module.exports =
      runCompiled({ file: join(__dirname, 'library.cjs'), digest: '${digest}', require }) ?? require('./library.cjs');`;
  await esbuild.build({
    ...shared,
    external: [...external, './library.cjs'],
    stdin: { contents: start, resolveDir: root, sourcefile: 'src/start.ts', loader: 'ts' },
    format: 'cjs',
    outfile: 'dist/index.cjs',
  });
  await esbuild.build({
    ...shared,
    entryPoints: ['src/cache/import-module.ts'],
    format: 'cjs',
    outfile: 'dist/import-module.cjs',
  });
  writeReExport('index', await exportedNames(esbuild, 'src/index.ts'));
}

/** dist/`name`.cjs holds the code, in one file because opening many costs start-up time; dist/`name`.js re-exports it, so that ESM and CommonJS share one instance. */
async function bundleEntry(esbuild, name, entry, plugins = []) {
  await esbuild.build({
    ...shared,
    entryPoints: [entry],
    format: 'cjs',
    outfile: `dist/${name}.cjs`,
    plugins,
  });
  writeReExport(name, await exportedNames(esbuild, entry));
}

function writeReExport(name, names) {
  // Not `export … from './index.cjs'`: for that Node would read all of the bundle once more, to find its exports.
  const list = names.join(', ');
  const required = `createRequire(import.meta.url)('./${name}.cjs');`;
  const text =
    names.length === 0 ? `${required}\n` : `const { ${list} } = ${required}\nexport { ${list} };\n`;
  writeFileSync(join(root, `dist/${name}.js`), `import { createRequire } from 'node:module';\n${text}`);
}

async function bundleRegister(esbuild) {
  await bundleEntry(esbuild, 'imported', 'src/register/imported.ts', [libraryOutside]);
  await bundleEntry(esbuild, 'register', 'src/register/main.ts');
  await bundleEntry(esbuild, 'vite', 'src/register/vite/plugin.ts');
  // It runs on the hooks thread of Node.js, which imports it.
  await esbuild.build({
    ...shared,
    define: {},
    entryPoints: ['src/register/hooks-thread.ts'],
    format: 'esm',
    outfile: 'dist/register-hooks.js',
  });
}

async function bundleGenerated(esbuild) {
  await bundleEntry(esbuild, 'generated', 'src/generated.ts', [libraryOutside]);
}

async function bundleCommand(esbuild) {
  await esbuild.build({
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    format: 'cjs',
    outfile: 'dist/cli.cjs',
    banner: {
      js: '#!/usr/bin/env node\n/*! Holds @bomb.sh/tab (MIT licence, https://github.com/bombshell-dev/tab). */',
    },
  });
}

/** examples/ with its TypeScript translated and everything else beside it: Node 20 runs no TypeScript. */
async function translateExamples(esbuild) {
  const source = join(root, 'examples');
  const target = join(root, 'dist/examples');
  rmSync(target, { recursive: true, force: true });
  if (!existsSync(source)) return;
  cpSync(source, target, { recursive: true, filter: (path) => !path.includes('__pycache__') });
  const entryPoints = readdirSync(source, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join('examples', name));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outbase: 'examples',
    outdir: relative(root, target),
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

/** Writes the entry points of the package, dist/cli.cjs and dist/examples. */
export async function bundle() {
  const esbuild = await import('esbuild');
  mkdirSync(join(root, 'dist'), { recursive: true });
  await bundleLibrary(esbuild);
  await bundleGenerated(esbuild);
  await bundleRegister(esbuild);
  await bundleCommand(esbuild);
  await translateExamples(esbuild);
}

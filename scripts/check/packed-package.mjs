// Packs the package, looks into it, installs it into an empty project on a machine without a compiler, and uses it
// there: from an ES module, from CommonJS, from TypeScript of both kinds, and from the command line.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';
import { runNpm } from '../build/run-npm.mjs';
import { foundPythons } from '../test/found-pythons.mjs';

let failures = 0;

function check(what, isRight, detail = '') {
  console.log(`${isRight ? 'ok' : 'FAILED'}: ${what}`);
  if (isRight) return;
  failures += 1;
  console.log(detail.trim());
}

async function pack() {
  const folder = join(root, 'build', 'packed');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { code, output } = await runNpm(['pack', '--pack-destination', folder], { cwd: root });
  check('npm pack', code === 0, output);
  const [name] = readdirSync(folder);
  return name && join(folder, name);
}

async function lookInto(tarball) {
  const { output } = await runCommand('tar', ['-tzf', tarball]);
  const files = output
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
  const platform = `${process.platform}-${process.arch}`;
  const wanted = [
    'package.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'binding.gyp',
    'native/sources.json',
  ];
  wanted.push(
    'dist/index.js',
    'dist/index.cjs',
    'dist/library.cjs',
    'dist/import-module.cjs',
    'dist/index.d.ts',
    'dist/index.d.cts',
    'dist/types/index.d.ts',
    'dist/cli.cjs',
  );
  wanted.push('python-host/graftwire/__init__.py');
  for (const path of wanted) check(`holds ${path}`, files.includes(path));
  check(
    `holds a binary for ${platform}`,
    files.some((path) => path.startsWith(`prebuilds/${platform}/`) && path.endsWith('.node')),
  );
  const strays = files.filter((path) =>
    /^(src|test|bench|examples|scripts|\.)|__pycache__|dist\/examples/.test(path),
  );
  check('holds nothing that only its makers need', strays.length === 0, strays.join('\n'));
  const bin = (name) => join(root, 'node_modules', '.bin', name);
  const publint = await runCommand(bin('publint'), ['--strict', tarball], { cwd: root });
  check('publint finds nothing', publint.code === 0, publint.output);
  const attw = await runCommand(bin('attw'), [tarball, '--no-color'], { cwd: root });
  check('Are The Types Wrong finds nothing', attw.code === 0, attw.output);
}

/** A PATH with Node and a shell on it and nothing that compiles. */
function pathWithoutCompiler(project) {
  const folder = join(project, 'bin');
  mkdirSync(folder);
  symlinkSync(process.execPath, join(folder, 'node'));
  for (const name of ['sh', 'env', 'uname']) {
    const found = ['/bin', '/usr/bin'].map((place) => join(place, name)).find(existsSync);
    if (found) symlinkSync(found, join(folder, name));
  }
  return folder;
}

const programs = {
  'esm.mjs': `
    import { createRequire } from 'node:module';
    import { graft } from 'graftwire';
    const statistics = await graft.load('python:statistics');
    if (statistics.mean([1, 2, 3]) !== 2) throw new Error('mean is ' + statistics.mean([1, 2, 3]));
    if (createRequire(import.meta.url)('graftwire').graft !== graft) throw new Error('two instances');
    console.log('used');`,
  'commonjs.cjs': `
    const { graft } = require('graftwire');
    const statistics = graft.loadSync('python:statistics');
    if (statistics.mean([1, 2, 3]) !== 2) throw new Error('mean is ' + statistics.mean([1, 2, 3]));
    console.log('used');`,
};
const typed = `
  import { graft, GraftError, type GraftErrorCode } from 'graftwire';
  export async function use(): Promise<GraftErrorCode | undefined> {
    try { await graft.load('python:statistics'); return undefined; }
    catch (error) { return error instanceof GraftError ? error.code : undefined; }
  }
  export async function call(): Promise<string> {
    const untyped = await graft.load('python:statistics');
    const known = await graft.load<{ mean(values: readonly number[]): number }>('python:statistics');
    // @ts-expect-error: what an untyped member gives is unknown
    const mean: number = untyped.mean([1, 2]);
    return known.mean([mean, untyped.median([1, 2]) as number]).toFixed(1);
  }
  // @ts-expect-error: declarations that are not found would be any, and allow it
  export const wrong: GraftErrorCode = 'no such code';`;

async function useWithoutCompiler(tarball, project) {
  // PATH has no Python either: graftwire is told which.
  const python = (await foundPythons()).findLast(({ shared }) => shared)?.executable;
  const env = {
    ...process.env,
    PATH: pathWithoutCompiler(project),
    CC: '/bin/false',
    CXX: '/bin/false',
    GRAFT_PYTHON: python,
  };
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true }\n');
  const install = await runNpm(['install', '--no-audit', '--no-fund', '--ignore-scripts=false', tarball], {
    cwd: project,
    env,
  });
  const installed = join(project, 'node_modules', 'graftwire');
  check('is installed without a compiler', install.code === 0, install.output);
  check('compiled nothing', !existsSync(join(installed, 'build')));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(project, name), text);
    const { code, output } = await runCommand(process.execPath, [name], { cwd: project, env });
    check(`is used by ${name}`, code === 0 && output.trim() === 'used', output);
  }
  const doctor = await runCommand(join(project, 'node_modules', '.bin', 'graftwire'), ['doctor'], {
    cwd: project,
    env,
  });
  check('graftwire doctor', doctor.code === 0, doctor.output);
  const shown = await runCommand(join(project, 'node_modules', '.bin', 'graftwire'), ['--version'], {
    cwd: project,
    env,
  });
  check('graftwire --version', shown.code === 0 && /^\d+\.\d+\.\d+/.test(shown.output), shown.output);
}

async function typecheck(project) {
  for (const name of ['typed.mts', 'typed.cts']) writeFileSync(join(project, name), typed);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  const roots = ['--typeRoots', join(root, 'node_modules', '@types')];
  // undici-types is what @types/node itself imports.
  cpSync(join(root, 'node_modules', 'undici-types'), join(project, 'node_modules', 'undici-types'), {
    recursive: true,
  });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await runCommand(
    process.execPath,
    [tsc, ...options, ...roots, 'typed.mts', 'typed.cts'],
    { cwd: project },
  );
  check('has types for both kinds of module', code === 0, output);
}

const tarball = await pack();
if (tarball) {
  await lookInto(tarball);
  const project = mkdtempSync(join(tmpdir(), 'graftwire-package-'));
  await useWithoutCompiler(tarball, project);
  await typecheck(project);
  const prebuilds = join(
    project,
    'node_modules',
    'graftwire',
    'prebuilds',
    `${process.platform}-${process.arch}`,
  );
  for (const name of existsSync(prebuilds) ? readdirSync(prebuilds) : []) {
    const checker = join(dirname(import.meta.filename), 'addon-binary.mjs');
    const { code, output } = await runCommand(process.execPath, [checker, join(prebuilds, name)]);
    check(`${name} loads where the README says`, code === 0, output);
  }
  if (failures === 0) rmSync(project, { recursive: true });
}
process.exitCode = failures === 0 ? 0 : 1;

import { execFileSync } from 'node:child_process';
import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedPythons } from '../../src/runtime/python/installed-pythons.js';
import { environment, packageRoot, Project, type Outcome } from './project.js';
import { chosenPython, everyPython } from './pythons.js';

const pythons = everyPython();
const [first] = pythons;
const second = pythons.find(({ version }) => version[1] !== first?.version[1]);
const unsupported = installedPythons().find(({ error }) => error?.code === 'python-version-unsupported');

/** Says which Python runs, or why none does. `load` may have options for the first load. */
const which = `
  const { graft } = require('graftwire');
  const options = JSON.parse(process.argv[2] ?? '{}');
  try {
    const sys = graft.loadSync('python:sys', options);
    console.log(JSON.stringify({ executable: sys.executable, prefix: sys.prefix, version: sys.version }));
  } catch ({ name, code, message, remedy }) {
    console.log(JSON.stringify({ name, code, message, remedy }));
  }`;

function told({ out, err, code }: Outcome): Record<string, unknown> {
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return JSON.parse(out) as Record<string, unknown>;
}

/** A virtual environment with a module of its own, which says where it is. */
function makeVenv(project: Project, name: string, python = chosenPython): string {
  const folder = project.path(name);
  execFileSync(python.executable, ['-m', 'venv', '--without-pip', folder], { env: environment() });
  const packages = `${name}/lib/python${python.version[0]}.${python.version[1]}/site-packages`;
  project.write(`${packages}/only_here.py`, 'def place():\n    return __file__\n');
  // As editable installs have them: a folder more, and code that is run at start.
  project.write(
    `${packages}/more.pth`,
    `${project.path('elsewhere')}\nimport sys, ssl, zlib; sys.from_pth = ssl.OPENSSL_VERSION\n`,
  );
  project.write('elsewhere/further.py', 'value = "from a folder that a .pth file names"\n');
  return folder;
}

const useVenv = `
  const { graft } = require('graftwire');
  const { place } = graft.loadSync('python:only_here', JSON.parse(process.argv[2] ?? '{}'));
  const sys = graft.python.import('sys');
  console.log(JSON.stringify({
    place: place(), executable: sys.executable, prefix: sys.prefix, basePrefix: sys.base_prefix,
    further: graft.python.import('further').value,
    isOpensslRight: sys.from_pth === graft.python.import('ssl').OPENSSL_VERSION,
  }));`;

describe('the Python that runs', () => {
  it('is the one that GRAFT_PYTHON names, by path or by prefix', async () => {
    const project = new Project({ 'main.cjs': which });
    for (const python of everyPython()) {
      for (const name of new Set([python.executable, python.venv ?? python.executable])) {
        const { executable, version } = told(await project.run('main.cjs', { env: { GRAFT_PYTHON: name } }));
        expect(executable).toBe(python.executable);
        expect(version).toMatch(new RegExp(`^${python.versionText.replaceAll('.', '\\.')}`));
      }
    }
  });

  it.skipIf(second === undefined)('is the one of the option, whatever the environment names', async () => {
    const project = new Project({ 'main.cjs': which });
    const env = { GRAFT_PYTHON: first!.executable };
    const args = [JSON.stringify({ python: second!.executable })];
    expect(told(await project.run('main.cjs', { env, args }))['executable']).toBe(second!.executable);
  });

  it('is that of an active virtual environment, with its packages', async () => {
    const project = new Project({ 'main.cjs': useVenv });
    const venv = makeVenv(project, 'active');
    const answer = told(
      await project.run('main.cjs', { env: { GRAFT_PYTHON: undefined, VIRTUAL_ENV: venv } }),
    );
    expect(answer).toMatchObject({
      executable: join(venv, 'bin/python'),
      prefix: venv,
      further: 'from a folder that a .pth file names',
      isOpensslRight: true,
    });
    expect(answer['place']).toContain(venv);
    expect(answer['basePrefix']).not.toBe(venv);
  });

  it.each(['.venv', 'venv'])('is that of the project’s own %s, from any folder in it', async (name) => {
    const project = new Project({ 'main.cjs': useVenv, 'src/deep/placeholder': '' });
    const venv = makeVenv(project, name);
    for (const cwd of [project.folder, project.path('src/deep')]) {
      const answer = told(await project.run('main.cjs', { cwd, env: { GRAFT_PYTHON: undefined } }));
      expect(answer['prefix']).toBe(venv);
      expect(answer['place']).toContain(venv);
    }
  });

  it.each(everyPython())('may be a virtual environment of $executable', async (python) => {
    const project = new Project({ 'main.cjs': useVenv });
    const venv = makeVenv(project, 'env', python);
    const answer = told(await project.run('main.cjs', { args: [JSON.stringify({ python: venv })] }));
    expect(answer).toMatchObject({
      prefix: venv,
      executable: join(venv, 'bin/python'),
      isOpensslRight: true,
    });
  });

  it('starts its own child processes in the virtual environment', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft, kw } = require('graftwire');
        const command = [graft.python.import('sys').executable, '-c', 'import only_here; print(only_here.place())'];
        console.log(JSON.stringify(graft.python.import('subprocess').check_output(command, kw({ text: true })).trim()));`,
    });
    const venv = makeVenv(project, '.venv');
    const { out } = await project.run('main.cjs', { env: { GRAFT_PYTHON: undefined } });
    expect(JSON.parse(out)).toContain(venv);
  });
});

describe('a second Python in the same process', () => {
  const other = second?.executable ?? 'none';
  it.skipIf(second === undefined)('is refused, in every thread, and the first one stays', async () => {
    const project = new Project({
      'main.cjs': `
        const { Worker } = require('node:worker_threads');
        const { graft } = require('graftwire');
        const before = graft.loadSync('python:sys').executable;
        const tryOther = \`(() => { try { require('graftwire').graft.loadSync('python:os', { python: ${JSON.stringify(other)} }); return 'loaded' } catch (error) { return error.code } })()\`;
        const inMain = eval(tryOther);
        const worker = new Worker('require("node:worker_threads").parentPort.postMessage(' + tryOther + ')', { eval: true });
        worker.on('message', (inWorker) => {
          console.log(JSON.stringify({ before, inMain, inWorker, after: graft.python.import('sys').executable }));
        });`,
    });
    expect(told(await project.run('main.cjs', { env: { GRAFT_PYTHON: first!.executable } }))).toEqual({
      before: first!.executable,
      inMain: 'python-already-started',
      inWorker: 'python-already-started',
      after: first!.executable,
    });
  });

  it('is none where it is the same one under another name', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        const sys = graft.loadSync('python:sys');
        console.log(JSON.stringify(graft.loadSync('python:sys', { python: process.argv[2] }) === sys));`,
    });
    symlinkSync(chosenPython.executable, project.path('link'));
    const args = [project.path('link')];
    const { out, err } = await project.run('main.cjs', { args });
    // A link beside no pyvenv.cfg leads to the same installation; inside a virtual environment it would leave it.
    if (chosenPython.venv === undefined) expect({ out, err }).toEqual({ out: 'true\n', err: '' });
  });

  it('may follow one that could not start', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        const codes = [];
        for (const python of ['/nowhere/python', 'no-such-command', process.argv[2]]) {
          try { codes.push(graft.loadSync('python:math', { python }).sqrt(4)); } catch ({ code }) { codes.push(code); }
        }
        console.log(JSON.stringify(codes));`,
    });
    const { out } = await project.run('main.cjs', { args: [chosenPython.executable] });
    expect(JSON.parse(out)).toEqual(['python-not-found', 'python-not-found', 2]);
  });
});

describe.skipIf(second === undefined)('after a Python that could not start', () => {
  it('another one can, with nothing of the first in its way', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        const [wrong, right] = JSON.parse(process.argv[2]);
        let code = 'loaded';
        try { graft.loadSync('python:sys', { python: wrong }) } catch (error) { code = error.code }
        const { version } = graft.loadSync('python:sys', { python: right });
        // Extension modules find the functions of CPython by name, in whatever library comes first.
        for (const name of ['ssl', 'sqlite3', 'ctypes', 'decimal', 'asyncio', 'array', 'multiprocessing']) graft.python.import(name);
        console.log(JSON.stringify([code, version, graft.python.eval('__import__("decimal").Decimal("0.1") * 3 == __import__("decimal").Decimal("0.3")')]));`,
    });
    const pairs = [[first, second], [second, first]]; // prettier-ignore
    for (const [wrong, right] of pairs) {
      const args = [JSON.stringify([wrong!.executable, right!.executable])];
      const { out, err } = await project.run('main.cjs', { args, env: { PYTHONHOME: right!.basePrefix } });
      expect(err).toBe('');
      expect(JSON.parse(out)).toEqual([
        'python-start-failed',
        expect.stringContaining(right!.versionText),
        true,
      ]);
    }
  });
});

describe.skipIf(second === undefined)('a second copy of the package in the same process', () => {
  it.each([
    ['the Python of another version', () => second!.executable],
    ['another virtual environment', (project: Project) => makeVenv(project, 'other')],
  ])('is refused %s', async (_, other) => {
    const project = new Project({
      'main.cjs': `
        const first = require('graftwire');
        const second = require('./copy/dist/index.cjs');
        const [one, other] = JSON.parse(process.argv[2]);
        const before = first.graft.loadSync('python:sys', { python: one });
        let code = 'loaded';
        try { second.graft.loadSync('python:sys', { python: other }) } catch (error) { code = error.code }
        console.log(JSON.stringify([code, second.graft.loadSync('python:sys', { python: one }).executable === before.executable]));`,
    });
    for (const part of ['package.json', 'dist', 'python-host', 'build/Release/graftwire.node']) {
      cpSync(join(packageRoot, part), project.path(join('copy', part)), { recursive: true });
    }
    const args = [JSON.stringify([first!.executable, other(project)])];
    const { out, err } = await project.run('main.cjs', { args });
    expect({ out, err }).toEqual({ out: '["python-already-started",true]\n', err: '' });
  });
});

describe('a Python that cannot run', () => {
  const refused: [string, (project: Project) => NodeJS.ProcessEnv, string][] = [
    ['a path to nothing', () => ({ GRAFT_PYTHON: '/nowhere/bin/python3' }), 'python-not-found'],
    ['no Python anywhere', () => ({ GRAFT_PYTHON: undefined, PATH: '/nowhere' }), 'python-not-found'],
    [
      'a file that is no program',
      (project) => ({ GRAFT_PYTHON: project.write('python', 'not a program') }),
      'python-not-loadable',
    ],
    ['an empty folder', (project) => ({ GRAFT_PYTHON: project.folder }), 'python-not-found'],
    ['a broken virtual environment', (project) => ({ GRAFT_PYTHON: brokenVenv(project) }), 'venv-broken'],
    ['a wrong PYTHONHOME', (project) => ({ PYTHONHOME: project.folder }), 'python-start-failed'],
    ['a PYTHONHOME of nothing', () => ({ PYTHONHOME: '/nowhere:/nowhere' }), 'python-start-failed'],
  ];
  it.each(refused)('is a typed error with a remedy, not the end of the process: %s', async (_, env, code) => {
    const project = new Project({ 'main.cjs': which });
    const answer = told(await project.run('main.cjs', { env: env(project) }));
    expect(answer).toMatchObject({
      name: 'GraftError',
      code,
      remedy: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
  });

  it.skipIf(unsupported === undefined)('is one that is too old', async () => {
    const project = new Project({ 'main.cjs': which });
    const answer = told(await project.run('main.cjs', { env: { GRAFT_PYTHON: unsupported!.path } }));
    expect(answer).toMatchObject({ name: 'GraftError', code: 'python-version-unsupported' });
  });

  it.each([
    ['is not there', '/nowhere/libpython3.11.so.1.0'],
    ['is no library', join(packageRoot, 'package.json')],
    ['is a library of something else', process.platform === 'linux' ? 'libdl.so.2' : ''],
  ])('is one whose library %s', async (_, library) => {
    const project = new Project({
      'main.cjs': `
        const addon = require(process.argv[2]);
        const { code, message, remedy } = addon.startPython({ library: process.argv[3], executable: '/nowhere', hostFolder: '/nowhere' });
        console.log(JSON.stringify({ code, message, remedy }));`,
    });
    const args = [join(packageRoot, 'build/Release/graftwire.node'), library];
    const answer = told(await project.run('main.cjs', { args }));
    expect(answer['code']).toMatch(/^python-(not-loadable|version-unsupported)$/);
    expect(answer['message']).toContain(library);
    expect(answer['remedy']).not.toBe('');
  });

  function brokenVenv(project: Project): string {
    const venv = makeVenv(project, 'broken');
    rmSync(join(venv, 'bin/python'));
    for (const name of ['python3', `python${chosenPython.version[0]}.${chosenPython.version[1]}`]) {
      rmSync(join(venv, 'bin', name), { force: true });
    }
    return venv;
  }
});

describe('importing graftwire', () => {
  it.each([
    ['import', 'main.mjs', "import * as graftwire from 'graftwire';"],
    ['require', 'main.cjs', "const graftwire = require('graftwire');"],
  ])('by %s loads neither the addon nor Python', async (_, name, statement) => {
    const project = new Project({
      [name]: `${statement}
        const maps = process.getBuiltinModule('node:fs').readFileSync('/proc/self/maps', 'utf8');
        console.log(JSON.stringify([typeof graftwire.graft.load, /libpython/.test(maps), /graftwire\\.node/.test(maps)]));
        graftwire.graft.python.eval('1');
        const after = process.getBuiltinModule('node:fs').readFileSync('/proc/self/maps', 'utf8');
        console.log(JSON.stringify([/libpython/.test(after), /graftwire\\.node/.test(after)]));`,
    });
    const { out, err } = await project.run(name);
    expect({ out, err }).toEqual({ out: '["function",false,false]\n[true,true]\n', err: '' });
  });

  it('starts no Python where the first use fails before it', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        for (const source of ['', 'statistics', './a.js', 'https://example.com/a.py']) { try { graft.loadSync(source) } catch {} }
        try { graft.python.eval(1) } catch {}
        console.log(/libpython/.test(process.getBuiltinModule('node:fs').readFileSync('/proc/self/maps', 'utf8')));`,
    });
    expect((await project.run('main.cjs')).out).toBe('false\n');
  });
});

import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeProgram, fakePython, forwardingPython } from './fake-python.js';
import { libraryOf, makeVenv, sharedPython } from './real-pythons.js';
import { answerOfShared, scene } from './warm-scene.js';

const shared = sharedPython();

describe('a second start', () => {
  it('runs no child process and finds the same', () => {
    const { python, discover } = scene();
    const first = discover();
    expect(python.runs()).toBe(1);
    const second = discover();
    expect(python.runs()).toBe(1);
    expect([first.fromCache, second.fromCache]).toEqual([false, true]);
    expect(second.chosen).toEqual(first.chosen);
  });

  it('runs none either for what was passed over', () => {
    const { directory, python, discover } = scene();
    const useless = fakePython(join(directory, 'first/python3'));
    const env = { HOME: directory, PATH: `${join(directory, 'first')}:${join(directory, 'bin')}` };
    expect(discover({ python: undefined, env }).tried).toHaveLength(1);
    const second = discover({ python: undefined, env });
    expect(second.tried).toHaveLength(1);
    expect(second.tried[0]?.error).toMatchObject({ code: 'python-not-loadable', name: 'GraftError' });
    expect(second.fromCache).toBe(true);
    expect([useless.runs(), python.runs()]).toEqual([1, 1]);
  });

  it('remembers a virtual environment as one', () => {
    const { directory, discover } = scene();
    const venv = makeVenv(shared.path, join(directory, 'env'));
    const chosen = discover({ python: venv }).chosen;
    expect(discover({ python: venv })).toMatchObject({ fromCache: true, chosen: { ...chosen, venv } });
  });
});

describe('an entry is worth nothing once', () => {
  it('the interpreter has changed', () => {
    const { python, discover } = scene();
    discover();
    utimesSync(python.path, 1, 1);
    expect(discover().fromCache).toBe(false);
    expect(python.runs()).toBe(2);
    expect(discover().fromCache).toBe(true);
  });

  it('a better one has come: a local environment, an earlier one on PATH, one that may be run now', () => {
    const { directory, discover } = scene();
    for (const name of ['early', 'late']) mkdirSync(join(directory, name));
    const early = forwardingPython(join(directory, 'early/python3'), shared.path);
    chmodSync(early.path, 0o644);
    symlinkSync(shared.path, join(directory, 'late/python3'));
    const env = { HOME: directory, PATH: `${directory}/early:${directory}/late` };
    const chosen = (): string => discover({ python: undefined, env }).chosen.executable;
    expect([chosen(), chosen()]).toEqual([join(directory, 'late/python3'), join(directory, 'late/python3')]);
    chmodSync(early.path, 0o755);
    expect(chosen()).toBe(shared.path);
    makeVenv(shared.path, join(directory, 'venv'));
    expect(chosen()).toBe(join(directory, 'venv/bin/python'));
    makeVenv(shared.path, join(directory, '.venv'));
    expect(chosen()).toBe(join(directory, '.venv/bin/python'));
  });

  it('the path leads to another interpreter of the same age and size', () => {
    const { directory, discover } = scene();
    const answer = { version: [3, 8, 1], versionText: '3.8.1' };
    for (const name of ['a', 'b']) {
      fakePython(join(directory, name, 'python'), answer);
      utimesSync(join(directory, name, 'python'), 1, 1);
    }
    const link = join(directory, 'link');
    const messages = ['a', 'b'].map((name) => {
      rmSync(link, { force: true });
      symlinkSync(join(directory, name), link);
      try {
        return discover({ python: join(link, 'python') }).source;
      } catch (error) {
        return String(error);
      }
    });
    expect(messages[0]).toContain('/a/python is CPython 3.8.1');
    expect(messages[1]).toContain('/b/python is CPython 3.8.1');
  });

  it('the library is gone, and again when it is back', () => {
    const { directory, discover } = scene();
    const library = libraryOf(shared.prefix) ?? '';
    const copy = join(directory, 'lib', library.replace(/^.*\//, ''));
    mkdirSync(join(directory, 'lib'));
    copyFileSync(library, copy);
    const python = fakePython(join(directory, 'fake/python3'), {
      version: shared.version.split('.').map(Number),
      versionText: shared.version,
      versionSuffix: `3.${shared.minor}`,
      libraryDirectory: join(directory, 'lib'),
    });
    const options = { python: python.path };
    expect(discover(options).chosen.library).toBe(copy);
    expect(discover(options).fromCache).toBe(true);
    rmSync(copy);
    expect(() => discover(options)).toThrow('without a shared library');
    expect(() => discover(options)).toThrow('without a shared library');
    expect(python.runs()).toBe(2);
    copyFileSync(library, copy);
    expect(discover(options)).toMatchObject({ fromCache: false, chosen: { library: copy } });
  });

  it('the environment has another configuration, or has become one', () => {
    const { directory, discover } = scene();
    const venv = makeVenv(shared.path, join(directory, 'env'));
    discover({ python: venv });
    utimesSync(join(venv, 'pyvenv.cfg'), 1, 1);
    expect(discover({ python: venv }).fromCache).toBe(false);
    const python = join(directory, 'plain/bin/python3');
    fakePython(python, { ...answerOfShared(), executable: python });
    expect(discover({ python }).chosen.venv).toBeUndefined();
    writeFileSync(
      join(directory, 'plain/pyvenv.cfg'),
      `home = ${shared.prefix}/bin\nversion = ${shared.version}\n`,
    );
    expect(discover({ python }).chosen.venv).toBe(join(directory, 'plain'));
  });
});

describe('what is known of an interpreter', () => {
  it('serves a start in another directory, which notices when it no longer holds', () => {
    const { directory, discover } = scene();
    const venv = makeVenv(shared.path, join(directory, 'env'));
    const python = join(venv, 'bin/python');
    mkdirSync(join(directory, 'other'));
    discover({ python });
    const elsewhere = { python, cwd: join(directory, 'other') };
    expect([discover(elsewhere).fromCache, discover(elsewhere).fromCache]).toEqual([true, true]);
    utimesSync(join(venv, 'pyvenv.cfg'), 1, 1);
    expect(discover(elsewhere).fromCache).toBe(false);
  });

  it('is not kept when it could not be asked', () => {
    const { directory, python, discover } = scene();
    const failing = fakeProgram(join(directory, 'first/python3'), 'exit 1');
    const env = { HOME: directory, PATH: `${join(directory, 'first')}:${join(directory, 'bin')}` };
    for (const runs of [1, 2]) {
      expect(discover({ python: undefined, env }).tried).toHaveLength(1);
      expect([failing.runs(), python.runs()]).toEqual([runs, runs]);
    }
  });
});

it('is another start when another Python is named', () => {
  const { directory, discover } = scene();
  const venvs = ['a', 'b', 'c'].map((name) => makeVenv(shared.path, join(directory, name)));
  const [a, b, c] = venvs;
  const env = { HOME: directory };
  const starts = [
    { python: a, env },
    { python: b, env },
    { python: undefined, env: { ...env, GRAFT_PYTHON: c } },
    { python: undefined, env: { ...env, GRAFT_PYTHON: a } },
    { python: undefined, env: { ...env, VIRTUAL_ENV: b } },
    { python: undefined, env: { ...env, VIRTUAL_ENV: c } },
  ];
  for (const fromCache of [false, true]) {
    const found = starts.map((options) => discover(options));
    expect(found.map(({ chosen }) => chosen.venv)).toEqual([a, b, c, a, b, c]);
    if (fromCache) expect(found.every((discovery) => discovery.fromCache)).toBe(true);
  }
});

describe('what a shim answers', () => {
  it.each([
    [
      '.python-version of the folder',
      (at: string) => writeFileSync(join(at, 'project/.python-version'), '3.9'),
    ],
    ['.python-version above it', (at: string) => writeFileSync(join(at, '.python-version'), '3.9')],
    ['.tool-versions above it', (at: string) => writeFileSync(join(at, '.tool-versions'), 'python 3.9')],
    ['.tool-versions at home', (at: string) => writeFileSync(join(at, 'home/.tool-versions'), 'python 3.9')],
    ['the version that pyenv has globally', (at: string) => writeFileSync(join(at, 'pyenv/version'), '3.9')],
    [
      'what pyenv has installed',
      (at: string) => mkdirSync(join(at, 'pyenv/versions/3.99'), { recursive: true }),
    ],
  ])('is asked for anew when there is another %s', (_, change) => {
    const { directory, python, discover } = scene();
    for (const name of ['project', 'home', 'pyenv']) mkdirSync(join(directory, name));
    const env = { HOME: join(directory, 'home'), PYENV_ROOT: join(directory, 'pyenv') };
    const options = { env, cwd: join(directory, 'project') };
    discover(options);
    expect(discover(options).fromCache).toBe(true);
    change(directory);
    expect(discover(options).fromCache).toBe(false);
    expect(discover(options).fromCache).toBe(true);
    expect(python.runs()).toBe(2);
  });

  it.each(['PYENV_VERSION', 'ASDF_PYTHON_VERSION', 'MISE_PYTHON_VERSION', 'PATH'])(
    'is asked for anew under another %s, and both are kept',
    (name) => {
      const { directory, python, discover } = scene();
      const env = { HOME: directory };
      discover({ env });
      expect(discover({ env: { ...env, [name]: 'other' } }).fromCache).toBe(false);
      expect(discover({ env }).fromCache).toBe(true);
      expect(discover({ env: { ...env, [name]: 'other' } }).fromCache).toBe(true);
      expect(python.runs()).toBe(2);
    },
  );

  it('is not asked for anew because of what has no say in it', () => {
    const { directory, python, discover } = scene();
    writeFileSync(join(directory, 'package.json'), '{}');
    const env = { HOME: directory, PATH: join(directory, 'bin') };
    discover({ python: undefined, env });
    writeFileSync(join(directory, 'package.json'), '{ "name": "changed" }');
    expect(discover({ python: undefined, env: { ...env, LANG: 'C' } }).fromCache).toBe(true);
    rmSync(join(directory, 'package.json'));
    expect(discover({ python: undefined, env }).fromCache).toBe(false);
    expect(python.runs()).toBe(2);
  });

  it('is asked for anew in another directory, an interpreter is not', () => {
    const { directory, discover } = scene();
    mkdirSync(join(directory, 'other'));
    discover();
    expect(discover({ cwd: join(directory, 'other') }).fromCache).toBe(false);
    discover({ python: shared.path });
    expect(discover({ python: shared.path, cwd: join(directory, 'other') }).fromCache).toBe(true);
  });
});

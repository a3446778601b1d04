import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { discoverPython } from '../../../../src/runtime/python/discover.js';
import type { DiscoverOptions, PythonDiscovery } from '../../../../src/runtime/python/discover.js';
import { cacheFile } from '../../../../src/runtime/python/discovery-cache.js';
import { fakePython, forwardingPython } from './fake-python.js';
import type { FakePython } from './fake-python.js';
import { libraryOf, makeVenv, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

const shared = sharedPython();

interface Scene {
  readonly directory: string;
  readonly cacheDirectory: string;
  readonly file: string;
  readonly python: FakePython;
  readonly discover: (options?: DiscoverOptions) => PythonDiscovery;
}

/** A cache of its own, and a Python that counts how often it runs. */
function scene(): Scene {
  const directory = temporaryDirectory();
  const cacheDirectory = join(directory, 'cache');
  const python = forwardingPython(join(directory, 'bin/python3'), shared.path);
  return {
    directory,
    cacheDirectory,
    file: join(cacheDirectory, 'python.json'),
    python,
    discover: (options = {}) =>
      discoverPython({
        python: python.path,
        cwd: directory,
        env: { HOME: directory },
        cacheDirectory,
        ...options,
      }),
  };
}

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

function answerOfShared(): Record<string, unknown> {
  return {
    version: shared.version.split('.').map(Number),
    versionText: shared.version,
    basePrefix: shared.prefix,
    loaded: libraryOf(shared.prefix),
  };
}

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

  it('is asked for anew in another directory, an interpreter is not', () => {
    const { directory, discover } = scene();
    mkdirSync(join(directory, 'other'));
    discover();
    expect(discover({ cwd: join(directory, 'other') }).fromCache).toBe(false);
    discover({ python: shared.path });
    expect(discover({ python: shared.path, cwd: join(directory, 'other') }).fromCache).toBe(true);
  });
});

describe('the file', () => {
  it.each([
    ['empty', ''],
    ['no JSON', '{"schema":1,'],
    ['other JSON', '[null]'],
    ['of another schema', '{"schema":99,"entries":[]}'],
    [
      'full of the wrong things',
      '{"schema":1,"platform":"P","entries":[1,["k"],["KEY",{"installation":{}}],["KEY",null]]}',
    ],
  ])('is replaced when it is %s', (_, content) => {
    const { file, python, cacheDirectory, discover } = scene();
    discover();
    const key = (JSON.parse(readFileSync(file, 'utf8')) as { entries: [string][] }).entries[0]?.[0] ?? '';
    const platform = `${process.platform}-${process.arch}`;
    writeFileSync(
      file,
      content.replaceAll('"KEY"', JSON.stringify(key)).replace('"P"', JSON.stringify(platform)),
    );
    expect(discover().fromCache).toBe(false);
    expect(discover().fromCache).toBe(true);
    expect(python.runs()).toBe(2);
    expect(readdirSync(cacheDirectory)).toEqual(['python.json']);
  });

  it('does without an entry any of whose fields is damaged', () => {
    const { file, discover } = scene();
    const { chosen } = discover();
    const whole = readFileSync(file, 'utf8');
    for (const field of [
      'executable',
      'library',
      'version',
      'versionText',
      'prefix',
      'freeThreaded',
      'evidence',
    ]) {
      const damaged = JSON.stringify(JSON.parse(whole), (key, value: unknown) => (key === field ? 7 : value));
      expect(damaged).not.toBe(whole);
      writeFileSync(file, damaged);
      expect(discover()).toMatchObject({ fromCache: false, chosen });
    }
  });

  it('of another kind of machine counts for nothing', () => {
    const { file, discover } = scene();
    discover();
    const platform = `${process.platform}-${process.arch}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(platform, 'plan9-vax'));
    expect(discover().fromCache).toBe(false);
  });

  it('that others can write, alone or by its folder, is not believed', () => {
    const { file, cacheDirectory, discover } = scene();
    discover();
    chmodSync(file, 0o666);
    expect(discover().fromCache).toBe(false);
    expect(discover().fromCache).toBe(true);
    chmodSync(cacheDirectory, 0o777);
    expect(discover().fromCache).toBe(false);
  });

  it('is readable by its owner only', () => {
    const { file, cacheDirectory, discover } = scene();
    discover();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(cacheDirectory).mode & 0o777).toBe(0o700);
  });

  it('is done without where none can be written', () => {
    const { directory, python, discover } = scene();
    writeFileSync(join(directory, 'file'), '');
    const cacheDirectory = join(directory, 'file/cache');
    expect(discover({ cacheDirectory }).chosen.versionText).toBe(shared.version);
    expect(discover({ cacheDirectory }).fromCache).toBe(false);
    expect(python.runs()).toBe(2);
  });

  it('does not grow without end', () => {
    const { directory, file, discover } = scene();
    for (let count = 0; count < 60; count++) {
      const cwd = join(directory, `folder-${count}`);
      mkdirSync(cwd);
      discover({ cwd, python: fakePythonOnce(directory) });
    }
    const { entries } = JSON.parse(readFileSync(file, 'utf8')) as { entries: unknown[] };
    expect(entries).toHaveLength(48);
    expect(discover({ cwd: join(directory, 'folder-59'), python: fakePythonOnce(directory) }).fromCache).toBe(
      true,
    );
    expect(discover({ cwd: join(directory, 'folder-0'), python: fakePythonOnce(directory) }).fromCache).toBe(
      false,
    );
  });

  it('survives many processes that write it at the same time', async () => {
    const { directory, cacheDirectory, file, discover } = scene();
    const bundle = join(directory, 'discover.cjs');
    buildSync({
      entryPoints: [fileURLToPath(new URL('../../../../src/runtime/python/discover.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: bundle,
    });
    const pythons = Array.from({ length: 8 }, (_, index) => {
      return forwardingPython(join(directory, `bin-${index}/python3`), shared.path);
    });
    const script = `
      const { discoverPython } = require(${JSON.stringify(bundle)});
      for (let round = 0; round < 20; round++) {
        for (const python of JSON.parse(process.argv[1])) {
          const { chosen } = discoverPython({ python, cacheDirectory: process.argv[2], cwd: process.argv[3] });
          if (chosen.versionText !== process.argv[4]) throw new Error(chosen.versionText);
        }
      }`;
    const paths = JSON.stringify(pythons.map(({ path }) => path));
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['-e', script, paths, cacheDirectory, directory, shared.version], {
        stdio: 'inherit',
      }),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(readdirSync(cacheDirectory)).toEqual(['python.json']);
    expect(() => JSON.parse(readFileSync(file, 'utf8')) as unknown).not.toThrow();
    expect(discover().chosen.versionText).toBe(shared.version);
  });
});

function fakePythonOnce(directory: string): string {
  const path = join(directory, 'fake/python3');
  if (!existsSync(path)) fakePython(path, answerOfShared());
  return path;
}

describe('its place', () => {
  it('is the one named, else GRAFT_CACHE, else the cache directory of the user', () => {
    const env = { GRAFT_CACHE: '/graft', XDG_CACHE_HOME: '/xdg', HOME: '/home/me' };
    expect(cacheFile('/named', env)).toBe('/named/python.json');
    expect(cacheFile(undefined, env)).toBe('/graft/python.json');
    expect(cacheFile(undefined, { ...env, GRAFT_CACHE: '' })).toBe('/xdg/graftwire/python.json');
    expect(cacheFile(undefined, { HOME: '/home/me' })).toBe('/home/me/.cache/graftwire/python.json');
    expect(cacheFile(undefined, { HOME: '/home/me', XDG_CACHE_HOME: 'relative' })).toBe(
      '/home/me/.cache/graftwire/python.json',
    );
    expect(cacheFile(undefined, {})).toMatch(/^\/.*\/\.cache\/graftwire\/python\.json$/);
  });

  it('is none when GRAFT_CACHE is off', () => {
    const { directory, python, discover } = scene();
    expect(cacheFile(undefined, { GRAFT_CACHE: 'off' })).toBeUndefined();
    const options = { cacheDirectory: undefined, env: { GRAFT_CACHE: 'off', HOME: directory } };
    expect([discover(options).fromCache, discover(options).fromCache]).toEqual([false, false]);
    expect(python.runs()).toBe(2);
    expect(readdirSync(directory)).toEqual(['bin']);
  });
});

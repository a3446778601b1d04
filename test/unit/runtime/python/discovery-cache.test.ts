import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { cacheFile } from '../../../../src/runtime/python/discovery-cache.js';
import { fakePython, forwardingPython } from './fake-python.js';
import { sharedPython } from './real-pythons.js';
import { answerOfShared, scene } from './warm-scene.js';

const shared = sharedPython();

describe('the file', () => {
  it.each([
    ['empty', ''],
    ['no JSON', '{"schema":1,'],
    ['other JSON', '[null]'],
    [
      'full of the wrong things',
      '{"schema":1,"platform":"P","starts":[1,["k"],["KEY",{},{}],["KEY",null,null]],"interpreters":[7]}',
    ],
  ])('is replaced when it is %s', (_, content) => {
    const { file, python, cacheDirectory, discover } = scene();
    discover();
    const key = contentOf(file).starts[0]?.[0] ?? '';
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
    const { starts } = contentOf(file);
    expect(starts).toHaveLength(1);
    const whole = readFileSync(file, 'utf8');
    for (const field of [
      'executable',
      'library',
      'version',
      'versionText',
      'prefix',
      'freeThreaded',
      'installation',
      'passedOver',
    ]) {
      const damaged = JSON.stringify(JSON.parse(whole), (key, value: unknown) => (key === field ? 7 : value));
      expect(damaged).not.toBe(whole);
      writeFileSync(file, damaged);
      expect(discover()).toMatchObject({ fromCache: false, chosen });
    }
  });

  it('does without an entry whose evidence is damaged', () => {
    const { file, discover } = scene();
    discover();
    for (const evidence of [null, 7, [], { '/etc/passwd': 7 }]) {
      const content = contentOf(file);
      const starts = content.starts.map(([key, value]) => [key, value, evidence]);
      writeFileSync(file, JSON.stringify({ ...content, starts }));
      expect(discover().fromCache).toBe(false);
    }
  });

  it('counts for nothing when it is of another schema or of another kind of machine', () => {
    const { file, discover } = scene();
    discover();
    for (const other of [{ schema: 0 }, { platform: 'plan9-vax' }]) {
      writeFileSync(file, JSON.stringify({ ...contentOf(file), ...other }));
      expect(discover().fromCache).toBe(false);
      expect(discover().fromCache).toBe(true);
    }
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
    expect(contentOf(file).starts).toHaveLength(32);
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

interface Content {
  readonly starts: [key: string, value: unknown, evidence: Record<string, string>][];
  readonly interpreters: unknown[];
}

function contentOf(file: string): Content {
  return JSON.parse(readFileSync(file, 'utf8')) as Content;
}

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

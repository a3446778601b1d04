import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GraftError } from '../../../../src/errors/graft-error.js';
import { Scene } from './scene.js';

const graft = 'graft.pypi.stats';

function errorOf(action: () => unknown): GraftError {
  try {
    action();
  } catch (error) {
    if (error instanceof GraftError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('the environment', () => {
  it.each([
    ['GRAFT_STATS_CONFIG', 'timeoutMs=5'],
    ['GRAFT_PYPI_STATS_CONFIG', 'timeoutMs=5'],
    ['graft.pypi.stats-config', 'timeoutMs=5'],
    ['GRAFT_CONFIG', 'timeoutMs=5'],
    ['graftcode-config', 'timeoutMs=5'],
    ['GRAFT_CONFIG', '# all\nname=graft.pypi.stats;timeoutMs=5'],
    ['GRAFT_CONFIG', '{"timeoutMs": 5}'],
    ['GRAFT_CONFIG', 'timeoutMs: 5'],
    ['GRAFT_CONFIG', ' timeoutMs=${T}\n'],
  ])('configures a Graft by %s: %s', (variable, value) => {
    const scene = new Scene();
    Object.assign(scene.env, { [variable]: value, T: '5' });
    expect(scene.timeoutOf()).toBe(5);
  });

  it.each([
    ['conf/stats.json', '{"timeoutMs": 5}'],
    ['conf/stats.yaml', 'timeoutMs: 5'],
    ['conf/stats.txt', 'timeoutMs=5'],
    ['a file without an ending', 'timeoutMs=5'],
  ])('may name a file: %s', (path, content) => {
    const scene = new Scene({ [path]: content });
    scene.env['GRAFT_STATS_CONFIG'] = path;
    expect(scene.timeoutOf()).toBe(5);
    scene.resolver.forget();
    scene.env['GRAFT_STATS_CONFIG'] = join(scene.root, path);
    expect(scene.timeoutOf()).toBe(5);
  });

  it('puts what is written for one Graft before what is written for all, and its unmistakable name first', () => {
    const scene = new Scene();
    Object.assign(scene.env, {
      GRAFT_CONFIG: 'name=graft.pypi.stats;timeoutMs=1',
      GRAFT_STATS_CONFIG: 'timeoutMs=2',
      'graft.pypi.stats-config': 'timeoutMs=4',
    });
    expect(scene.timeoutOf()).toBe(2);
    scene.env['GRAFT_PYPI_STATS_CONFIG'] = 'timeoutMs=3';
    scene.resolver.forget();
    expect(scene.timeoutOf()).toBe(3);
  });

  it('says nothing where a variable is empty', () => {
    const scene = new Scene();
    Object.assign(scene.env, { GRAFT_CONFIG: '', GRAFT_STATS_CONFIG: ' \n', GRAFT_STRICT: '' });
    expect(scene.resolver.resolve(graft).config).toEqual({ name: graft, host: [{ kind: 'inMemory' }] });
  });

  it.each([
    ['conf/graft.json', 'conf/graft.json'],
    ['hush-1234', undefined],
    ['.', undefined],
  ])('is refused where a variable holds neither: %s', (value, shown) => {
    const scene = new Scene();
    scene.env['GRAFT_CONFIG'] = value;
    const error = errorOf(() => scene.timeoutOf());
    expect(error).toMatchObject({ code: 'invalid-configuration', path: 'GRAFT_CONFIG' });
    if (shown !== undefined) expect(error.message).toContain(join(scene.root, shown));
    expect(error.message).not.toContain('hush');
  });

  it('names the variable and the line of what is wrong', () => {
    const scene = new Scene();
    scene.env['GRAFT_CONFIG'] = 'strict=1\nstrict=2';
    expect(errorOf(() => scene.timeoutOf()).path).toBe('GRAFT_CONFIG:2 strict');
  });

  it.each([
    ['1', true],
    ['0', false],
  ])('has GRAFT_STRICT=%s count for every Graft', (value, strict) => {
    const scene = new Scene();
    Object.assign(scene.env, { GRAFT_STRICT: value, GRAFT_STATS_CONFIG: `strict=${!strict};timeoutMs=5` });
    expect(scene.resolver.resolve(graft).config).toMatchObject({ strict, timeoutMs: 5 });
    expect(scene.resolver.explain(graft)).toContain('from GRAFT_STRICT');
  });
});

describe('two Grafts with one variable', () => {
  it('are refused where it does not say which one it means', () => {
    const scene = new Scene();
    scene.env['GRAFT_STATS_CONFIG'] = 'timeoutMs=5';
    expect(scene.timeoutOf()).toBe(5);
    const error = errorOf(() => scene.timeoutOf('graft.npm.stats'));
    expect(error).toMatchObject({ code: 'ambiguous-configuration', path: 'GRAFT_STATS_CONFIG' });
    expect(error.message).toContain('graft.pypi.stats and graft.npm.stats');
    expect(error.remedy).toContain('GRAFT_NPM_STATS_CONFIG');
    // The one that has had it goes on.
    expect(scene.timeoutOf()).toBe(5);
  });

  it('are configured where it names them, or each has its own', () => {
    const scene = new Scene();
    scene.env['GRAFT_STATS_CONFIG'] = 'name=graft.pypi.stats;timeoutMs=5\nname=graft.npm.stats;timeoutMs=6';
    expect([scene.timeoutOf(), scene.timeoutOf('graft.npm.stats')]).toEqual([5, 6]);
    scene.resolver.forget();
    Object.assign(scene.env, { GRAFT_STATS_CONFIG: 'timeoutMs=7', GRAFT_NPM_STATS_CONFIG: 'timeoutMs=8' });
    expect([scene.timeoutOf(), scene.timeoutOf('graft.npm.stats')]).toEqual([7, 8]);
  });

  it('are no matter while the variable is not set', () => {
    const scene = new Scene();
    expect([scene.timeoutOf(), scene.timeoutOf('graft.npm.stats')]).toEqual([undefined, undefined]);
  });
});

describe('files', () => {
  it.each([
    ['graft.pypi.stats-config.json', '{"timeoutMs": 5}'],
    ['graft.pypi.stats-config.yaml', 'timeoutMs: 5'],
    ['graft.pypi.stats-config.yml', 'timeoutMs: 5'],
    ['graft.pypi.stats-config.txt', 'timeoutMs=5'],
    ['graft.config.json', '{"configurations": {"graft.pypi.stats": {"timeoutMs": 5}}}'],
    ['graft.config.yaml', 'timeoutMs: 5'],
    ['graft.config.yml', 'timeoutMs: 5'],
    ['graft.config.txt', 'timeoutMs=5'],
    ['graftcode-config.json', '{"timeoutMs": 5}'],
    ['graftcode-config.yaml', '- timeoutMs: 5'],
    ['graftcode-config.txt', '{"timeoutMs": 5}'],
  ])('configure a Graft: %s', (path, content) => {
    expect(new Scene({ 'package.json': '{}', [path]: content }).timeoutOf()).toBe(5);
  });

  it.each(['package.json', 'pyproject.toml', '.git/HEAD'])('count up to the project: %s', (mark) => {
    const scene = new Scene({
      'graft.config.txt': 'timeoutMs=1',
      [`project/${mark}`]: '',
      'project/a/b/x': '',
      'project/graft.config.txt': 'timeoutMs=2;strict=1',
    });
    scene.folder = 'project/a/b';
    expect(scene.timeoutOf()).toBe(2);
    scene.write('project/a/graft.config.txt', 'timeoutMs=3');
    expect(scene.timeoutOf()).toBe(2);
    scene.resolver.forget();
    expect(scene.timeoutOf()).toBe(3);
  });

  it('above the working directory do not count where there is no project', () => {
    const scene = new Scene({ 'graft.config.txt': 'timeoutMs=1', 'a/x': '' });
    scene.folder = 'a';
    expect(scene.timeoutOf()).toBeUndefined();
    scene.folder = '.';
    scene.resolver.forget();
    expect(scene.timeoutOf()).toBe(1);
  });

  it('of one folder count in the order json, yaml, yml, txt, and graft.config before graftcode-config', () => {
    const scene = new Scene({ 'graftcode-config.json': '{"timeoutMs": 5}' });
    const expected = [
      ['graft.config.txt', 'timeoutMs=4'],
      ['graft.config.yml', 'timeoutMs: 3'],
      ['graft.config.json', '{"timeoutMs": 2}'],
    ];
    expect(scene.timeoutOf()).toBe(5);
    for (const [path, content] of expected) {
      scene.write(path!, content!);
      scene.resolver.forget();
      expect(content).toContain(String(scene.timeoutOf()));
    }
  });

  it('are named where they are wrong', () => {
    const scene = new Scene({ 'graft.config.json': '{\n"hots": "x"}' });
    expect(errorOf(() => scene.timeoutOf()).path).toBe(`${join(scene.root, 'graft.config.json')}:2 hots`);
  });

  it('that cannot be read, or are no UTF-8, are refused', () => {
    const latin = new Scene({ 'graft.config.txt': Uint8Array.from([0x23, 0xe4]) });
    expect(errorOf(() => latin.timeoutOf()).message).toContain('not UTF-8');
    const folder = new Scene({});
    mkdirSync(join(folder.root, 'graft.config.txt'));
    expect(errorOf(() => folder.timeoutOf())).toMatchObject({ code: 'invalid-configuration' });
    expect(errorOf(() => folder.timeoutOf()).message).toContain('EISDIR');
  });
});

describe('setConfig', () => {
  it('counts where the last one came before the first use, below files', () => {
    const scene = new Scene();
    scene.resolver.set('timeoutMs=1;name=graft.pypi.stats');
    scene.resolver.set({ name: graft, timeoutMs: 2 });
    expect(scene.timeoutOf()).toBe(2);
    scene.resolver.set([{ name: graft, timeoutMs: 3 }]);
    expect(scene.timeoutOf()).toBe(2);
    expect(scene.logged.at(-1)).toContain('graft.reload()');
    scene.resolver.forget(graft);
    expect(scene.timeoutOf()).toBe(3);
    scene.write('graft.config.txt', 'name=graft.pypi.stats;timeoutMs=4');
    scene.resolver.forget(graft);
    expect(scene.timeoutOf()).toBe(4);
  });

  it('sets nothing where anything of it is wrong', () => {
    const scene = new Scene();
    const error = errorOf(() => {
      scene.resolver.set(['timeoutMs=1', 'timeoutMs=x']);
    });
    expect(error.path).toBe('GraftConfig.setConfig:1 timeoutMs');
    expect(scene.timeoutOf()).toBeUndefined();
  });
});

describe('what was resolved', () => {
  it('is kept, and logged once', () => {
    const scene = new Scene();
    scene.env['GRAFT_CONFIG'] = 'host=tcp://me:hush@a:1';
    const first = scene.resolver.resolve(graft, 'runtime=python;host=inMemory');
    scene.env['GRAFT_CONFIG'] = 'host=loopback';
    expect(scene.resolver.resolve(graft, 'runtime=python;host=inMemory')).toBe(first);
    expect(scene.logged).toEqual([
      'name=graft.pypi.stats;runtime=python;host=tcp://***@a:1 (default of graft.pypi.stats:1, GRAFT_CONFIG:1)',
    ]);
  });

  it('is forgotten for one Graft alone', () => {
    const scene = new Scene();
    scene.env['GRAFT_CONFIG'] = 'timeoutMs=1';
    expect([scene.timeoutOf(), scene.timeoutOf('graft.npm.x')]).toEqual([1, 1]);
    scene.env['GRAFT_CONFIG'] = 'timeoutMs=2';
    scene.resolver.forget(graft);
    expect([scene.timeoutOf(), scene.timeoutOf('graft.npm.x')]).toEqual([2, 1]);
  });

  it('is not kept where it was wrong', () => {
    const scene = new Scene();
    scene.env['GRAFT_CONFIG'] = 'timeoutMs=x';
    expect(errorOf(() => scene.timeoutOf()).code).toBe('invalid-configuration');
    scene.env['GRAFT_CONFIG'] = 'timeoutMs=1';
    expect(scene.timeoutOf()).toBe(1);
  });

  it('is explained as it would be now, with the places that were looked at, and no secrets', () => {
    const scene = new Scene();
    scene.folder = 'a';
    mkdirSync(join(scene.root, 'a'));
    scene.resolver.set('name=graft.pypi.stats;token=hush');
    expect(scene.timeoutOf()).toBeUndefined();
    scene.env['GRAFT_STATS_CONFIG'] = 'host=tcp://hush@a:1?token=hush';
    const text = scene.resolver.explain(graft, { runtime: 'python' });
    expect(text).toContain('Won, as the highest configuration of this Graft: gives host.');
    expect(text).toContain('Not used: GRAFT_STATS_CONFIG:1 stands higher.');
    expect(text).toContain("The Graft's own default: gives runtime.");
    expect(text).toContain(
      'GRAFT_PYPI_STATS_CONFIG, GRAFT_STATS_CONFIG, graft.pypi.stats-config, GRAFT_CONFIG',
    );
    expect(text).toContain('graft.config{.json,.yaml,.yml,.txt}');
    expect(text).toContain(join(scene.root, 'a'));
    expect(text).not.toContain('hush');
    expect(scene.timeoutOf()).toBeUndefined();
  });

  it('knows and explains what paths are relative to', () => {
    const scene = new Scene();
    mkdirSync(join(scene.root, 'conf'));
    writeFileSync(join(scene.root, 'conf/stats.txt'), `name=${graft};modules=./other.py;python=.venv`);
    scene.env['GRAFT_STATS_CONFIG'] = 'conf/stats.txt';
    const conf = join(scene.root, 'conf');
    expect(scene.resolver.resolve(graft).origins.get('modules')?.folder).toBe(conf);
    const text = scene.resolver.explain(graft, 'runtime=python;modules=../stats.py');
    expect(text.split(`:1, relative to ${conf}\n`)).toHaveLength(3);
    scene.env['GRAFT_STATS_CONFIG'] = 'modules=./other.py;host=ipc://run/x.sock';
    const here = 'GRAFT_STATS_CONFIG:1, relative to the working directory\n';
    expect(scene.resolver.explain(graft).split(here)).toHaveLength(3);
    expect(scene.resolver.explain('graft.pypi.other', 'modules=../stats.py')).not.toContain('relative to');
    expect(scene.resolver.explain('graft.pypi.other', 'modules=../stats.py', '/pack')).toContain(
      'relative to /pack',
    );
  });
});

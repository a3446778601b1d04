import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { graftwire } from './cli.js';
import { Project } from './project.js';

const stats = 'def mean(values: list[float]) -> float:\n    return sum(values) / len(values)\n';
const inventory = 'export function reserve(name: string, count = 1): string { return `${count} ${name}`; }\n';

const manifestOf = (project: Project): unknown =>
  JSON.parse(readFileSync(project.path('package.json'), 'utf8'));

describe('graftwire add in a project of Node.js', () => {
  it('makes the package of a module a dependency that can be imported at once', async () => {
    const project = new Project({
      'package.json': '{\n    "private": true,\n    "dependencies": { "zebra": "1.0.0" }\n}\n',
      'stats.py': stats,
      'src/main.mjs': "import { mean } from '@graft/pypi-stats'; console.log(mean([1, 2, 3]));",
    });
    const { out, err, code } = await graftwire(project, ['add', '../stats.py'], { cwd: project.path('src') });
    expect(code, err).toBe(0);
    expect(out).toMatch(/^@graft\/pypi-stats 0\.1\.0 in \.\.\/grafts\/pypi-stats: \d of \d files written\n/);
    expect(out).toContain('package.json depends on @graft/pypi-stats: file:grafts/pypi-stats\n');
    expect(manifestOf(project)).toEqual({
      private: true,
      dependencies: { '@graft/pypi-stats': 'file:grafts/pypi-stats', zebra: '1.0.0' },
    });
    expect(readFileSync(project.path('package.json'), 'utf8')).toMatch(/^{\n {4}"private"[^]*}\n$/);
    expect(readlinkSync(project.path('node_modules/@graft/pypi-stats'))).toBe('../../grafts/pypi-stats');
    expect(await project.run('src/main.mjs')).toMatchObject({ out: '2\n', err: '', code: 0 });
  });

  it('changes nothing the second time', async () => {
    const project = new Project({ 'stats.py': stats });
    await graftwire(project, ['add', './stats.py']);
    const before = readFileSync(project.path('package.json'), 'utf8');
    const { out, code } = await graftwire(project, ['add', './stats.py']);
    expect({ out, code }).toEqual({
      out: '@graft/pypi-stats 0.1.0 in grafts/pypi-stats: unchanged\n',
      code: 0,
    });
    expect(readFileSync(project.path('package.json'), 'utf8')).toBe(before);
  });

  it.each([
    ['pnpm-lock.yaml', 'link:', 'pnpm install'],
    ['yarn.lock', 'link:', 'yarn install'],
    ['package-lock.json', 'file:', 'npm install'],
  ])(
    'writes what the package manager of %s links, and says how to go on',
    async (lockFile, protocol, command) => {
      const project = new Project({ [lockFile]: '', 'stats.py': stats });
      const { err } = await graftwire(project, ['add', './stats.py']);
      expect(manifestOf(project)).toMatchObject({
        dependencies: { '@graft/pypi-stats': `${protocol}grafts/pypi-stats` },
      });
      expect(err).toContain(`Run ${command} to bring the lock file up to date.`);
    },
  );

  it('says that graftwire itself is missing', async () => {
    const project = new Project({ 'stats.py': stats });
    rmSync(project.path('node_modules'), { recursive: true });
    const { err, code } = await graftwire(project, ['add', './stats.py']);
    expect(code).toBe(0);
    expect(err).toContain('npm install graftwire');
  });

  it('says what it did as JSON', async () => {
    const project = new Project({ 'stats.py': stats });
    const { out } = await graftwire(project, ['add', './stats.py', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      name: '@graft/pypi-stats',
      folder: 'grafts/pypi-stats',
      done: [expect.stringContaining('package.json'), expect.stringContaining('node_modules')],
      todo: [],
    });
  });

  it('does not make a package that of another module of the same name', async () => {
    const project = new Project({ 'stats.py': stats, 'sub/stats.py': stats, 'sub/pyproject.toml': '' });
    await graftwire(project, ['add', './stats.py']);
    const before = readFileSync(project.path('grafts/pypi-stats/index.js'), 'utf8');
    const { err, code } = await graftwire(project, ['add', './stats.py'], { cwd: project.path('sub') });
    expect(code).toBe(1);
    expect(err).toContain(
      `is the package of ${project.path('stats.py')}, and this is ${project.path('sub/stats.py')}.`,
    );
    expect(readFileSync(project.path('grafts/pypi-stats/index.js'), 'utf8')).toBe(before);
    const python = ['add', './stats.py', '--for', 'python'];
    await graftwire(project, python, { cwd: project.path('sub') });
    const again = await graftwire(project, [...python], { cwd: project.path('sub') });
    expect(again.code).toBe(0);
  });

  it('does nothing where there is no project', async () => {
    const project = new Project({ 'stats.py': stats });
    rmSync(project.path('package.json'));
    const { err, code } = await graftwire(project, ['add', './stats.py']);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: .*there is no package\.json.*\nremedy: Run npm init first/);
    expect(existsSync(project.path('grafts'))).toBe(false);
  });
});

describe('graftwire add in a project of Python', () => {
  it('requires the package of a module of JavaScript, and tells how to install it', async () => {
    const project = new Project({ 'inventory.ts': inventory, 'requirements.txt': 'numpy' });
    for (const times of ['first', 'second']) {
      const { out, err, code } = await graftwire(project, ['add', './inventory.ts']);
      expect(code, err).toBe(0);
      expect(out).toContain('graft-npm-inventory 0.1.0 in grafts/graft-npm-inventory');
      expect(out.includes('requirements.txt requires')).toBe(times === 'first');
      expect(err).toContain('python -m pip install -e ./grafts/graft-npm-inventory');
    }
    expect(readFileSync(project.path('requirements.txt'), 'utf8')).toBe(
      'numpy\n-e ./grafts/graft-npm-inventory\n',
    );
  });

  it('says what to write into a pyproject.toml that no tool keeps', async () => {
    const text = '[project]\nname = "app"\ndependencies = ["numpy"]\n';
    const project = new Project({ 'inventory.ts': inventory, 'pyproject.toml': text });
    const { err, code } = await graftwire(project, ['add', './inventory.ts']);
    expect(code).toBe(0);
    expect(err).toContain(`"graft-npm-inventory @ file://${project.path('grafts/graft-npm-inventory')}"`);
    expect(err).toContain('uv add --editable ./grafts/graft-npm-inventory');
    expect(err).toContain('python -m pip install -e ./grafts/graft-npm-inventory');
    expect(readFileSync(project.path('pyproject.toml'), 'utf8')).toBe(text);
    project.write('pyproject.toml', text.replace('"numpy"', '"graft-npm-inventory @ file:///x"'));
    expect((await graftwire(project, ['add', './inventory.ts'])).err).not.toContain('does not depend');
  });

  it('knows a tool by its table in pyproject.toml', async () => {
    const project = new Project({
      'inventory.ts': inventory,
      'pyproject.toml': '[tool.uv]\nmanaged = true\n',
    });
    const { err } = await graftwire(project, ['add', './inventory.ts']);
    expect(err).toContain('Run uv add --editable ./grafts/graft-npm-inventory');
    expect(err).not.toContain('pip');
  });

  it.each([
    ['uv.lock', 'uv add --editable ./grafts/graft-pypi-stats'],
    ['poetry.lock', 'poetry add --editable ./grafts/graft-pypi-stats'],
  ])('leaves a project with %s to its own tool', async (lockFile, command) => {
    const project = new Project({ 'stats.py': stats, 'pyproject.toml': '', [lockFile]: '' });
    const { err, code } = await graftwire(project, ['add', './stats.py', '--for', 'python']);
    expect(code).toBe(0);
    expect(err).toContain(`Run ${command}`);
    expect(existsSync(project.path('requirements.txt'))).toBe(false);
  });
});

import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cli, graftwire } from './cli.js';
import { environment, Project } from './project.js';
import { chosenPython } from './pythons.js';

const stats = `"""Statistics."""

RATE: float = 1.25


def mean(values: list[float]) -> float:
    """The mean."""
    return sum(values) / len(values)


def untyped(value):
    return value


class Portfolio:
    """What one has."""

    def __init__(self, currency: str) -> None:
        self.currency = currency

    def add(self, name: str, count: int = 1) -> None:
        """Buys."""
`;

const withoutValue = stats.replace('def untyped(value)', 'def renamed(value)');

describe('graftwire', () => {
  it('prints what there is, with examples and exit codes', async () => {
    const project = new Project();
    const { out, err, code } = await graftwire(project, ['--help']);
    expect({ err, code }).toEqual({ err: '', code: 0 });
    for (const command of ['add', 'generate', 'types', 'model', 'diff', 'config', 'doctor', 'completion']) {
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
      const help = await graftwire(project, [command, '--help']);
      expect(help.code).toBe(0);
      expect(help.out).toContain(`Usage: graftwire ${command}`);
    }
    expect(out).toContain('Exit codes: 0 done, 1 failed, 2 wrong usage');
    expect((await graftwire(project, ['add', '--help'])).out).toContain('$ graftwire add ./stats.py');
  });

  it.each([
    [[]],
    [['nonsense']],
    [['model']],
    [['model', 'a', 'b']],
    [['model', './stats.py', '--nonsense']],
    [['generate', './stats.py', '--for', 'ruby']],
    [['generate', './stats.py', '--version', 'one']],
    [['diff', 'a', 'b', '--fail-on', 'none']],
    [['config', 'nonsense']],
  ])('ends with 2 for wrong usage: %j', async (args) => {
    const { out, err, code } = await graftwire(new Project({ 'stats.py': stats }), args);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toMatch(args.length === 0 || args[0] === 'config' ? /Usage: graftwire|^error: / : /^error: /);
  });

  it.each([
    ['missing.py', /There is no file missing\.py\./],
    ['stats', /it is not clear whose module it would be\./],
    ['python:no_such_module', /no_such_module/],
    ['broken.py', /broken\.py|now/],
  ])(
    'says what is wrong with %s and what to do, without a stack, and ends with 1',
    async (module, message) => {
      const project = new Project({ 'broken.py': 'raise ValueError("now")' });
      const { out, err, code } = await graftwire(project, ['model', module]);
      expect({ out, code }).toEqual({ out: '', code: 1 });
      expect(err).toMatch(message);
      expect(err).toMatch(/^error: .*\nremedy: .*\n$/);
      expect(err).not.toMatch(/^ +at /m);
    },
  );

  it('says what takes long, and colours its words, on a terminal only', async () => {
    const project = new Project({ 'stats.py': stats });
    const script = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
    const terminal = async (env: Record<string, string>): Promise<string> => {
      const args = ['-c', script, process.execPath, cli, 'diff', 'stats.py', 'stats.py'];
      const options = {
        cwd: project.folder,
        env: environment({ TERM: 'xterm', NO_COLOR: undefined, ...env }),
      };
      return (await promisify(execFile)(chosenPython.executable, args, options)).stdout;
    };
    const shown = await terminal({});
    expect(shown).toContain('Analysing ./stats.py …');
    expect(shown).toContain('\u001b[32mnothing has changed');
    expect(await terminal({ NO_COLOR: '1' })).not.toContain('\u001b[32m');
    const { out, err } = await graftwire(project, ['diff', 'stats.py', 'stats.py']);
    expect({ out, err }).toEqual({ out: 'nothing has changed\n', err: '' });
  });

  it('is nothing that a program loads with graftwire', async () => {
    const project = new Project({
      'main.cjs':
        "const { graft } = require('graftwire'); graft.python.eval('1'); console.log(Object.keys(require.cache).join('\\n'));",
    });
    const { out } = await project.run('main.cjs');
    expect(out).toContain('index.cjs');
    expect(out).not.toMatch(/commander|cli\.cjs|register|imported/);
  });

  it('says where there is no Python', async () => {
    const project = new Project({ 'stats.py': stats });
    const { err, code } = await graftwire(project, ['model', 'stats.py', '--python', 'no-such-python']);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: .*no-such-python.*\nremedy: /);
  });

  it('completes commands, options and choices in bash, zsh and fish', async () => {
    const project = new Project();
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { out, code } = await graftwire(project, ['completion', shell]);
      expect(code).toBe(0);
      expect(out).toContain('graftwire');
    }
    const { out } = await graftwire(project, ['complete', '--', 'ge']);
    expect(out).toMatch(/^generate\t/m);
    expect((await graftwire(project, ['complete', '--', 'generate', '--fo'])).out).toMatch(/^--for\t/m);
    expect((await graftwire(project, ['complete', '--', 'generate', '--for', ''])).out).toMatch(/^npm/m);
  });
});

describe('graftwire model', () => {
  it('prints the model, the same bytes on every run and in every folder', async () => {
    const [one, two] = [new Project({ 'stats.py': stats }), new Project({ 'lib/stats.py': stats })];
    const { out, err, code } = await graftwire(one, ['model', 'stats.py']);
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ugm: 1,
      name: 'stats',
      ecosystem: 'pypi',
      runtime: 'python',
      doc: 'Statistics.',
    });
    expect((await graftwire(two, ['model', './lib/stats.py'])).out).toBe(out);
    expect((await graftwire(one, ['model', `file://${one.path('stats.py')}`])).out).toBe(out);
    await graftwire(one, ['model', 'stats.py', '--out', 'stats.json']);
    expect(readFileSync(one.path('stats.json'), 'utf8')).toBe(out);
  });

  it('sums up in one line what could not be said, and lists it in a report', async () => {
    const project = new Project({ 'stats.py': stats });
    const { err } = await graftwire(project, ['model', 'stats.py', '--report', 'losses.txt']);
    expect(err).toMatch(
      /^note: \d+ of \d+ parts have a type \(\d+ %\); what has none: .*untyped.* \(all in losses\.txt\)\.\n$/,
    );
    expect(readFileSync(project.path('losses.txt'), 'utf8')).toMatch(
      /parts have a type.* of stats\n.*untyped.*: /,
    );
  });

  it('says whose stubs it has its types from', async () => {
    const project = new Project({
      'shop.py': 'def price(item): return item\n',
      'shop.pyi': 'def price(item: str) -> float: ...\n',
    });
    const { err } = await graftwire(project, ['model', 'shop.py', '--report', 'losses.txt']);
    expect(err).toBe('note: stubs: shop itself\n');
    expect(readFileSync(project.path('losses.txt'), 'utf8')).toMatch(/ of shop\nstubs: shop itself\n$/);
  });

  it('is of modules of JavaScript, too', async () => {
    const project = new Project({
      'inventory.ts':
        '/** Reserves. */\nexport function reserve(name: string, count = 1): boolean { return count > 0 && name !== ""; }\n',
    });
    const { out, err, code } = await graftwire(project, ['model', './inventory.ts']);
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      name: 'inventory',
      ecosystem: 'npm',
      functions: [{ name: 'reserve' }],
    });
  });
});

describe('graftwire generate', () => {
  it('writes the package of a module, and nothing when nothing has changed', async () => {
    const project = new Project({ 'stats.py': stats });
    const first = await graftwire(project, ['generate', 'stats.py']);
    expect(first.code, first.err).toBe(0);
    expect(first.out).toMatch(
      /^@graft\/pypi-stats 0\.1\.0 in grafts\/pypi-stats: (\d+) of \1 files written\n$/,
    );
    const files = readdirSync(project.path('grafts/pypi-stats'));
    expect(files).toEqual(expect.arrayContaining(['index.d.ts', 'index.js', 'model.json', 'package.json']));
    expect(readFileSync(project.path('grafts/pypi-stats/index.js'), 'utf8')).toContain("'../../stats.py'");
    const again = await graftwire(project, ['generate', 'stats.py']);
    expect(again.out).toBe('@graft/pypi-stats 0.1.0 in grafts/pypi-stats: unchanged\n');
  });

  it('gives a package that is there the version that follows', async () => {
    const project = new Project({ 'stats.py': stats });
    await graftwire(project, ['generate', 'stats.py', '--version', '1.2.3']);
    project.write('stats.py', `${stats}\n\ndef more() -> int:\n    return 1\n`);
    expect((await graftwire(project, ['generate', 'stats.py'])).out).toContain('@graft/pypi-stats 1.3.0 ');
    project.write('stats.py', withoutValue);
    expect((await graftwire(project, ['generate', 'stats.py'])).out).toContain('@graft/pypi-stats 2.0.0 ');
  });

  it('writes where it is told, for the language that it is told, and says so as JSON', async () => {
    const project = new Project({ 'stats.py': stats });
    const args = [
      'generate',
      'stats.py',
      '--for',
      'python',
      '--out',
      'there/it is',
      '--json',
      '--report',
      'losses.txt',
    ];
    const { out, err, code } = await graftwire(project, args);
    expect(code, err).toBe(0);
    const said = JSON.parse(out) as { files: string[] };
    expect(said).toMatchObject({
      name: 'graft-pypi-stats',
      target: 'python',
      version: '0.1.0',
      folder: 'there/it is',
    });
    for (const file of said.files) expect(existsSync(project.path(`there/it is/${file}`)), file).toBe(true);
  });

  it('does not write into a folder that holds something else', async () => {
    const project = new Project({ 'stats.py': stats, 'mine/precious.txt': 'mine' });
    const { err, code } = await graftwire(project, ['generate', 'stats.py', '--out', 'mine']);
    expect(code).toBe(1);
    expect(err).toContain('holds something else than a generated package');
    expect(readdirSync(project.path('mine'))).toEqual(['precious.txt']);
  });

  it('does not write over another Graft', async () => {
    const project = new Project({ 'stats.py': stats, 'other.py': stats });
    await graftwire(project, ['generate', 'stats.py', '--out', 'out']);
    const { err, code } = await graftwire(project, ['generate', 'other.py', '--out', 'out']);
    expect(code).toBe(1);
    expect(err).toContain('has the Graft of stats, and this is other');
  });
});

describe('graftwire diff', () => {
  it('prints what has changed, the verdict and the next version', async () => {
    const project = new Project({ 'before.py': stats, 'after.py': withoutValue });
    await graftwire(project, ['model', 'before.py', '--out', 'before.json']);
    const { out, err, code } = await graftwire(project, [
      'diff',
      'before.json',
      'after.py',
      '--version',
      '1.2.3',
    ]);
    expect(code, err).toBe(0);
    expect(out).toMatch(/^breaking +.*untyped/m);
    expect(out).toMatch(/^additive +.*renamed/m);
    expect(out).toMatch(/\nbreaking\n2\.0\.0\n$/);
  });

  it('ends with 1 only where it is told to', async () => {
    const project = new Project({ 'before.py': stats, 'after.py': withoutValue });
    const diff = async (...args: string[]): Promise<number | null> =>
      (await graftwire(project, ['diff', ...args])).code;
    expect(await diff('before.py', 'after.py', '--fail-on', 'breaking')).toBe(1);
    expect(await diff('before.py', 'before.py', '--fail-on', 'compatible')).toBe(0);
    const { out } = await graftwire(project, [
      'diff',
      'before.py',
      'after.py',
      '--json',
      '--version',
      '0.4.0',
    ]);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'breaking', nextVersion: '0.5.0' });
  });

  it('refuses what is no model', async () => {
    const project = new Project({ 'a.json': '{}', 'b.json': 'no', 'stats.py': stats });
    for (const file of ['a.json', 'b.json']) {
      const { err, code } = await graftwire(project, ['diff', file, 'stats.py']);
      expect(code).toBe(1);
      expect(err).toMatch(/^error: /);
      expect(err).not.toMatch(/^ +at /m);
    }
  });
});

describe('graftwire config explain', () => {
  it('prints what counts for a Graft, by any of its names, and why', async () => {
    const project = new Project({ 'graft.config.txt': 'timeoutMs=500' });
    const env = { GRAFT_STATS_CONFIG: 'host=tcp://stats:7420?token=hidden' };
    for (const name of ['./stats.py', 'graft.pypi.stats', '@graft/pypi-stats', 'python:stats']) {
      const { out, err, code } = await graftwire(project, ['config', 'explain', name], { env });
      expect(code, err).toBe(0);
      expect(out).toContain('GRAFT_STATS_CONFIG');
      expect(out).toContain('graft.config.txt');
      expect(out).toContain('tcp://stats:7420');
      expect(out).not.toContain('hidden');
    }
  });

  it.each([
    ['./stats.py', undefined],
    ['graft.pypi.nowhere', undefined],
    ['./nope.py', 'note: There is no ./nope.py here. A Graft of it would be graft.pypi.nope.'],
    ['grft.pypi.x', 'Did you mean graft.pypi.x?'],
    ['graft.pipy', 'note: There is no graft.pipy here.'],
    ['@graft/pypi-nope', 'note: @graft/pypi-nope is not installed here'],
  ])('says of %s what it doubts', async (given, doubt) => {
    const project = new Project({ 'stats.py': '' });
    const { out, err, code } = await graftwire(project, ['config', 'explain', given]);
    expect(code).toBe(0);
    expect(out).toContain('Looked for:');
    if (doubt === undefined) expect(err).toBe('');
    else expect(err).toContain(doubt);
  });

  it('says what paths are relative to', async () => {
    const project = new Project({
      'sub/x': '',
      'graft.config.txt': 'name=graft.pypi.stats;modules=./other.py;python=.venv',
    });
    const index = "graft({ config: 'name=graft.pypi.pack;modules=../../pack.py' });";
    const file = project.write('node_modules/@graft/pypi-pack/index.js', index);
    const explained = async (given: string): Promise<string> => {
      const { out } = await graftwire(project, ['config', 'explain', given], { cwd: project.path('sub') });
      return out.replace(/ +/g, ' ');
    };
    const from = `from ${project.path('graft.config.txt')}:1, relative to ${project.folder}`;
    expect(await explained('graft.pypi.stats')).toContain(` modules ./other.py ${from}`);
    expect(await explained('graft.pypi.stats')).toContain(` python .venv ${from}`);
    expect(await explained('@graft/pypi-pack')).toContain(
      ` modules ../../pack.py from default of graft.pypi.pack:1, relative to ${dirname(file)}`,
    );
  });

  it('tells where a configuration is wrong', async () => {
    const project = new Project({ 'graft.config.txt': 'timeuotMs=500' });
    const { err, code } = await graftwire(project, ['config', 'explain', './stats.py']);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: .*graft\.config\.txt.*timeuotMs.*\nremedy: /);
  });
});

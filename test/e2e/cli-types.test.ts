import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, graftwire } from './cli.js';
import { packageRoot, Project } from './project.js';

const stats = `
RATE: float = 1.25
def mean(values: list[float]) -> float:
    return sum(values) / len(values)
def delete(x: int) -> int:
    return x
`;

const options = { strict: true, noEmit: true, target: 'ES2022', module: 'NodeNext', skipLibCheck: false };
const tsconfig = (more: object): string =>
  JSON.stringify({ compilerOptions: { ...options, types: [], ...more }, files: ['main.mts'] });

const main = `
import stats, { mean, RATE, delete_ } from './stats.py';
const given: number = mean([1, 2, 3]) + RATE + delete_(1);
// @ts-expect-error A text is no list of numbers.
if (given < 0) mean('text');
console.log(given, stats.RATE);
`;

describe('graftwire types', () => {
  it('writes types that TypeScript finds for the import, and the import has', async () => {
    const project = new Project({
      'stats.py': stats,
      'main.mts': main,
      // The declarations of the package are made when it is packed.
      'tsconfig.json': tsconfig({
        allowArbitraryExtensions: true,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [join(packageRoot, 'node_modules/@types')],
        lib: ['es2023', 'esnext.disposable'],
        paths: { graftwire: [join(packageRoot, 'src/index.ts')] },
      }),
    });
    const { out, err, code } = await graftwire(project, ['types', 'stats.py']);
    expect({ out, code }, err).toEqual({ out: 'stats.d.py.ts written\n', code: 0 });
    const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
    expect(await project.run(undefined, { nodeArgs: [tsc, '-p', '.'] })).toMatchObject({ out: '', code: 0 });
    const nodeArgs = ['--no-warnings', '--import', 'graftwire/register'];
    const ran = await project.run('main.mts', { nodeArgs });
    expect(ran).toMatchObject({ out: '4.25 1.25\n', err: '', code: 0 });
  });

  it('leaves a file alone that is up to date', async () => {
    const project = new Project({ 'a/stats.py': stats, 'b/other.py': 'def f() -> int:\n    return 1\n' });
    await graftwire(project, ['types', 'a/stats.py', 'b/other.py']);
    const before = statSync(project.path('a/stats.d.py.ts')).mtimeMs;
    const { out } = await graftwire(project, ['types', 'a/stats.py', 'b/other.py']);
    expect(out).toBe('a/stats.d.py.ts unchanged\nb/other.d.py.ts unchanged\n');
    expect(statSync(project.path('a/stats.d.py.ts')).mtimeMs).toBe(before);
  });

  it('says what tsconfig.json lacks', async () => {
    const project = new Project({ 'stats.py': stats, 'tsconfig.json': tsconfig({}) });
    const { err } = await graftwire(project, ['types', 'stats.py']);
    expect(err).toContain('needs "allowArbitraryExtensions": true');
  });

  it('refuses what is no Python file', async () => {
    const { err, code } = await graftwire(new Project(), ['types', 'python:json']);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: python:json is no Python file\.\nremedy: .*graftwire add/);
  });

  it('goes on with --watch, also past a file that is broken for a while', async () => {
    const project = new Project({ 'stats.py': stats });
    const running = project.start(undefined, { nodeArgs: [cli, 'types', 'stats.py', '--watch'] });
    await running.until('stats.d.py.ts written');
    project.write('stats.py', 'def broken(:\n');
    await running.until('error: ', () => running.stderr);
    project.write('stats.py', 'def repaired() -> int:\n    return 1\n');
    while (!readFileSync(project.path('stats.d.py.ts'), 'utf8').includes('repaired')) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
});

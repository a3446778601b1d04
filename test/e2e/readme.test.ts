import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, Project } from './project.js';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

/** The blocks whose first line names a file: "```js app.mjs". */
const files = [...readme.matchAll(/^```(?:js|ts|py) (\S+)\n(.*?)^```$/gms)].map(
  ([, name = '', text = '']) => ({ name, text }),
);
/** The commands of all console blocks, each with what it is shown to print. */
const runs = [...readme.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((run) => {
      const [command = '', ...shown] = run.split('\n');
      return { command, shown: shown.join('\n') };
    }),
);

describe('README.md', () => {
  const atEnd: (() => void | Promise<void>)[] = [];
  let project: Project;

  beforeAll(() => {
    project = new Project(Object.fromEntries(files.map(({ name, text }) => [name, text])), (action) =>
      atEnd.push(action),
    );
    return async () => {
      for (const action of atEnd) await action();
    };
  });

  it('shows a program in ten lines, and runs every program that it shows', () => {
    expect(files[0]?.text.trim().split('\n')).toHaveLength(10);
    const programs = files.map(({ name }) => name).filter((name) => !/\.(py|cjs)$/.test(name));
    const nodes = runs
      .map(({ command }) => command)
      .filter((command) => !command.startsWith('npx graftwire '));
    expect(nodes).toEqual(programs.map((name) => `node ${name}`));
  });

  it.each(runs)('shows what is printed by: $command', async ({ command, shown }) => {
    const [program, name = '', ...args] = command.split(' ');
    const outcome =
      program === 'npx'
        ? await project.run('node_modules/graftwire/dist/cli.cjs', { args })
        : await project.run(await runnable(name));
    expect(outcome.err).toBe('');
    expect(outcome.out.replaceAll(project.folder, '/app')).toBe(shown);
    expect(outcome.code).toBe(0);
  });

  /** Node 20 runs no TypeScript. */
  async function runnable(name: string): Promise<string> {
    if (!name.endsWith('.mts')) return name;
    const { code } = await transform(readFileSync(project.path(name), 'utf8'), {
      loader: 'ts',
      format: 'esm',
    });
    project.write(`${name}.mjs`, code);
    return `${name}.mjs`;
  }

  it('shows TypeScript that is right under strict', async () => {
    const typed = files.map(({ name }) => name).filter((name) => name.endsWith('.mts'));
    expect(typed).not.toEqual([]);
    const compilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true },
      ...{
        target: 'es2023',
        module: 'esnext',
        moduleResolution: 'bundler',
        lib: ['es2023', 'esnext.disposable'],
      },
      ...{ types: ['node'], typeRoots: [join(packageRoot, 'node_modules/@types')] },
      paths: { graftwire: [join(packageRoot, 'src/index.ts')] },
    };
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: typed }));
    const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', project.folder]);
    expect(stdout).toBe('');
  });
});

describe('the documentation', () => {
  const texts = readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));

  it.each(['README.md', 'CONTRIBUTING.md', 'bench/README.md', ...texts])(
    'links only to what is there: %s',
    (path) => {
      const text = readFileSync(join(packageRoot, path), 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) =>
        join(dirname(path), target),
      );
      expect(links.filter((target) => !existsSync(join(packageRoot, target)))).toEqual([]);
    },
  );
});

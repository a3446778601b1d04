import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenFolder, goldenModules, goldenPackage } from './golden-models.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const pythonHost = join(root, 'python-host');

/** The lines of files that a type checker complains of, as `file:line`, and its words. */
interface Complaints {
  readonly places: readonly string[];
  readonly output: string;
}

let folder: string;
let mypy: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'graftwire-types-'));
  for (const name of Object.keys(goldenModules)) {
    for (const { path } of goldenPackage(name)) {
      if (path.includes('/')) cpSync(join(goldenFolder, 'packages', name, path), join(folder, path));
    }
  }
  cpSync(join(goldenFolder, 'programs'), folder, { recursive: true });
  const tools = (await import(join(root, 'scripts/build/tools.mjs'))) as {
    tool(name: string): Promise<string>;
  };
  mypy = await tools.tool('mypy');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd: folder, env: { ...process.env, ...env } }, (_, out, err) => {
      resolve(out + err);
    });
  });
}

async function askMypy(files: readonly string[]): Promise<Complaints> {
  const output = await run(
    mypy,
    [...['--strict', '--python-version', '3.9', '--cache-dir', join(folder, '.mypy_cache')], ...files],
    { MYPYPATH: pythonHost },
  );
  expect(output).toMatch(/^(Success|Found)/m);
  return { places: [...output.matchAll(/^([^\s:]+:\d+): error/gm)].map(([, place]) => place!), output };
}

async function askPyright(files: readonly string[]): Promise<Complaints> {
  const config = {
    typeCheckingMode: 'strict',
    pythonVersion: '3.9',
    extraPaths: [pythonHost],
    include: files,
  };
  writeFileSync(join(folder, 'pyrightconfig.json'), JSON.stringify(config));
  const cli = join(root, 'node_modules/pyright/index.js');
  const output = await run(process.execPath, [cli, '--outputjson', '-p', folder]);
  const { generalDiagnostics: found } = JSON.parse(output) as {
    generalDiagnostics: { file: string; severity: string; range: { start: { line: number } } }[];
  };
  return {
    places: found.map(({ file, range }) => `${file.slice(folder.length + 1)}:${range.start.line + 1}`),
    output,
  };
}

const checkers = [
  ['mypy --strict', askMypy],
  ['pyright, strict', askPyright],
] as const;

describe.each(checkers)('%s', (_, ask) => {
  it.each([
    ['inventory', 'graft_npm_inventory'],
    ['stats', 'graft_pypi_stats'],
  ])(
    'finds nothing wrong with the package of %s and the program that uses it',
    async (name, packageFolder) => {
      const { places, output } = await ask([packageFolder, `uses_${name}.py`]);
      expect({ places, output: places.length > 0 ? output : '' }).toEqual({ places: [], output: '' });
    },
  );

  it.each(['misuses_inventory.py', 'misuses_stats.py'])('finds each mistake of %s', async (file) => {
    const marked = readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.endsWith('# refused') ? [`${file}:${index + 1}`] : []));
    const { places } = await ask([file]);
    expect([...new Set(places)]).toEqual(marked);
  });
});

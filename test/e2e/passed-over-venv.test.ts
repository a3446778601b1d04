import { rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeVenv, sharedPython } from '../unit/runtime/python/real-pythons.js';
import { Project, type RunOptions } from './project.js';

const python = sharedPython();

/** No Python is named, so that the project's environment is looked for, and then the PATH. */
const unnamed: RunOptions = {
  env: { GRAFT_PYTHON: undefined, PATH: `${dirname(python.path)}${delimiter}${process.env['PATH'] ?? ''}` },
};

const program = `
  import { Worker } from 'node:worker_threads';
  import { graft } from 'graftwire';
  console.log(graft.loadSync('python:sys').prefix);
  graft.loadSync('python:math');
  const worker = new Worker(\`import('graftwire').then(({ graft }) => graft.loadSync('python:math'))\`, { eval: true });
  worker.on('exit', (code) => console.log('worker', code));
`;

function projectWithVenv(): { project: Project; venv: string } {
  const project = new Project({ 'main.mjs': program });
  return { project, venv: makeVenv(python.path, project.path('.venv')) };
}

describe("a project's virtual environment that cannot be used", () => {
  it('is passed over with one warning for the process and its workers, which names it, the Python in its place, and the remedy', async () => {
    const { project, venv } = projectWithVenv();
    rmSync(project.path('.venv/bin/python'));
    symlinkSync('/gone/python', project.path('.venv/bin/python'));
    const { code, out, err } = await project.run('main.mjs', unnamed);
    expect({ code, out }).toEqual({ code: 0, out: `${python.prefix}\nworker 0\n` });
    expect(err.match(/GraftWarning/g)).toHaveLength(1);
    expect(err).toContain(venv);
    expect(err).toMatch(/python3 -m venv .*Using \/.*python\S* instead/);
  });

  it('is not spoken of when it can be used, or when another Python is named', async () => {
    const { project, venv } = projectWithVenv();
    expect(await project.run('main.mjs', unnamed)).toMatchObject({ out: `${venv}\nworker 0\n`, err: '' });
    rmSync(project.path('.venv/bin/python'));
    const named = await project.run('main.mjs', { env: { GRAFT_PYTHON: python.path } });
    expect(named).toMatchObject({ out: `${python.prefix}\nworker 0\n`, err: '' });
  });
});

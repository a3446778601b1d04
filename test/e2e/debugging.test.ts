import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DebugClient } from './debug-client.js';
import { packageRoot, Project } from './project.js';
import { chosenPython } from './pythons.js';

const files = {
  'prices.py': `def total(prices):
    result = sum(prices)
    return result

def stop(prices):
    result = sum(prices)
    breakpoint()
    return result
`,
  'main.cjs': `
    const prices = require('graftwire').graft.loadSync('./prices.py');
    console.log('total', prices.stop([1, 2, 3]));`,
};

describe('breakpoint() in hosted Python', () => {
  it('talks over standard input and output, and goes on', async () => {
    const running = new Project(files).start('main.cjs');
    await running.until('(Pdb) ');
    // Since 3.13 pdb stops at the call itself.
    expect(running.stdout).toMatch(/-> (return result|breakpoint\(\))/);
    running.write('p prices, result\n');
    await running.until('([1, 2, 3], 6)');
    running.write('result = 7\n');
    running.write('c\n');
    running.closeInput();
    expect(await running.outcome).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/total 7\n$/) as string,
    });
  });

  it('left with q is an exception in JavaScript, and so is the end of the input', async () => {
    const running = new Project(files).start('main.cjs');
    await running.until('(Pdb) ');
    running.write('q\n');
    expect(await running.outcome).toMatchObject({
      code: 1,
      err: expect.stringContaining('BdbQuit') as string,
    });
    expect(await new Project(files).run('main.cjs')).toMatchObject({
      code: 1,
      err: expect.stringContaining('BdbQuit') as string,
    });
  });

  it('does nothing with PYTHONBREAKPOINT=0, or what that names', async () => {
    const project = new Project({ ...files, 'mine.py': 'def hook(): print("mine")\n' });
    const run = async (PYTHONBREAKPOINT: string): Promise<string> =>
      (await project.run('main.cjs', { env: { PYTHONBREAKPOINT, PYTHONPATH: project.folder } })).out;
    expect([await run('0'), await run('mine.hook')]).toEqual(['total 6\n', 'mine\ntotal 6\n']);
  });
});

describe('faulthandler', () => {
  it('tells where Python stood when the process crashes', async () => {
    const project = new Project({
      'crashing.py': 'import ctypes, faulthandler\nfaulthandler.enable()\ndef crash(): ctypes.string_at(0)\n',
      'main.cjs': "require('graftwire').graft.loadSync('./crashing.py').crash();",
    });
    const { signal, err } = await project.run('main.cjs');
    expect([signal, err]).toEqual(['SIGSEGV', expect.stringMatching(/crashing\.py", line 3 in crash/)]);
  });
});

/** An interpreter of an environment with debugpy, which is made at the first use and kept; undefined where it cannot be made. */
async function withDebugpy(): Promise<string | undefined> {
  const folder = join(packageRoot, 'build', `debugpy-${chosenPython.versionText}`);
  const python = join(folder, 'bin', 'python');
  const run = promisify(execFile);
  try {
    if (!existsSync(join(folder, 'bin', 'debugpy'))) {
      await run(chosenPython.executable, ['-m', 'venv', '--clear', folder]);
      const options = ['--quiet', '--disable-pip-version-check', '--only-binary=:all:', '--retries=1'];
      await run(python, ['-m', 'pip', 'install', ...options, '--timeout=10', 'debugpy']);
    }
    return python;
  } catch (error) {
    const { stderr = String(error) } = error as { readonly stderr?: string };
    console.log(`declared gap: debugpy (cannot be installed: ${stderr.trim().split('\n').at(-1)})`);
    return undefined;
  }
}

describe('debugpy', () => {
  it('stops at breakpoints of an editor that attaches, in Python that Node called', async () => {
    const python = await withDebugpy();
    if (python === undefined) return;
    const project = new Project({
      ...files,
      'main.cjs': `
        const { graft } = require('graftwire');
        const prices = graft.loadSync('./prices.py');
        graft.python.exec('import debugpy; print("port", debugpy.listen(("127.0.0.1", 0))[1]); debugpy.wait_for_client()');
        console.log('total', prices.total([1, 2, 3]));`,
    });
    const env = { GRAFT_PYTHON: python, PYDEVD_DISABLE_FILE_VALIDATION: '1' };
    const running = project.start('main.cjs', { env });
    await running.until('port ');
    await running.until('\n');
    const client = await DebugClient.attach(Number(/port (\d+)/.exec(running.stdout)![1]));
    await client.request('initialize', { adapterID: 'test', pathFormat: 'path', linesStartAt1: true });
    const attached = client.request('attach', { justMyCode: false });
    await client.event('initialized');
    const source = { path: project.path('prices.py') };
    await client.request('setBreakpoints', { source, breakpoints: [{ line: 3 }] });
    await client.request('configurationDone');
    await attached;
    const { reason, threadId } = await client.event('stopped');
    expect(reason).toBe('breakpoint');
    const { stackFrames } = (await client.request('stackTrace', { threadId })) as {
      stackFrames: { id: number; name: string; line: number }[];
    };
    expect(stackFrames[0]).toMatchObject({ name: 'total', line: 3 });
    const frameId = stackFrames[0]!.id;
    const evaluated = await client.request('evaluate', { expression: 'prices', frameId, context: 'repl' });
    expect(evaluated).toMatchObject({ result: '[1, 2, 3]' });
    await client.request('continue', { threadId });
    await running.until('total 6');
    await client.request('disconnect');
    client.close();
    expect(await running.outcome).toMatchObject({ code: 0 });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { analyzePython } from '../../../../src/analyzer/python/analyze-python.js';
import { discoverPython } from '../../../../src/runtime/python/discover.js';

const hostFolder = fileURLToPath(new URL('../../../../python-host', import.meta.url));
const python = discoverPython().chosen.executable;
const from = mkdtempSync(join(tmpdir(), 'graftwire-'));
const options = { python, from, hostFolder };

afterAll(() => {
  rmSync(from, { recursive: true, force: true });
});

describe('analyzePython', () => {
  it('gives the model of a file, whose path is meant from a folder', async () => {
    writeFileSync(join(from, 'stats.py'), 'def mean(values: "list[float]") -> float: ...\n');
    const { model, losses, coverage } = await analyzePython('./stats.py', options);
    expect(model).toMatchObject({ ugm: 1, name: 'stats', ecosystem: 'pypi', runtime: 'python' });
    expect(model.functions[0]).toMatchObject({
      name: 'mean',
      parameters: [{ name: 'values', type: { kind: 'list', of: { kind: 'float' } } }],
      returns: { kind: 'float' },
    });
    expect(losses).toEqual([]);
    expect(coverage).toEqual({ public: 2, typed: 2 });
    expect(JSON.stringify(model)).not.toContain(from);
  });

  it('gives the model of a module by its name, whatever stands in the folder under that name', async () => {
    writeFileSync(join(from, 'statistics.py'), 'impostor = 1\n');
    const { model } = await analyzePython('python:statistics', options);
    expect(model.functions.map(({ name }) => name)).toContain('median');
  });

  it('says what is not there, and what cannot be imported', async () => {
    writeFileSync(join(from, 'failing.py'), 'raise ValueError("not today")\n');
    await expect(analyzePython('python:no_such_module', options)).rejects.toMatchObject({
      code: 'module-not-found',
    });
    await expect(analyzePython('./nowhere.py', options)).rejects.toMatchObject({ code: 'module-not-found' });
    await expect(analyzePython('./failing.py', options)).rejects.toMatchObject({
      code: 'exception',
      message: expect.stringContaining('ValueError: not today') as string,
    });
  });

  it('ends a module that does not come to an end, and says where no Python is', async () => {
    writeFileSync(join(from, 'endless.py'), 'while True: pass\n');
    await expect(analyzePython('./endless.py', { ...options, timeoutMs: 500 })).rejects.toMatchObject({
      code: 'timeout',
    });
    await expect(
      analyzePython('./stats.py', { ...options, python: join(from, 'no-python') }),
    ).rejects.toMatchObject({ code: 'python-start-failed' });
  });
});

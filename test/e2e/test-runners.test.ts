import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, Project } from './project.js';

const module =
  'def mean(values):\n    return sum(values) / len(values)\n\ndef fail():\n    raise KeyError("no")\n' +
  'import asyncio\nasync def mean_later(values):\n    await asyncio.sleep(0)\n    return mean(values)\n\n' +
  'def apply(function, value):\n    return function(value)\n';

/** What a user of the package writes to test with it, behind what makes `graft`, `stats` and the runner's functions known. */
const tests = (name: string): string => `
  it('${name} calls Python', () => {
    expect(stats.mean([1, 2, 3])).toBe(2);
    expect(stats.mean(kw({ values: [4] }))).toBe(4);
  });
  it('${name} sees objects made in the runner’s realm as plain', () => {
    expect(graft.python.eval('value', { value: { a: [1, { b: new Map([[1, 2]]) }], c: new Uint8Array([1]) } })).toEqual(
      { a: [1, { b: new Map([[1, 2]]) }], c: new Uint8Array([1]) });
    expect(graft.python.eval('[1, {"a": {}}]')).toStrictEqual([1, { a: {} }]);
  });
  it('${name} calls asynchronously, and is called back', async () => {
    const later = graft.async(stats);
    expect(await Promise.all([later.mean([1, 2, 3]), stats.mean_later([4, 5]), later.apply((a) => a * 2, 4)])).toEqual([2, 4.5, 8]);
    await expect(later.fail()).rejects.toThrow("'no'");
  });
  it('${name} sees exceptions', () => {
    expect(() => stats.fail()).toThrow("'no'");
    expect(() => stats.mean(/x/)).toThrow(GraftError);
    expect(() => stats.mean()).toThrow(TypeError);
  });
`;

const withVitest = (name: string): string => `
  import { expect, it } from 'vitest';
  import { graft, GraftError, kw } from 'graftwire';
  const stats = await graft.load('./stats.py', { from: import.meta.url });
  ${tests(name)}`;

/** In jest a module is run in the context of its test file: what it makes is of that context's classes. */
const withJest = (name: string): string => `
  const { graft, GraftError, kw, Decimal } = require('graftwire');
  const stats = graft.loadSync('./stats.py', { from: __filename });
  ${tests(name)}
  it('${name} gets objects of its own context’s classes', async () => {
    expect(graft.python.eval('[1]')).toBeInstanceOf(Array);
    expect(graft.python.eval('{"a": 1}')).toBeInstanceOf(Object);
    expect(graft.python.eval('{1: 2}')).toBeInstanceOf(Map);
    expect(graft.python.eval('b"1"')).toBeInstanceOf(Uint8Array);
    expect(graft.python.eval('__import__("decimal").Decimal("1.5")')).toBeInstanceOf(Decimal);
    expect(stats.mean_later([1])).toBeInstanceOf(Promise);
    for (const make of [() => stats.fail(), () => stats.mean(/x/)]) {
      let thrown;
      try { make(); } catch (error) { thrown = error; }
      expect(thrown).toBeInstanceOf(Error);
    }
    await expect(graft.async(stats).fail()).rejects.toBeInstanceOf(Error);
  });
`;

describe('jest', () => {
  it.each([
    ['one after the other in the process', ['-i']],
    ['in processes', ['--maxWorkers=2']],
    ['in threads', ['--maxWorkers=2', '--workerThreads']],
  ])('runs tests that call Python %s', async (_, args) => {
    const files = Object.fromEntries(
      ['one', 'two', 'three'].map((name) => [`${name}.test.js`, withJest(name)]),
    );
    const project = new Project({ 'stats.py': module, ...files });
    const jest = join(packageRoot, 'node_modules/jest/bin/jest.js');
    const { out, err, code } = await project.run(undefined, {
      nodeArgs: [jest, '--json', '--no-watchman', '--rootDir', project.folder, ...args],
      env: { NODE_ENV: undefined, JEST_WORKER_ID: undefined },
    });
    const report = JSON.parse(out.slice(out.indexOf('{'))) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    expect({ passed: report.numPassedTests, failed: report.numFailedTests, code }, err).toEqual({
      passed: 15,
      failed: 0,
      code: 0,
    });
  });
});

describe('vitest', () => {
  it.each(['forks', 'threads', 'vmThreads', 'vmForks'])(
    'runs tests that call Python in its pool %s',
    async (pool) => {
      const files = Object.fromEntries(
        ['one', 'two', 'three'].map((name) => [`${name}.test.mjs`, withVitest(name)]),
      );
      const project = new Project({ 'stats.py': module, ...files });
      const vitest = join(packageRoot, 'node_modules/vitest/vitest.mjs');
      const args = ['run', `--pool=${pool}`, '--reporter=json', '--root', project.folder, '--maxWorkers=2'];
      // A worker whose contexts are collected at its very end aborted the process, one time in four.
      for (let time = 0; time < (pool === 'vmThreads' ? 4 : 1); time++) {
        const { out, err, code } = await project.run(undefined, {
          nodeArgs: [vitest, ...args],
          // What the outer run has told its children.
          env: {
            VITEST: undefined,
            VITEST_POOL_ID: undefined,
            VITEST_WORKER_ID: undefined,
            NODE_ENV: undefined,
          },
        });
        expect(out, err).toContain('{');
        const report = JSON.parse(out.slice(out.indexOf('{'))) as {
          numPassedTests: number;
          numFailedTests: number;
        };
        expect({ passed: report.numPassedTests, failed: report.numFailedTests, code }, err).toEqual({
          passed: 12,
          failed: 0,
          code: 0,
        });
      }
    },
  );
});

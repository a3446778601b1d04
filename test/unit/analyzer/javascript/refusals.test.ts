import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyzeJavaScript } from '../../../../src/analyzer/javascript/analyze-javascript.js';
import { analyze, isPython } from '../../../../src/analyzer/analyze.js';
import { GraftError } from '../../../../src/errors/graft-error.js';
import { analyzed } from './analyzed.js';

const here = `${import.meta.dirname}/`;

async function refusal(analysis: Promise<unknown>): Promise<GraftError> {
  const error: unknown = await analysis.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof GraftError) return error;
  throw new Error('It was analysed.', { cause: error });
}

describe('the Analyzer of JavaScript refuses', () => {
  it.each([
    ['./nowhere.js', 'module-not-found', 'Check the path'],
    ['npm:no-such-package-of-anybody', 'module-not-found', 'npm install'],
    ['node:nothing', 'module-not-found', 'Node.js'],
    ['npm:../escape', 'invalid-source', 'npm:lodash'],
    ['./data.json', 'invalid-source', 'node:module'],
  ])('%s with %s', async (source, code, remedy) => {
    const error = await refusal(analyzeJavaScript(source, { from: here }));
    expect(error.code).toBe(code);
    expect(error.remedy).toContain(remedy);
  });

  it('text that is no JavaScript, and says where', async () => {
    const error = await refusal(analyzed('export const a = 1;\nexport function (;'));
    expect(error.code).toBe('invalid-source');
    expect(error.message).toContain('module.ts:2: ');
  });

  it('a script that exports nothing', async () => {
    const error = await refusal(analyzed('const a = 1;'));
    expect(error).toMatchObject({ code: 'invalid-source', remedy: 'Export what others are to use.' });
  });

  it('modules of Node.js where their types are not installed', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'analyzed-'));
    const error = await refusal(analyzeJavaScript('node:path', { from: `${empty}/` }));
    expect(error.remedy).toContain('@types/node');
  });
});

describe('the language of a source', () => {
  it.each(['python:json', './stats.py', './stats.pyi'])('is Python for %s', (source) => {
    expect(isPython(source)).toBe(true);
  });

  it.each(['npm:lodash', 'node:fs', './python.ts', './a.mjs'])('is JavaScript for %s', (source) => {
    expect(isPython(source)).toBe(false);
  });

  it('decides which Analyzer is asked', async () => {
    const { model } = await analyze('node:path', { from: here, python: 'no-python', hostFolder: 'nowhere' });
    expect(model).toMatchObject({ name: 'node:path', ecosystem: 'npm', runtime: 'nodejs' });
    const error = await refusal(
      analyze('python:json', { from: here, python: 'no-python', hostFolder: 'nowhere' }),
    );
    expect(error.code).toBe('python-start-failed');
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { loadTypeScript } from '../../../../src/analyzer/javascript/load-typescript.js';

const folder = mkdtempSync(join(tmpdir(), 'no-typescript-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the TypeScript compiler', () => {
  it('is that of the project, or the one beside graftwire', async () => {
    expect((await loadTypeScript(import.meta.filename)).versionMajorMinor).toBe('5.9');
    expect((await loadTypeScript(`${folder}/`)).versionMajorMinor).toBe('5.9');
  });

  it('of another version is refused with what to install', async () => {
    const project = join(folder, 'old');
    mkdirSync(join(project, 'node_modules/typescript'), { recursive: true });
    writeFileSync(
      join(project, 'node_modules/typescript/index.js'),
      `module.exports = { version: '4.9.5', versionMajorMinor: '4.9', createProgram() {} };`,
    );
    await expect(loadTypeScript(`${project}/`)).rejects.toMatchObject({
      code: 'version-mismatch',
      remedy: 'Install one of version 5: npm install --save-dev typescript@5.',
    });
  });

  it('is said to be missing where it is, with what to install, and not before it is wanted', async () => {
    const entry = join(import.meta.dirname, '../../../../src/analyzer/javascript/analyze-javascript.ts');
    const outfile = join(folder, 'analyze.mjs');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['typescript'],
      logLevel: 'error',
    });
    writeFileSync(join(folder, 'module.js'), 'export const a = 1;');
    const program = `
      const { analyzeJavaScript } = await import(${JSON.stringify(outfile)});
      await analyzeJavaScript('./module.js', { from: ${JSON.stringify(`${folder}/`)} }).catch(({ code, remedy }) => console.log(code, remedy));
    `;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(said.trim()).toBe('module-not-found Install it: npm install --save-dev typescript@5.');
  });
});

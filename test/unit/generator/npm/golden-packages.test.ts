import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generateNpmPackage } from '../../../../src/generator/npm/generate-npm-package.js';
import { goldenPackages } from '../../../golden/generator/npm/golden-packages.js';

const folderOf = (name: string): string =>
  fileURLToPath(new URL(`../../../golden/generator/npm/${name}/`, import.meta.url));

// GRAFTWIRE_UPDATE_GOLDEN=1 writes them anew; the change is for the reviewer to look at.
if (process.env['GRAFTWIRE_UPDATE_GOLDEN'] === '1') {
  for (const { name, files } of goldenPackages) {
    rmSync(folderOf(name), { recursive: true, force: true });
    mkdirSync(folderOf(name), { recursive: true });
    for (const { path, text } of files) writeFileSync(folderOf(name) + path, text);
  }
}

describe.each(goldenPackages)('the golden package $name', ({ name, model, options, files }) => {
  it('has the files that are generated, and no others', () => {
    expect(readdirSync(folderOf(name)).sort()).toEqual(files.map(({ path }) => path));
  });

  it.each(files)('has the bytes of $path', ({ path, text }) => {
    expect(readFileSync(folderOf(name) + path, 'utf8')).toBe(text);
  });

  it('is the same on every run', () => {
    expect(generateNpmPackage(structuredClone(model), options)).toEqual(files);
  });
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goldenFolder, goldenModules, goldenPackage } from './golden-models.js';

describe.each(Object.keys(goldenModules))('the Python package of %s', (name) => {
  const files = goldenPackage(name);
  const folder = `${goldenFolder}/packages/${name}`;

  it.each(files)(
    'has the $path that stands in test/golden (npx vitest -u writes it)',
    async ({ path, text }) => {
      await expect(text).toMatchFileSnapshot(`${folder}/${path}`);
    },
  );

  it('has these files, in order, and no other', () => {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1));
    expect(files.map(({ path }) => path)).toEqual(found.sort());
  });

  it('is the same bytes each time', () => {
    expect(goldenPackage(name)).toEqual(files);
  });
});

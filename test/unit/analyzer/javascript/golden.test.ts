import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { analyzeJavaScript } from '../../../../src/analyzer/javascript/analyze-javascript.js';
import { formatModel } from '../../../../src/model/format-model.js';
import { parseModel } from '../../../../src/model/parse-model.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const folder = join(root, 'test/golden/analyzer/javascript');
const schema = JSON.parse(readFileSync(join(root, 'src/model/ugm.schema.json'), 'utf8')) as object;
const isValid = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(schema);

const sources = readdirSync(folder).filter((name) => /\.(ts|js)$/.test(name));

/** With GRAFTWIRE_UPDATE_GOLDEN=1 the goldens are what the Analyzer says; otherwise they have to be. */
function golden(name: string, text: string): string {
  const file = join(folder, name);
  if (process.env['GRAFTWIRE_UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  return readFileSync(file, 'utf8');
}

describe('the model of a module of JavaScript', () => {
  it.each(sources)('is the golden one: %s', async (source) => {
    const { model, losses, coverage } = await analyzeJavaScript(`./${source}`, { from: `${folder}/` });
    expect(formatModel(model)).toBe(golden(`${source}.json`, formatModel(model)));
    const report = `${JSON.stringify({ coverage, losses }, undefined, 2)}\n`;
    expect(report).toBe(golden(`${source}.losses.json`, report));
  });

  it.each(sources)('is one that readers take: %s', async (source) => {
    const { model } = await analyzeJavaScript(`./${source}`, { from: `${folder}/` });
    expect(parseModel(JSON.parse(formatModel(model)))).toEqual(model);
    isValid(JSON.parse(formatModel(model)));
    expect(isValid.errors).toBeNull();
  });

  it('is the same bytes on every run, and names no folder of this machine', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => analyzeJavaScript('./inventory.ts', { from: `${folder}/` })),
    );
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(JSON.stringify(first)).not.toContain(root);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../../../src/analyzer/analysis.js';
import { analyzeJavaScript } from '../../../../src/analyzer/javascript/analyze-javascript.js';
import { formatModel } from '../../../../src/model/format-model.js';
import { parseModel } from '../../../../src/model/parse-model.js';
import type { UgmType } from '../../../../src/model/ugm.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const schema = JSON.parse(readFileSync(join(root, 'src/model/ugm.schema.json'), 'utf8')) as object;
const isValid = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(schema);

/** The least share of members with a type: of modules with types, and of all together. */
const marks = { typed: 0.95, all: 0.6 };

const typed = [
  ...['npm:lodash', 'npm:dayjs', 'npm:zod', 'npm:semver', 'npm:uuid', 'npm:nanoid', 'npm:ws'],
  ...['node:fs', 'node:path', 'node:events'],
];
/** Modules of JavaScript of which nobody gives types. */
const untyped = ['./node_modules/semver/functions/cmp.js', './node_modules/ws/lib/websocket-server.js'];

const analyses = new Map<string, Analysis>();

async function analysisOf(source: string): Promise<Analysis> {
  const known = analyses.get(source);
  if (known !== undefined) return known;
  const analysis = await analyzeJavaScript(source, { from: `${root}/` });
  analyses.set(source, analysis);
  return analysis;
}

/** Names in types for which the model has no entry. */
function unknownNames({ model }: Analysis): readonly string[] {
  const lists = [model.classes, model.records, model.enums, model.aliases];
  const known = new Set(lists.flat().map(({ name }) => name));
  const foreign = new Set((model.foreign ?? []).map(({ module, name }) => `${module}:${name}`));
  const missing = new Set<string>();
  JSON.stringify(model, (_, value: UgmType | undefined) => {
    if (value?.kind !== 'ref' || typeof value.name !== 'string') return value;
    const isKnown =
      value.module === undefined ? known.has(value.name) : foreign.has(`${value.module}:${value.name}`);
    if (!isKnown) missing.add(`${value.module ?? ''}:${value.name}`);
    return value;
  });
  return [...missing];
}

describe('a module that somebody else wrote', () => {
  it.each([...typed, ...untyped])('has a model that readers take: %s', async (source) => {
    const { model } = await analysisOf(source);
    const text = formatModel(model);
    const read: unknown = JSON.parse(text);
    expect(parseModel(read)).toEqual(model);
    isValid(read);
    expect(isValid.errors).toBeNull();
    expect(text).not.toContain(root);
  });

  it.each([...typed, ...untyped])('names no type that its model has not: %s', async (source) => {
    expect(unknownNames(await analysisOf(source))).toEqual([]);
  });

  it.each(typed)('has types for what is public: %s', async (source) => {
    const { coverage } = await analysisOf(source);
    expect(coverage.typed / coverage.public).toBeGreaterThanOrEqual(marks.typed);
  });

  it('has types for what is public, all modules taken together', async () => {
    const all = await Promise.all([...typed, ...untyped].map(analysisOf));
    const sum = (key: 'public' | 'typed'): number =>
      all.reduce((count, { coverage }) => count + coverage[key], 0);
    expect(sum('typed') / sum('public')).toBeGreaterThanOrEqual(marks.all);
  });

  it('lists each loss with its path and a sentence', async () => {
    const { losses } = await analysisOf('npm:lodash');
    expect(losses.filter(({ path, reason }) => path === '' || !reason.endsWith('.'))).toEqual([]);
    expect(losses.map(({ path }) => path)).toContain('isArray(value)');
  });

  afterAll(() => {
    const rows = [...analyses].map(([source, { coverage, losses, model }]) => {
      const share = ((100 * coverage.typed) / coverage.public).toFixed(1);
      const name = source.replace('./node_modules/', '');
      return `| ${name} | ${model.version ?? ''} | ${coverage.typed} of ${coverage.public} | ${share} % | ${losses.length} |`;
    });
    process.stdout.write(`${rows.join('\n')}\n`);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '../../../../src/analyzer/analysis.js';
import { analyzePython } from '../../../../src/analyzer/python/analyze-python.js';
import { GraftError } from '../../../../src/errors/graft-error.js';
import { formatModel } from '../../../../src/model/format-model.js';
import { parseModel } from '../../../../src/model/parse-model.js';
import { shippedModel } from '../../../../src/model/shipped-model.js';
import type { UgmType } from '../../../../src/model/ugm.js';
import { discoverPython } from '../../../../src/runtime/python/discover.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const schema = JSON.parse(readFileSync(join(root, 'src/model/ugm.schema.json'), 'utf8')) as object;
const isValid = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(schema);

const { executable, versionText } = discoverPython().chosen;
/** The environment with packages that the end-to-end tests make. */
const environment = join(root, '.cache', `scientific-${versionText}`, 'bin', 'python');
const scientific = existsSync(environment) ? environment : executable;
/** The development dependency pyright brings one. */
const typeshed = join(root, 'node_modules', 'pyright', 'dist', 'typeshed-fallback');

const standard = [
  ...['json', 'statistics', 'pathlib', 'datetime', 'decimal', 'sqlite3', 'collections', 'asyncio', 'email'],
  ...['email.message', 'collections.abc', 'builtins', 'typing', 'os', 'subprocess', 'http.client'],
];
const packages = ['numpy', 'pandas', 'requests', 'pydantic', 'networkx'];

async function analysisOf(
  name: string,
  stubs: string,
  python: string = executable,
): Promise<Analysis | undefined> {
  vi.stubEnv('GRAFT_TYPESHED', stubs);
  const options = { python, from: tmpdir(), hostFolder: join(root, 'python-host') };
  try {
    return await analyzePython(`python:${name}`, options);
  } catch (error) {
    if (error instanceof GraftError && error.code === 'module-not-found') return undefined;
    throw error;
  }
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

function check(analysis: Analysis): void {
  const text = formatModel(analysis.model);
  const read: unknown = JSON.parse(text);
  isValid(read);
  expect(isValid.errors).toBeNull();
  expect(formatModel(parseModel(read))).toBe(text);
  expect(formatModel(parseModel(JSON.parse(shippedModel(analysis.model))))).toBe(text);
  expect(unknownNames(analysis)).toEqual([]);
  expect(text).not.toContain(root);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a module of Python that somebody else wrote', () => {
  it.each(standard)('has a model that the schema allows: %s', async (name) => {
    check((await analysisOf(name, 'off'))!);
  });

  it.runIf(existsSync(typeshed)).each(standard)(
    'has one with the types of a typeshed, too: %s',
    async (name) => {
      const analysis = (await analysisOf(name, typeshed))!;
      check(analysis);
      expect(analysis.stubs).toEqual(['the typeshed that GRAFT_TYPESHED names']);
    },
  );

  it.for(packages)('has one where it is installed: %s', { timeout: 120_000 }, async (name, { skip }) => {
    const analysis = await analysisOf(name, 'off', scientific);
    if (analysis === undefined) return skip(`${name} is not installed for ${scientific}`);
    check(analysis);
  });
});

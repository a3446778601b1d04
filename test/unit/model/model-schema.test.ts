import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelSchema } from '../../../src/model/model-schema.js';
import { parseModel } from '../../../src/model/parse-model.js';
import { anyModel } from './arbitrary-model.js';
import { inventory } from './inventory.js';

const schemaFile = new URL('../../../src/model/ugm.schema.json', import.meta.url);
const goldens = new URL('../../golden/ugm/', import.meta.url);

let isValid: ValidateFunction;
beforeAll(() => {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
  isValid = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    strictRequired: false,
  }).compile(schema);
});

function isParsed(value: unknown): boolean {
  try {
    parseModel(value);
    return true;
  } catch {
    return false;
  }
}

interface Spot {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
}

/** Every place of a value, in order. */
function spotsOf(value: unknown): readonly Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const holder = value as Record<string | number, unknown>;
  return keys.flatMap((key) => [{ holder, key }, ...spotsOf(holder[key])]);
}

const replacements: readonly unknown[] = [
  ...[undefined, null, true, false, 0, 1, -1.5, '', 'known', 'keyword-only', 'int', 'x'.repeat(501)],
  ...[
    'x'.repeat(1001),
    '😀'.repeat(1000),
    [],
    [{}],
    [5],
    {},
    { name: 'n' },
    { kind: 'int' },
    { kind: 'nope' },
  ],
  ...[
    { kind: 'toString' },
    { kind: 'list' },
    { kind: 'union', of: [] },
    { kind: 'map', key: { kind: 'int' } },
  ],
];

const mutations = fc.record({ model: anyModel, at: fc.nat(), replacement: fc.constantFrom(...replacements) });

describe('ugm.schema.json', () => {
  it('is made of the table that parseModel follows (vitest --update writes it)', async () => {
    const options = await resolveConfig(schemaFile);
    const text = await format(JSON.stringify(modelSchema()), { ...options, parser: 'json' });
    await expect(text).toMatchFileSnapshot(schemaFile.pathname);
  });

  it.each(readdirSync(goldens).filter((name) => name.endsWith('.json')))('allows %s', (name) => {
    const model: unknown = JSON.parse(readFileSync(new URL(name, goldens), 'utf8'));
    isValid(model);
    expect(isValid.errors).toBeNull();
    expect(parseModel(model)).toBe(model);
  });

  it('allows every model that parseModel takes, and unknown keys', () => {
    fc.assert(
      fc.property(anyModel, fc.nat(), (model, at) => {
        const later = structuredClone(model) as unknown as Record<string, unknown>;
        const objects = [later, ...spotsOf(later).map(({ holder, key }) => holder[key])].filter(
          (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        ) as Record<string, unknown>[];
        objects[at % objects.length]!['since'] = { anything: [1, 'b', null] };
        expect([isValid(model), isParsed(model)]).toEqual([true, true]);
        expect([isValid(later), isParsed(later)]).toEqual([true, true]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same verdict as parseModel on models with something wrong', () => {
    const verdicts = { good: 0, bad: 0 };
    fc.assert(
      fc.property(mutations, ({ model, at, replacement }) => {
        const changed: unknown = structuredClone(model);
        const spots = spotsOf(changed);
        const spot = spots[at % spots.length]!;
        if (replacement !== undefined) spot.holder[spot.key] = replacement;
        else if (Array.isArray(spot.holder)) spot.holder.splice(spot.key as number, 1);
        else delete spot.holder[spot.key];
        const isGood = isParsed(changed);
        verdicts[isGood ? 'good' : 'bad'] += 1;
        expect(isValid(changed)).toBe(isGood);
      }),
      { numRuns: 1500 },
    );
    // Both happen: the comparison is of something.
    expect(Math.min(verdicts.good, verdicts.bad)).toBeGreaterThan(50);
  });

  it.each(spotsOf(inventory).map((_, index) => index))(
    'agrees on the model by hand without its part %i',
    (index) => {
      const changed: unknown = structuredClone(inventory);
      const { holder, key } = spotsOf(changed)[index]!;
      if (Array.isArray(holder)) holder.splice(key as number, 1);
      else delete holder[key];
      expect(isValid(changed)).toBe(isParsed(changed));
    },
  );
});

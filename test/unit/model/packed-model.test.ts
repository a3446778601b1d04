import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraftError } from '../../../src/errors/graft-error.js';
import { formatModel, inTextOrder } from '../../../src/model/format-model.js';
import { hashModel } from '../../../src/model/hash-model.js';
import { internModel, packedText } from '../../../src/model/packed-model.js';
import { parseModel } from '../../../src/model/parse-model.js';
import { shippedModel } from '../../../src/model/shipped-model.js';
import type { UgmModule } from '../../../src/model/ugm.js';
import { anyModel } from './arbitrary-model.js';
import { inventory } from './inventory.js';
import { shuffled } from './shuffled.js';

const packed = (model: UgmModule): string => packedText(internModel(inTextOrder(model)), 1);
const read = (text: string): UgmModule => parseModel(JSON.parse(text));

function refusal(value: unknown): GraftError {
  try {
    parseModel(value);
  } catch (error) {
    if (error instanceof GraftError) return error;
    throw error;
  }
  throw new Error('it was taken for a model');
}

/** Many classes that inherit the same long methods, as those of large packages do. */
function large(): UgmModule {
  const method = inventory.classes.flatMap(({ methods }) => methods)[0]!;
  const doc = 'What it does, at length. '.repeat(20);
  const methods = Array.from({ length: 40 }, (_, index) => ({ ...method, name: `m${index}`, doc }));
  const base = inventory.classes[0]!;
  const classes = Array.from({ length: 40 }, (_, index) => ({ ...base, name: `C${index}`, methods }));
  return { ...inventory, classes };
}

describe('packed models', () => {
  it('are the models that they were packed from, with the same text and hash', () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        expect(formatModel(read(packed(model)))).toBe(formatModel(model));
      }),
    );
    expect(hashModel(read(packed(inventory)))).toBe(hashModel(inventory));
  });

  it('are the same bytes in whatever order the keys of the model come', () => {
    expect(packed(shuffled(inventory))).toBe(packed(inventory));
  });

  it('say once what occurs often', () => {
    const model = large();
    const text = packed(model);
    expect(text.split('at length').length - 1).toBeLessThanOrEqual(20);
    expect(text.length * 50).toBeLessThan(formatModel(model).length);
    expect(formatModel(read(text))).toBe(formatModel(model));
  });

  it('are what packages have of large models only, and of none that has a key $', () => {
    expect(shippedModel(inventory)).toBe(formatModel(inventory));
    expect(shippedModel(large())).toBe(packed(large()));
    const clash: UgmModule & { extra: unknown } = { ...large(), extra: { $: 0 } };
    expect(shippedModel(clash)).toBe(formatModel(clash));
  });

  it('are refused where they name what is not there before', () => {
    for (const reference of [0, 2, -1, 0.5, '0', null]) {
      const error = refusal({ ugm: 1, shared: [{ $: reference }], module: {} });
      expect(error.code).toBe('malformed');
      expect(error.path).toBe('model');
    }
    expect(refusal({ ugm: 1, shared: [], module: [] }).path).toBe('model.module');
    expect(refusal({ ugm: 2, shared: [], module: {} }).path).toBe('model.ugm');
  });

  it('cannot be made larger than models may be', () => {
    const shared: unknown[] = ['x'.repeat(1000)];
    for (let index = 0; index < 40; index += 1) shared.push([{ $: index }, { $: index }]);
    const error = refusal({ ugm: 1, shared, module: { ugm: 1, bomb: { $: 40 } } });
    expect(['too-many-values', 'too-large']).toContain(error.code);
    let deep: unknown = 0;
    for (let index = 0; index < 1000; index += 1) deep = [deep];
    expect(refusal({ ugm: 1, shared: [], module: { deep } }).code).toBe('too-deep');
  });
});

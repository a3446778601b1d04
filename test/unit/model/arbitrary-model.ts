import fc from 'fast-check';
import { objectShapes, typeShapes, type Fields, type Shape } from '../../../src/model/ugm-shapes.js';
import type { UgmModule, UgmType } from '../../../src/model/ugm.js';

const arbitraries = fc.letrec<Record<string, unknown>>((tie) => {
  const depthIdentifier = fc.createDepthIdentifier();

  function of(shape: Shape): fc.Arbitrary<unknown> {
    switch (shape.is) {
      case 'text': {
        const text = fc.string({
          minLength: shape.least,
          maxLength: Math.min(shape.most ?? 12, 12),
          unit: 'binary',
        });
        return shape.or === undefined ? text : fc.oneof(text, fc.constant(shape.or));
      }
      case 'boolean':
        return fc.boolean();
      case 'scalar':
        return fc.oneof(
          fc.string(),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.boolean(),
          fc.constant(null),
        );
      case 'word':
        return fc.constantFrom(...shape.words);
      case 'list': {
        const limits = { minLength: shape.least, maxLength: 2, depthIdentifier, size: 'xsmall' as const };
        return shape.named
          ? fc.uniqueArray(of(shape.of), { ...limits, selector: (item) => (item as { name: string }).name })
          : fc.array(of(shape.of), limits);
      }
      case 'object':
        return tie(shape.of);
      case 'type':
        return tie('type');
    }
  }

  function fieldsOf(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
    const entries = Object.entries(fields);
    return fc.record(Object.fromEntries(entries.map(([key, { shape }]) => [key, of(shape)])), {
      requiredKeys: entries.filter(([, { isOptional }]) => !isOptional).map(([key]) => key),
    });
  }

  const types = Object.entries(typeShapes).map(([kind, fields]) =>
    fieldsOf(fields).map((described) => ({ kind, ...described })),
  );
  return {
    ...Object.fromEntries(Object.entries(objectShapes).map(([name, fields]) => [name, fieldsOf(fields)])),
    type: fc.oneof(
      { depthIdentifier, maxDepth: 4, withCrossShrink: true },
      fc.constant({ kind: 'int' }),
      ...types,
    ),
  };
});

/** Any model that the table of shapes allows. */
export const anyModel = arbitraries['module'] as fc.Arbitrary<UgmModule>;

/** Any type expression that the table of shapes allows. */
export const anyType = arbitraries['type'] as fc.Arbitrary<UgmType>;

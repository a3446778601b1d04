import { longestScalar, objectShapes, typeShapes, type Fields, type Shape } from './ugm-shapes.js';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (2020-12) of the model, made of the table that parseModel follows; src/model/ugm.schema.json is this. What a schema cannot
 * say is in docs/ugm.md: names that are unique in their list, and limits of size.
 */
export function modelSchema(): JsonSchema {
  const { module, ...others } = objectShapes;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Unified Graft Model, version 1',
    ...schemaOfFields(module),
    $defs: {
      ...Object.fromEntries(Object.entries(others).map(([name, fields]) => [name, schemaOfFields(fields)])),
      scalar: {
        type: ['string', 'number', 'boolean', 'null'],
        maxLength: longestScalar,
      },
      type: typeSchema(),
    },
  };
}

/** One branch for each set of keys, so that an error names the branch that the kind chooses. */
function typeSchema(): JsonSchema {
  const byFields = new Map<string, { kinds: string[]; fields: Fields }>();
  for (const [kind, fields] of Object.entries<Fields>(typeShapes)) {
    const key = JSON.stringify(fields);
    const group = byFields.get(key);
    if (group === undefined) byFields.set(key, { kinds: [kind], fields });
    else group.kinds.push(kind);
  }
  const groups = [...byFields.values()];
  return {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: groups.flatMap(({ kinds }) => kinds) } },
    allOf: groups
      .filter(({ fields }) => Object.keys(fields).length > 0)
      .map(({ kinds, fields }) => ({
        if: {
          required: ['kind'],
          properties: { kind: kinds.length === 1 ? { const: kinds[0] } : { enum: kinds } },
        },
        then: schemaOfFields(fields),
      })),
  };
}

function schemaOfFields(fields: Fields): JsonSchema {
  const entries = Object.entries(fields);
  const required = entries.filter(([, { isOptional }]) => !isOptional).map(([key]) => key);
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(entries.map(([key, { shape }]) => [key, schemaOf(shape)])),
  };
}

function schemaOf(shape: Shape): JsonSchema {
  switch (shape.is) {
    case 'text': {
      const text = {
        type: shape.or === null ? ['string', 'null'] : 'string',
        ...(shape.least === 0 ? {} : { minLength: shape.least }),
        ...(shape.most === undefined ? {} : { maxLength: shape.most }),
      };
      return shape.or === true ? { anyOf: [text, { const: true }] } : text;
    }
    case 'boolean':
      return { type: 'boolean' };
    case 'word':
      return shape.words.length === 1 ? { const: shape.words[0] } : { enum: shape.words };
    case 'list':
      return {
        type: 'array',
        items: schemaOf(shape.of),
        ...(shape.least === 0 ? {} : { minItems: shape.least }),
      };
    case 'object':
      return { $ref: `#/$defs/${shape.of}` };
    case 'scalar':
    case 'type':
      return { $ref: `#/$defs/${shape.is}` };
  }
}

import { objectShapes, typeShapes, type Field, type Fields, type Shape } from './ugm-shapes.js';
import type { UgmModule } from './ugm.js';

/**
 * The text of a model: JSON with two spaces of indentation and an end of line, the keys in the order of the interfaces and unknown ones behind
 * them, sorted. The same model gives the same bytes, whoever made it.
 */
export function formatModel(model: UgmModule): string {
  return `${JSON.stringify(inTextOrder(model), undefined, 2)}\n`;
}

/** A copy of a model whose keys are in the order of its text. */
export function inTextOrder(model: UgmModule): unknown {
  return inOrder(model, { is: 'object', of: 'module' });
}

function inOrder(value: unknown, shape: Shape | undefined): unknown {
  if (Array.isArray(value)) {
    const of = shape?.is === 'list' ? shape.of : undefined;
    return value.map((item: unknown) => inOrder(item, of));
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = fieldsOf(value, shape);
  const known = Object.keys(fields).filter((key) => Object.hasOwn(value, key));
  const unknown = Object.keys(value)
    .filter((key) => !Object.hasOwn(fields, key))
    .sort();
  const items = value as Readonly<Record<string, unknown>>;
  // A null prototype: `__proto__` may be one of the keys.
  const ordered = Object.create(null) as Record<string, unknown>;
  for (const key of [...known, ...unknown]) {
    ordered[key] = inOrder(items[key], Object.hasOwn(fields, key) ? fields[key]?.shape : undefined);
  }
  return ordered;
}

const kindField: Field = { shape: { is: 'word', words: [] }, isOptional: false };

function fieldsOf(value: object, shape: Shape | undefined): Fields {
  if (shape?.is === 'object') return objectShapes[shape.of];
  if (shape?.is === 'type') {
    return { kind: kindField, ...typeShapes[(value as { kind: keyof typeof typeShapes }).kind] };
  }
  return {};
}

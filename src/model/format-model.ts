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
  const { fields, names } = tableOf(value, shape);
  const items = value as Readonly<Record<string, unknown>>;
  // A null prototype costs, and is for a key that would be one.
  const ordered = (Object.hasOwn(value, '__proto__') ? Object.create(null) : {}) as Record<string, unknown>;
  let count = 0;
  for (const key of names) {
    if (!Object.hasOwn(value, key)) continue;
    ordered[key] = inOrder(items[key], fields[key]!.shape);
    count += 1;
  }
  const keys = Object.keys(value);
  if (count === keys.length) return ordered;
  for (const key of keys.filter((one) => !Object.hasOwn(fields, one)).sort())
    ordered[key] = inOrder(items[key], undefined);
  return ordered;
}

const kindField: Field = { shape: { is: 'word', words: [] }, isOptional: false };

interface Table {
  readonly fields: Fields;
  readonly names: readonly string[];
}

const tables = new Map<string, Table>();

/** The known keys of an object, in order. */
function tableOf(value: object, shape: Shape | undefined): Table {
  const kind = shape?.is === 'type' ? (value as { kind: keyof typeof typeShapes }).kind : undefined;
  const key = shape?.is === 'object' ? shape.of : `type ${String(kind)}`;
  let table = tables.get(key);
  if (table === undefined) {
    const fields =
      shape?.is === 'object'
        ? objectShapes[shape.of]
        : kind === undefined
          ? {}
          : { kind: kindField, ...typeShapes[kind] };
    table = { fields, names: Object.keys(fields) };
    tables.set(key, table);
  }
  return table;
}

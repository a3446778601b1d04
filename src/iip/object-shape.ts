import { KeyKind, kindOfKey } from './key-cache.js';

type StringKeyed = Record<string, unknown>;

/** Makes an object of the values from `base` on. */
type Maker = (values: readonly unknown[], base: number) => StringKeyed;

/** The keys of objects that come again and again, and the function that makes such an object at once. */
export interface ObjectShape {
  readonly keys: readonly string[];
  readonly make: Maker;
}

const mostShapes = 256;
/** So many objects of the same first key were put together key by key before their shape is worth compiling. */
const objectsBeforeShape = 8;

/**
 * Compiles shapes: an object literal is made six times as fast as an object whose keys are assigned one by one. Only for keys that come
 * from the same process: they become source text, if well quoted. Where compiling from strings is switched off there are no shapes.
 */
export class ObjectShapes {
  private readonly counts = new Map<string, number>();
  private made = 0;

  /** The shape of `object`, if it is time for one. */
  learn(object: StringKeyed): ObjectShape | undefined {
    if (this.made === mostShapes) return undefined;
    const keys = Object.keys(object);
    const first = keys[0]!;
    // A literal would take __proto__ for the prototype, and put array indices first.
    if (keys.some((key) => kindOfKey(key) !== KeyKind.plain)) return undefined;
    const count = (this.counts.get(first) ?? 0) + 1;
    if (count < objectsBeforeShape) {
      if (this.counts.size < 4 * mostShapes || count > 1) this.counts.set(first, count);
      return undefined;
    }
    this.counts.delete(first);
    this.made += 1;
    const make = compile(keys);
    if (make === undefined) this.made = mostShapes;
    return make === undefined ? undefined : { keys, make };
  }
}

function compile(keys: readonly string[]): Maker | undefined {
  const properties = keys.map((key, index) => `${JSON.stringify(key)}: values[base + ${index}]`);
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the keys are quoted, and of this process
    return new Function('values', 'base', `return { ${properties.join(', ')} };`) as Maker;
  } catch {
    return undefined;
  }
}

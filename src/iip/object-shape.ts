type StringKeyed = Record<string, unknown>;

/** Makes an object of the values from `base` on. */
type Maker = (values: readonly unknown[], base: number) => StringKeyed;

const mostShapes = 1024;
const mostCompiled = 256;
const mostNextKeys = 16;
/** So many objects were put together key by key before their shape is worth compiling. */
const objectsBeforeCompiling = 8;

/** How many shapes there are of one reader, all told. */
interface ShapeBudget {
  shapes: number;
  compiled: number;
}

/**
 * The keys that an object has so far, in order: a node of a tree whose branches are the next keys. An object literal is made
 * six times as fast as an object whose keys are assigned one by one, so shapes that come often are compiled to one.
 *
 * Only for keys that come from the same process: they become source text, if well quoted. Where compiling from strings is switched off,
 * and beyond the bounds above, objects are made key by key.
 */
export class ObjectShape {
  readonly keys: readonly string[];
  private readonly budget: ShapeBudget;
  private readonly next: ObjectShape[] = [];
  private objects = 0;
  private maker: Maker | undefined;

  private constructor(keys: readonly string[], budget: ShapeBudget) {
    this.keys = keys;
    this.budget = budget;
  }

  /** The shape of the empty object. */
  static empty(): ObjectShape {
    return new ObjectShape([], { shapes: 0, compiled: 0 });
  }

  /** The shape with one more key, which must be one that an object takes by assignment; undefined where there are too many. */
  with(key: string): ObjectShape | undefined {
    const { next } = this;
    const place = this.keys.length;
    for (let index = 0; index < next.length; index++) {
      if (next[index]!.keys[place] === key) return next[index];
    }
    return this.grow(key);
  }

  private grow(key: string): ObjectShape | undefined {
    const { budget, keys, next } = this;
    if (next.length === mostNextKeys || budget.shapes === mostShapes) return undefined;
    budget.shapes += 1;
    const shape = new ObjectShape([...keys, key], budget);
    next.push(shape);
    return shape;
  }

  /** Makes an object of this shape of the values from `base` on. */
  make(values: readonly unknown[], base: number): StringKeyed {
    const { maker } = this;
    if (maker !== undefined) return maker(values, base);
    this.objects += 1;
    if (this.objects === objectsBeforeCompiling && this.budget.compiled < mostCompiled) this.compile();
    const object: StringKeyed = {};
    for (let index = 0; index < this.keys.length; index++) object[this.keys[index]!] = values[base + index];
    return object;
  }

  private compile(): void {
    this.budget.compiled += 1;
    const properties = this.keys.map((key, index) => `${JSON.stringify(key)}: values[base + ${index}]`);
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the keys are quoted, and of this process
      this.maker = new Function('values', 'base', `return { ${properties.join(', ')} };`) as Maker;
    } catch {
      this.budget.compiled = mostCompiled;
    }
  }
}

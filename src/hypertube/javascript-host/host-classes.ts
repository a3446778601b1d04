import type { ClassShape } from './class-shape.js';
import {
  isBuiltInError,
  makerOf,
  parentOf,
  shapeOfClass,
  shapeOfObject,
  shapeOfPrototype,
} from './class-shape.js';
import { isConstructor } from './function-kind.js';
import type { MemberTable } from './member-table.js';

type Constructor = abstract new (...args: never[]) => object;

/** What stands for the class of objects that are of none. */
export class NamelessClass {
  readonly fullName: string;
  readonly shape: ClassShape;
  /** Its objects are functions. */
  readonly isFunction: boolean;

  constructor(fullName: string, shape: Partial<ClassShape> & { readonly name: string }, isFunction = false) {
    this.fullName = fullName;
    this.shape = { methods: {}, statics: {}, fields: {}, protocols: [], ...shape };
    this.isFunction = isFunction;
  }
}

/** A class as a caller knows it. */
export type HostClass = Constructor | NamelessClass;

const functions = new NamelessClass('javascript:Function', { name: 'Function' }, true);
/** By this name the caller's side knows what it awaits at once. */
const promises = new NamelessClass('builtins:coroutine', { name: 'Promise' });
const iterators = new NamelessClass('javascript:Iterator', { name: 'Iterator', protocols: ['next'] });
const asyncIterators = new NamelessClass('javascript:AsyncIterator', {
  name: 'AsyncIterator',
  protocols: ['iterateAsync', 'nextAsync'],
});

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
const asyncIteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf((async function* () {})().constructor.prototype),
) as object;

function isBehind(base: object, prototype: object): boolean {
  return Object.prototype.isPrototypeOf.call(base, prototype);
}

/** The classes of the objects that callers hold: which one each is of, its name and its outline. */
export class HostClasses {
  private readonly table: MemberTable;
  private readonly byPrototype = new WeakMap<object, HostClass>();
  private readonly byShape = new Map<string, NamelessClass>();
  private readonly fullNames = new WeakMap<object, string>();
  private readonly taken = new Set<string>();
  /** Those of modules that tell their objects themselves, whatever these are made with. */
  private readonly judging = new Set<object>();
  /** An object of each class whose outline has not been asked for. */
  private readonly examples = new WeakMap<object, object>();

  constructor(table: MemberTable) {
    this.table = table;
  }

  /** A class is known by the name under which a module exports it; of a module that is run again, the one that it has now. */
  name(maker: object, fullName: string): void {
    if (this.fullNames.has(maker)) return;
    this.taken.add(fullName);
    this.fullNames.set(maker, fullName);
    if (Object.hasOwn(maker, Symbol.hasInstance)) this.judging.add(maker);
  }

  /** The class of an object that is no class itself. */
  of(value: object): HostClass {
    if (typeof value === 'function') return functions;
    if (value instanceof Promise) return promises;
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype === null || prototype === Object.prototype) return this.ofShape(value);
    let found = this.byPrototype.get(prototype);
    if (found === undefined) {
      found = makerOf(prototype) ?? this.without(prototype);
      this.byPrototype.set(prototype, found);
      this.examples.set(found, value);
    }
    return found;
  }

  private without(prototype: object): NamelessClass {
    if (isBehind(iteratorPrototype, prototype)) return iterators;
    if (isBehind(asyncIteratorPrototype, prototype)) return asyncIterators;
    return new NamelessClass(this.freeName('javascript:Object'), shapeOfPrototype('Object', prototype));
  }

  /** Objects of no class that have the same members are of one. */
  private ofShape(value: object): NamelessClass {
    const shape = shapeOfObject(value);
    const key = JSON.stringify([shape.methods, shape.fields, shape.protocols]);
    let found = this.byShape.get(key);
    if (found === undefined) {
      found = new NamelessClass(this.freeName('javascript:Object'), shape);
      this.byShape.set(key, found);
    }
    return found;
  }

  /** `module:Name`, by which members of its objects are bound. */
  fullNameOf(found: HostClass): string {
    if (found instanceof NamelessClass) return found.fullName;
    let name = this.fullNames.get(found);
    if (name === undefined) {
      name = this.freeName(`javascript:${found.name || 'Object'}`);
      this.fullNames.set(found, name);
    }
    return name;
  }

  private freeName(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.taken.has(name); count++) name = `${wanted}#${count}`;
    this.taken.add(name);
    return name;
  }

  /** The name of a class of errors in `remote.mro`: like Python's, of those that a module has with the module. */
  errorName(maker: Constructor): string {
    const fullName = this.fullNames.get(maker);
    if (isBuiltInError(maker) || fullName === undefined || fullName.startsWith('javascript:'))
      return maker.name;
    return fullName.replace(':', '.');
  }

  /** The names of the classes that an error is of, nearest first. */
  errorNames(error: object): string[] {
    const names: string[] = [];
    for (
      let at: unknown = Object.getPrototypeOf(error);
      at !== null && at !== Object.prototype;
      at = Object.getPrototypeOf(at)
    ) {
      const maker = makerOf(at as object);
      if (maker !== undefined) names.push(this.errorName(maker));
    }
    const judged = [...this.judging].filter((maker) => error instanceof (maker as Constructor));
    return [...names, ...judged.map((maker) => this.errorName(maker as Constructor))];
  }

  /** What the caller makes a class from (ClassOutline of graft). Its members can be bound from then on. */
  outline(found: HostClass): Readonly<Record<string, unknown>> {
    const fullName = this.fullNameOf(found);
    const shape =
      found instanceof NamelessClass ? found.shape : shapeOfClass(found, this.examples.get(found));
    this.examples.delete(found);
    const members = [
      ...Object.keys(shape.methods),
      ...Object.keys(shape.fields),
      ...Object.keys(shape.statics),
    ];
    this.table.addOfClass(fullName, found, members);
    const isError =
      isConstructor(found) && ((found.prototype as object) instanceof Error || this.judging.has(found));
    const parent = isConstructor(found) ? parentOf(found) : undefined;
    return {
      ...shape,
      fullName,
      exception: isError ? this.errorName(found) : null,
      classProtocols: [],
      isFunction: found instanceof NamelessClass && found.isFunction,
      bases: parent === undefined ? [] : [parent],
      mro: [],
    };
  }
}

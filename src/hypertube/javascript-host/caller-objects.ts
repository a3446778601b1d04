import type { CallerLink } from './caller-link.js';

/** What stands for an object of the caller's, while somebody here has it. */
interface Standing {
  readonly value: WeakRef<object>;
  /** How often it has been received. */
  count: number;
}

/** The functions, objects and promises of a caller that this side holds: what stands for each, the same one as long as it lives. */
export class CallerObjects {
  private readonly link: CallerLink;
  private readonly standing = new Map<number, Standing>();
  private readonly ids = new WeakMap<object, number>();
  private readonly promises = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (reason: unknown) => void }
  >();
  private tickets = 0;
  /** Held here: a registry that nobody holds is collected itself, and tells nothing. */
  private readonly registry = new FinalizationRegistry<{ id: number; value: WeakRef<object> }>(
    ({ id, value }) => {
      const known = this.standing.get(id);
      // Another one may stand for the same since.
      if (known?.value !== value) return;
      this.standing.delete(id);
      this.link.release(id, known.count);
    },
  );

  constructor(link: CallerLink) {
    this.link = link;
  }

  /** The number that the caller knows an object by; 0 where `value` stands for none. */
  homeOf(value: object): number {
    return this.ids.get(value) ?? 0;
  }

  /**
   * What stands for an object.
   *
   * @param type whether it can be called; null for a promise
   */
  receive(id: number, type: unknown): object {
    const known = this.standing.get(id);
    const alive = known?.value.deref();
    if (alive !== undefined) {
      known!.count += 1;
      return alive;
    }
    const made = type === null ? this.promise(id) : type === true ? this.callable(id) : this.object(id);
    this.stand(made, id, (known?.count ?? 0) + 1);
    return made;
  }

  /** Lets `value` stand for what another object here, which lives as long, stands for. */
  alias(value: object, id: number): void {
    this.ids.set(value, id);
  }

  /** The caller tells what has become of a promise. */
  settled(ticket: number, isFulfilled: boolean, value: unknown): void {
    const waiting = this.promises.get(ticket);
    this.promises.delete(ticket);
    if (isFulfilled) waiting?.resolve(value);
    else waiting?.reject(value);
  }

  private stand(value: object, id: number, count: number): void {
    const weak = new WeakRef(value);
    this.standing.set(id, { value: weak, count });
    this.ids.set(value, id);
    this.registry.register(value, { id, value: weak });
  }

  private promise(id: number): Promise<unknown> {
    const ticket = ++this.tickets;
    const made = new Promise<unknown>((resolve, reject) => {
      this.promises.set(ticket, { resolve, reject });
    });
    this.link.invoke(id, '\0settle', [ticket, 0]);
    return made;
  }

  private ask(id: number, name: string, ...args: readonly unknown[]): unknown {
    return this.link.invoke(id, `\0${name}`, args);
  }

  /** A function, or a class, which it is the caller's to know. */
  private callable(id: number): object {
    const { link } = this;
    const ask = this.ask.bind(this);
    const called = function (...args: readonly unknown[]): unknown {
      return new.target === undefined ? link.invoke(id, null, args) : ask(id, 'construct', ...args);
    };
    Object.defineProperty(called, 'name', { get: () => ask(id, 'name'), configurable: true });
    Object.defineProperty(called, 'length', { get: () => ask(id, 'arity'), configurable: true });
    return called;
  }

  private object(id: number): object {
    const { link } = this;
    const ask = this.ask.bind(this);
    const method =
      (name: string | symbol) =>
      (...args: readonly unknown[]): unknown =>
        typeof name === 'string' ? link.invoke(id, name, args) : ask(id, symbols.get(name)!, ...args);
    return new Proxy(Object.create(objectPrototype) as object, {
      get: (target, name) => {
        if (typeof name === 'symbol')
          return symbols.has(name) && ask(id, 'can', symbols.get(name)) === true
            ? method(name)
            : (Reflect.get(target, name) as unknown);
        if (name === 'constructor') return undefined;
        const found = ask(id, 'attribute', name) as readonly [unknown, boolean] | null;
        return found === null ? undefined : found[1] ? method(name) : found[0];
      },
      set: (_, name, value) => {
        if (typeof name === 'string') link.assign(id, name, value);
        return typeof name === 'string';
      },
      has: (target, name) =>
        typeof name === 'string' ? ask(id, 'attribute', name) !== null : Reflect.has(target, name),
      deleteProperty: (_, name) => typeof name === 'string' && ask(id, 'delete', name) === true,
    });
  }
}

/** What is asked of an object for a symbol; `objectMembers` has them. */
const symbols: ReadonlyMap<symbol, string> = new Map([
  [Symbol.iterator, 'iterate'],
  [Symbol.asyncIterator, 'iterateAsync'],
]);

/** That a text is wanted of an object asks the caller. */
const objectPrototype = Object.create(Object.prototype, {
  [Symbol.toStringTag]: { value: 'CallerObject', configurable: true },
}) as object;

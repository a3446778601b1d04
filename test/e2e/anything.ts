import { graft } from 'graftwire';

/**
 * Something of Python as a test sees it that gives no types: it may be called, made an object of, iterated over, and have members of any of
 * these names.
 */
export type Anything<Names extends string> = ((...args: readonly unknown[]) => Anything<Names>) &
  (new (...args: readonly unknown[]) => Anything<Names>) & {
    readonly [name in Names]: Anything<Names>;
  } & { readonly [Symbol.iterator]: () => IterableIterator<unknown>; readonly [Symbol.dispose]: () => void };

/** The words of a text. */
export type Words<Text extends string> = Text extends `${infer First} ${infer Others}`
  ? First | Words<Others>
  : Text;

/** A module from the folder of fixtures. */
export function fixture<Names extends string>(name: string): Anything<Names> {
  return graft.loadSync<Anything<Names>>(`./fixtures/${name}`, { from: import.meta.url });
}

/** The value of an expression of Python. */
export function py(expression: string, variables: Readonly<Record<string, unknown>> = {}): unknown {
  return graft.python.eval(expression, variables);
}

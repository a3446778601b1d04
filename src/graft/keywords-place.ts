import { Keywords } from '../iip/keywords.js';
import { isPlainObject } from '../iip/object-kind.js';
import { keywordPlaces, type KeywordPlaces } from '../model/keyword-places.js';
import type { UgmFunction } from '../model/ugm.js';

/** The model of a function; with the types of its parameters only where they are asked for, which takes longer. */
export type FunctionModel = (typed?: boolean) => UgmFunction;

/** Where a plain object, as the last argument, stands for keyword arguments of a function. */
export class KeywordsPlace {
  private readonly model: FunctionModel;
  private positional = -1;
  private required = 0;
  private behindAll: KeywordPlaces | undefined;
  /** Null: nobody has looked yet. */
  private before: KeywordPlaces | undefined | null = null;
  /** Whether it is known that there is none: nothing needs to be asked. */
  isNowhere = false;

  constructor(model: FunctionModel) {
    this.model = model;
  }

  /** Whether an object, as the last argument, is worth asking for its place. */
  mayBe(last: object | null): boolean {
    return !this.isNowhere && last !== null && isPlainObject(last);
  }

  /** The arguments, with an object of keyword arguments taken for what it is. */
  apply(args: ArrayLike<unknown>): ArrayLike<unknown> {
    // An index of -1 would be looked up like a name.
    if (this.isNowhere || args.length === 0) return args;
    const at = args.length - 1;
    const last = args[at];
    if (typeof last !== 'object' || last === null || !isPlainObject(last) || !this.isAt(at)) return args;
    const given = Array.from(args);
    given[at] = new Keywords(last as Readonly<Record<string, unknown>>);
    return given;
  }

  private isAt(at: number): boolean {
    if (this.positional < 0) this.look();
    if (at < this.required || at > this.positional) return false;
    // Behind all positional parameters there is nothing else that it could be.
    if (at === this.positional) return this.behindAll?.to === at;
    if (this.before === null) this.before = keywordPlaces(this.model(true));
    return this.before !== undefined && at >= this.before.from && at <= this.before.to;
  }

  private look(): void {
    const model = this.model();
    const positional = model.parameters.filter(isPositional);
    this.positional = positional.length;
    this.required = positional.findLastIndex((parameter) => parameter.default === undefined) + 1;
    this.behindAll = keywordPlaces(model);
    const isAnyBefore =
      model.signature === 'known' &&
      positional.some(
        ({ kind, default: fallback, annotation }) =>
          kind === 'positional-or-keyword' && fallback !== undefined && annotation !== undefined,
      );
    if (!isAnyBefore) this.before = undefined;
    this.isNowhere = !isAnyBefore && this.behindAll === undefined;
  }
}

export function isPositional({ kind }: UgmFunction['parameters'][number]): boolean {
  return kind === 'positional-only' || kind === 'positional-or-keyword';
}

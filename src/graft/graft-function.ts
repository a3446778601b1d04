import { GraftError } from '../errors/graft-error.js';
import { isPlainObject } from '../iip/object-kind.js';
import { Keywords } from '../iip/keywords.js';
import type { BoundMember, Lane } from '../hypertube/lane.js';
import type { UgmFunction } from '../model/ugm.js';

/** A member of a Python module that can be called. */
export type GraftFunction = (...args: never[]) => unknown;

/**
 * Makes the JavaScript function of a Python one: `name` is Python's, `length` counts the positional parameters without a default. It
 * binds itself at its first call.
 */
export function createFunction(lane: Lane, fullName: string, model: UgmFunction): GraftFunction {
  if (model.async)
    return unimplemented(fullName, model, 'It is an async def, which this version cannot run yet.');
  const keywordsAt = placeOfKeywords(model);
  const made =
    keywordsAt === undefined ? plainFunction(lane, fullName) : keywordFunction(lane, fullName, keywordsAt);
  return named(made, model);
}

/** A function that says why it cannot be called, rather than not being there. */
export function unimplemented(
  fullName: string,
  model: { readonly name: string },
  why: string,
): GraftFunction {
  // Not a method: it must also be reached by `new`.
  const made = function (): never {
    throw new GraftError('unimplemented', `${fullName} cannot be called.`, { remedy: why });
  };
  Object.defineProperty(made, 'name', { value: model.name, configurable: true });
  return made;
}

function plainFunction(lane: Lane, fullName: string): GraftFunction {
  let member: BoundMember = 0;
  // A method: like a built-in function it has no prototype and is no constructor. A switch over fixed numbers of arguments, since
  // collecting them in an array would cost more than writing them.
  const { invoke } = {
    invoke(a?: unknown, b?: unknown): unknown {
      if (member === 0) member = lane.bind(fullName);
      switch (arguments.length) {
        case 0:
          return lane.call0(member);
        case 1:
          return lane.call1(member, a);
        case 2:
          return lane.call2(member, a, b);
        default:
          return lane.call(member, arguments);
      }
    },
  };
  return invoke;
}

/**
 * A function with keyword-only parameters: a plain object that stands right behind the positional ones is taken for
 * them. Nowhere else is a plain object anything but an argument.
 */
function keywordFunction(lane: Lane, fullName: string, keywordsAt: number): GraftFunction {
  let member: BoundMember = 0;
  const { invoke } = {
    invoke(...args: unknown[]): unknown {
      if (member === 0) member = lane.bind(fullName);
      const last = args[keywordsAt];
      if (
        args.length === keywordsAt + 1 &&
        typeof last === 'object' &&
        last !== null &&
        isPlainObject(last)
      ) {
        args[keywordsAt] = new Keywords(last as Readonly<Record<string, unknown>>);
      }
      return lane.call(member, args);
    },
  };
  return invoke;
}

/** The place of an object of keyword arguments; undefined where there are no keyword-only parameters or `*args` takes every place. */
function placeOfKeywords({ parameters, signature }: UgmFunction): number | undefined {
  if (signature === 'unknown' || !parameters.some(({ kind }) => kind === 'keyword-only')) return undefined;
  if (parameters.some(({ kind }) => kind === 'var-positional')) return undefined;
  return parameters.filter(isPositional).length;
}

function isPositional({ kind }: UgmFunction['parameters'][number]): boolean {
  return kind === 'positional-only' || kind === 'positional-or-keyword';
}

function named(made: GraftFunction, model: UgmFunction): GraftFunction {
  const required = model.parameters.filter(
    (parameter) => isPositional(parameter) && parameter.default === undefined,
  );
  Object.defineProperty(made, 'name', { value: model.name, configurable: true });
  Object.defineProperty(made, 'length', { value: required.length, configurable: true });
  return made;
}

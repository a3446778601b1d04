import { GraftError } from '../errors/graft-error.js';

interface PackedModel {
  readonly ugm: unknown;
  readonly shared: readonly unknown[];
  readonly module: unknown;
}

/** Whether a value is a model in its packed form. */
export function isPackedModel(value: object): value is PackedModel {
  const hasModule = Object.hasOwn(value, 'module') && !Object.hasOwn(value, 'functions');
  return hasModule && Object.hasOwn(value, 'shared') && Array.isArray((value as PackedModel).shared);
}

/**
 * The model that a packed one stands for. What is shared is the same object in all its places, so that a small text cannot become a large value;
 * the limits of a model count each place.
 *
 * @throws GraftError `malformed` where something stands for what is not there yet; `too-deep`
 */
export function unpackModel({ shared, module }: PackedModel): unknown {
  const known: unknown[] = [];
  for (const value of shared) known.push(resolved(value, known, 0));
  return resolved(module, known, 0);
}

/** Deeper than any model is; each shared value begins anew, and the whole is measured by who reads it. */
const deepest = 256;

function resolved(value: unknown, known: readonly unknown[], depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) throw refused('too-deep', 'A packed model is nested too deep.');
  const reference = referenceIn(value);
  if (reference !== undefined) {
    if (
      typeof reference !== 'number' ||
      !Number.isInteger(reference) ||
      !(reference >= 0 && reference < known.length)
    ) {
      throw refused(
        'malformed',
        `A packed model names ${JSON.stringify(reference)}, which is not there before it.`,
      );
    }
    return known[reference];
  }
  if (Array.isArray(value)) return value.map((item: unknown) => resolved(item, known, depth + 1));
  const found = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) found[key] = resolved(item, known, depth + 1);
  return found;
}

function referenceIn(value: object): unknown {
  if (!Object.hasOwn(value, '$')) return undefined;
  return Object.keys(value).length === 1 ? (value as { readonly $: unknown }).$ : undefined;
}

function refused(code: 'malformed' | 'too-deep', message: string): GraftError {
  return new GraftError(code, message, { path: 'model', remedy: 'Generate the Graft anew.' });
}

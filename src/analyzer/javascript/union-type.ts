import type { UgmScalar, UgmType } from '../../model/ugm.js';

/** One of these types: literals together, `none` as an optional, nothing twice, in the order in which they first come. */
export function unionOf(types: readonly UgmType[]): UgmType {
  const parts = flat(types);
  if (parts.some(({ kind }) => kind === 'any')) return { kind: 'any' };
  const isOptional = parts.some(({ kind }) => kind === 'none');
  const of = joined(parts.filter(({ kind }) => kind !== 'none' && kind !== 'never'));
  const [first] = of;
  if (first === undefined) return { kind: isOptional ? 'none' : 'never' };
  const type: UgmType = of.length === 1 ? first : { kind: 'union', of };
  return isOptional ? { kind: 'optional', of: type } : type;
}

/** The type without the `undefined` that says no more than that it may be left out. */
export function required(type: UgmType): UgmType {
  return type.kind === 'optional' ? type.of : type;
}

function flat(types: readonly UgmType[]): UgmType[] {
  return types.flatMap((type) => {
    if (type.kind === 'union') return flat(type.of);
    return type.kind === 'optional' ? flat([type.of, { kind: 'none' }]) : [type];
  });
}

function joined(types: readonly UgmType[]): UgmType[] {
  const seen = new Map<string, UgmType>();
  const values: UgmScalar[] = [];
  for (const type of types) {
    const key = type.kind === 'literal' ? 'literal' : JSON.stringify(type);
    if (type.kind === 'literal') values.push(...type.values.filter((value) => !values.includes(value)));
    if (!seen.has(key)) seen.set(key, type);
  }
  const kinds = new Set(types.map(({ kind }) => kind));
  const isBool = kinds.has('bool') || (values.includes(true) && values.includes(false));
  // `'a' | string` is a string.
  const left = values.filter(
    (value) =>
      !(typeof value === 'string' && kinds.has('string')) &&
      !(typeof value === 'number' && kinds.has('number')) &&
      !(typeof value === 'boolean' && isBool),
  );
  const literal: UgmType[] = left.length === 0 ? [] : [{ kind: 'literal', values: left }];
  const bool: UgmType[] = isBool && !kinds.has('bool') ? [{ kind: 'bool' }] : [];
  return [...seen].flatMap(([key, type]) => (key === 'literal' ? [...literal, ...bool] : [type]));
}

import type { UgmParameter, UgmSignature, UgmType } from '../../model/ugm.js';

/** What each type parameter, by its name, stands for. */
export type Bindings = ReadonlyMap<string, UgmType>;

/** The type with other types in the places of type parameters. */
export function substituted(type: UgmType, bindings: Bindings): UgmType {
  if (bindings.size === 0) return type;
  const inner = (one: UgmType): UgmType => substituted(one, bindings);
  switch (type.kind) {
    case 'var':
      return bindings.get(type.name) ?? type;
    case 'list':
    case 'set':
    case 'frozenset':
    case 'iterable':
    case 'iterator':
    case 'asyncIterable':
    case 'asyncIterator':
    case 'awaitable':
    case 'optional':
    case 'class':
      return { ...type, of: inner(type.of) };
    case 'map':
      return { ...type, key: inner(type.key), value: inner(type.value) };
    case 'tuple':
      return {
        ...type,
        items: type.items.map(inner),
        ...(type.rest === undefined ? {} : { rest: inner(type.rest) }),
      };
    case 'union':
      return { ...type, of: type.of.map(inner) };
    case 'ref':
      return type.args === undefined ? type : { ...type, args: type.args.map(inner) };
    case 'callback':
      return {
        ...type,
        ...(type.parameters === undefined ? {} : { parameters: parametersWith(type.parameters, bindings) }),
        ...(type.returns === undefined ? {} : { returns: inner(type.returns) }),
      };
    case 'shape':
      return {
        ...type,
        fields: type.fields.map((field) =>
          field.type === undefined ? field : { ...field, type: inner(field.type) },
        ),
      };
    default:
      return type;
  }
}

/** The same for all of a signature; what it declares itself stays. */
export function signatureWith<T extends UgmSignature>(signature: T, bindings: Bindings): T {
  const { typeParameters = [], returns } = signature;
  const left = new Map([...bindings].filter(([name]) => !typeParameters.some((one) => one.name === name)));
  if (left.size === 0) return signature;
  return {
    ...signature,
    parameters: parametersWith(signature.parameters, left),
    ...(returns === undefined ? {} : { returns: substituted(returns, left) }),
  };
}

export function parametersWith(parameters: readonly UgmParameter[], bindings: Bindings): readonly UgmParameter[] {
  return parameters.map((one) => (one.type === undefined ? one : { ...one, type: substituted(one.type, bindings) }));
}

import type { ModelIndex } from '../model-index.js';
import type { UgmClass, UgmModule, UgmParameter, UgmSignature, UgmType } from '../ugm.js';

/** Which way values of a type go: `taken` from callers, `given` to them, or both. */
export type TypeUse = 'taken' | 'given' | 'both';

const opposite: Readonly<Record<TypeUse, TypeUse>> = { taken: 'given', given: 'taken', both: 'both' };

/**
 * Which way the values of each record and each alias of a model go, by name. What nothing in the model names is for callers to use: both ways.
 */
export function usesOfTypes(index: ModelIndex): ReadonlyMap<string, TypeUse> {
  const { model } = index;
  const uses = new Map<string, TypeUse>();

  function type(of: UgmType | undefined, use: TypeUse): void {
    if (of === undefined) return;
    switch (of.kind) {
      case 'ref':
        of.args?.forEach((argument) => type(argument, 'both'));
        if (of.module === undefined || of.module === model.name) named(of.name, use);
        return;
      case 'map':
        type(of.key, use);
        return type(of.value, use);
      case 'tuple':
        of.items.forEach((item) => type(item, use));
        return type(of.rest, use);
      case 'union':
        return of.of.forEach((part) => type(part, use));
      case 'callback':
        parameters(of.parameters ?? [], opposite[use]);
        return type(of.returns, use);
      case 'shape':
        return of.fields.forEach((field) => type(field.type, use));
      default:
        if ('of' in of) type(of.of, use);
    }
  }

  function named(name: string, use: TypeUse): void {
    const known = uses.get(name);
    const sum = known === undefined || known === use ? use : 'both';
    if (sum === known) return;
    const referred = index.find({ name });
    if (referred?.kind !== 'record' && referred?.kind !== 'alias') return;
    uses.set(name, sum);
    if (referred.kind === 'alias') return type(referred.alias.type, sum);
    referred.record.fields.forEach((field) => type(field.type, sum));
  }

  function parameters(of: readonly UgmParameter[], use: TypeUse): void {
    of.forEach((parameter) => type(parameter.type, use));
  }

  function signature(of: UgmSignature & { readonly overloads?: readonly UgmSignature[] }): void {
    parameters(of.parameters, 'taken');
    type(of.returns, 'given');
    of.overloads?.forEach(signature);
  }

  function members(of: UgmClass): void {
    signature(of.constructor);
    for (const group of [of.methods, of.staticMethods, of.classMethods]) group.forEach(signature);
    of.properties.forEach((property) => type(property.type, property.settable ? 'both' : 'given'));
    of.attributes.forEach((field) => type(field.type, field.readonly === true ? 'given' : 'both'));
    of.events?.forEach((event) => parameters(event.parameters, 'given'));
  }

  model.functions.forEach(signature);
  model.classes.forEach(members);
  model.attributes.forEach((attribute) =>
    type(attribute.type, attribute.readonly === true ? 'given' : 'both'),
  );
  for (const name of typeNames(model)) if (!uses.has(name)) named(name, 'both');
  return uses;
}

function typeNames({ records, aliases }: UgmModule): readonly string[] {
  return [...records, ...aliases].map(({ name }) => name);
}

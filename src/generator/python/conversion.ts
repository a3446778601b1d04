import type { UgmParameter, UgmType } from '../../model/ugm.js';
import type { PackagePlan } from './package-plan.js';

/**
 * The Python expression that makes of `value`, an expression for what arrives, what the type says: an object of a class of the Graft, a
 * member of an enum, a tuple. Undefined where what arrives is that already.
 */
export function conversion(
  type: UgmType | undefined,
  value: string,
  plan: PackagePlan,
  depth = 0,
): string | undefined {
  if (type === undefined || depth > 12) return undefined;
  const inner = (of: UgmType | undefined): string | undefined => {
    const converted = conversion(of, 'value', plan, depth + 1);
    return converted === undefined ? undefined : `lambda value: ${converted}`;
  };
  const by = (method: string, of: UgmType): string | undefined => {
    const each = inner(of);
    return each === undefined ? undefined : `_graft.${method}(${value}, ${each})`;
  };
  switch (type.kind) {
    case 'self':
      return plan.self === undefined ? undefined : `${plan.self}._graft_of(${value})`;
    case 'ref':
      return ofReference(type, value, plan, depth);
    case 'optional':
      return conversion(type.of, value, plan, depth + 1);
    case 'union': {
      const converting = type.of.filter((one) => conversion(one, 'value', plan, depth + 1) !== undefined);
      return converting.length === 1 ? conversion(converting[0], value, plan, depth + 1) : undefined;
    }
    case 'list':
    case 'set':
    case 'frozenset':
      return by('each', type.of);
    case 'map':
      return by('values', type.value);
    case 'iterable':
    case 'iterator':
      return by('steps', type.of);
    case 'asyncIterable':
    case 'asyncIterator':
      return by('steps_later', type.of);
    case 'awaitable':
      return `_graft.promised(${value}, ${inner(type.of) ?? 'None'})`;
    case 'tuple':
      return `_graft.items(${[value, ...type.items.map((item) => inner(item) ?? 'None')].join(', ')})`;
    default:
      return undefined;
  }
}

function ofReference(
  { name, module }: Extract<UgmType, { readonly kind: 'ref' }>,
  value: string,
  plan: PackagePlan,
  depth: number,
): string | undefined {
  const { model, names } = plan;
  if (module !== undefined && module !== model.name) return undefined;
  const own = plan.classes.find(({ ugm }) => ugm.name === name);
  // An error that arrives is of its class already.
  if (own !== undefined) return own.isException ? undefined : `${own.name}._graft_of(${value})`;
  if (model.enums.some((one) => one.name === name)) return `${names.get(name)!}._graft_of(${value})`;
  const alias = model.aliases.find((one) => one.name === name);
  return alias === undefined ? undefined : conversion(alias.type, value, plan, depth + 1);
}

/** What a function is made with: how its arguments and its result are converted, as keyword arguments. */
export function resultConversion(type: UgmType | undefined, plan: PackagePlan): string | undefined {
  const converted = conversion(type, 'value', plan);
  return converted === undefined ? undefined : `lambda value: ${converted}`;
}

/** For each parameter that is a callback whose own arguments are converted, its place and what does it. */
export function callbackConversions(
  parameters: readonly UgmParameter[],
  plan: PackagePlan,
): readonly (readonly [place: number, text: string])[] {
  return parameters.flatMap(({ kind, type }, place) => {
    if (kind === 'var-positional' || kind === 'var-keyword') return [];
    const callback = type?.kind === 'optional' ? type.of : type;
    if (callback?.kind !== 'callback') return [];
    const each = listenerConversions(callback.parameters ?? [], plan);
    return each === undefined ? [] : [[place, `_graft.callback(${each.join(', ')})`] as const];
  });
}

/** What converts each argument of a listener; undefined where none is converted. */
export function listenerConversions(
  parameters: readonly UgmParameter[],
  plan: PackagePlan,
): readonly string[] | undefined {
  const each = parameters
    .filter(({ kind }) => kind !== 'var-positional' && kind !== 'var-keyword')
    .map(({ type }) => resultConversion(type, plan) ?? 'None');
  return each.some((text) => text !== 'None') ? each : undefined;
}

import type { UgmClass, UgmEnum, UgmEvent, UgmModule } from '../../model/ugm.js';
import { exceptionMembers, pythonNames } from './python-name.js';

/** A class, with what its declaration and its code have to agree about. */
export interface ClassPlan {
  readonly ugm: UgmClass;
  readonly name: string;
  /** Those of its bases that the module has, too. */
  readonly bases: readonly ClassPlan[];
  readonly isException: boolean;
  /** The Python names of what objects have. */
  readonly members: ReadonlyMap<string, string>;
  /** The Python names of what the class itself has. */
  readonly statics: ReadonlyMap<string, string>;
  /** What it emits; undefined where it does not, or where a base says all of it. */
  readonly events: readonly UgmEvent[] | undefined;
  /** Whether a member is declared here rather than by a base that the module has. */
  declares(member: { readonly name: string; readonly inheritedFrom?: string }): boolean;
}

/** The names of a package, which its declarations and its code share. */
export interface PackagePlan {
  readonly model: UgmModule;
  /** The Python name of each member of the module. */
  readonly names: ReadonlyMap<string, string>;
  /** Each behind its bases. */
  readonly classes: readonly ClassPlan[];
  /** The class that is being written, which `self` means. */
  readonly self?: string;
  enumMembers(owner: UgmEnum): ReadonlyMap<string, string>;
}

/** What every error of JavaScript has, and with it graftwire's class for them. */
const toldByErrors: ReadonlySet<string> = new Set(['name', 'message', 'stack']);

/** Methods of a class that emits, by which Python listens to it. */
export const listeningMethods = ['on', 'once', 'off', 'events'] as const;

export function packagePlan(model: UgmModule): PackagePlan {
  const { functions, classes, records, enums, aliases, attributes, modules } = model;
  const all = [...functions, ...classes, ...records, ...enums, ...aliases, ...attributes, ...modules];
  const names = pythonNames(all.map(({ name }) => name));
  return {
    model,
    names,
    classes: classPlans(model, names),
    enumMembers: ({ members, mixedWith }) =>
      pythonNames(
        members.map(({ name }) => name),
        mixedWith === 'string' ? stringMembers : mixedWith === 'int' ? integerMembers : enumMembers,
      ),
  };
}

const enumMembers: ReadonlySet<string> = new Set(['mro', 'name', 'value']);
const integerMembers: ReadonlySet<string> = new Set([
  ...enumMembers,
  ...'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes'.split(
    ' ',
  ),
]);
const stringMembers: ReadonlySet<string> = new Set([
  ...enumMembers,
  ...(
    'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii ' +
    'isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip ' +
    'maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split ' +
    'splitlines startswith strip swapcase title translate upper zfill'
  ).split(' '),
]);

function classPlans(model: UgmModule, names: ReadonlyMap<string, string>): readonly ClassPlan[] {
  const byName = new Map(model.classes.map((one) => [one.name, one]));
  const plans = new Map<string, ClassPlan>();
  const plan = (ugm: UgmClass, around: ReadonlySet<string>): ClassPlan | undefined => {
    if (around.has(ugm.name)) return undefined;
    const known = plans.get(ugm.name);
    if (known !== undefined) return known;
    const inside = new Set([...around, ugm.name]);
    const bases = ugm.bases.flatMap((base) => {
      const own = byName.get(ownName(base, model) ?? '');
      const made = own === undefined ? undefined : plan(own, inside);
      return made === undefined ? [] : [made];
    });
    const made = classPlan(ugm, names.get(ugm.name)!, bases, model);
    plans.set(ugm.name, made);
    return made;
  };
  for (const one of model.classes) plan(one, new Set());
  return [...plans.values()];
}

/** The name of a class of this module by its full name. */
export function ownName(fullName: string, { name }: Pick<UgmModule, 'name'>): string | undefined {
  return fullName.startsWith(`${name}:`) ? fullName.slice(name.length + 1) : undefined;
}

function classPlan(ugm: UgmClass, name: string, bases: readonly ClassPlan[], model: UgmModule): ClassPlan {
  const isPython = model.runtime === 'python';
  const isException = ugm.exception !== undefined || bases.some((base) => base.isException);
  const events = ugm.events ?? [];
  const listening = isPython || events.length === 0 ? [] : listeningMethods;
  const reserved = new Set<string>([
    ...(isException && !isPython ? exceptionMembers : []),
    ...listening.filter((method) => method === 'events'),
  ]);
  const isStatic = ({ static: own }: { readonly static?: true }): boolean => own === true;
  const ofObjects = [
    ...ugm.methods,
    ...ugm.properties.filter((one) => !isStatic(one)),
    ...ugm.attributes.filter((one) => !isStatic(one)),
  ].map((member) => member.name);
  const ofClass = [
    ...ugm.staticMethods,
    ...ugm.classMethods,
    ...ugm.properties.filter(isStatic),
    ...ugm.attributes.filter(isStatic),
  ].map((member) => member.name);
  const members = isPython ? asTheyAre(ofObjects) : pythonNames(ofObjects, reserved);
  const statics = isPython
    ? asTheyAre(ofClass)
    : pythonNames(ofClass, new Set([...reserved, ...members.values(), ...listening]));
  const baseNames = new Set(bases.flatMap((base) => [base.ugm.name, ...ancestors(base)]));
  const declares: ClassPlan['declares'] = ({ name: member, inheritedFrom }) =>
    !(isException && !isPython && toldByErrors.has(member)) &&
    (inheritedFrom === undefined || !baseNames.has(ownName(inheritedFrom, model) ?? inheritedFrom));
  return {
    ugm,
    name,
    bases,
    isException,
    members,
    statics,
    declares,
    events: events.some(declares) ? events : undefined,
  };
}

function ancestors({ bases }: ClassPlan): readonly string[] {
  return bases.flatMap((base) => [base.ugm.name, ...ancestors(base)]);
}

function asTheyAre(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, name]));
}

import type { Node, Symbol as TsSymbol, Type } from 'typescript';
import type {
  UgmClass,
  UgmFunction,
  UgmMethod,
  UgmProtocol,
  UgmSignature,
  UgmType,
} from '../../model/ugm.js';
import { addMember, noMembers, type ClassMembers } from './class-members.js';
import { documentationOf } from './documentation.js';
import { eventsOf } from './event-model.js';
import { functionModel } from './function-model.js';
import { languageErrors } from './global-type.js';
import { basesOf, fullNameOf, isPublic, layersOf, type Layer } from './members.js';
import { originOf } from './origin.js';
import { note, type Place, type Scope, silenced } from './scope.js';
import { typeParameterOf } from './signature.js';
import { signatureWith, substituted, type Bindings } from './substituted-type.js';
import { withoutKeys } from './without-keys.js';
import { unknownConstructor } from './unknown-constructor.js';

export interface ClassSource {
  readonly name: string;
  /** The class or interface that instances are of. */
  readonly instance: TsSymbol;
  /** The type of the class itself; undefined where the module has only the type. */
  readonly itself?: Type;
  /** Where documentation may stand. */
  readonly declarations: readonly Node[];
}

/** A class, or what is used like one: an interface with methods, a constant that can be called with `new`. */
export function classModel(scope: Scope, source: ClassSource, at: Place): UgmClass {
  const { name, instance, itself, declarations } = source;
  const layers = layersOf(scope, instance);
  const { events, methods: subscribing } = eventsOf(scope, layers, at);
  const members = instanceMembers(scope, layers, subscribing, at);
  const statics = itself === undefined ? noMembers() : staticMembers(scope, instance, itself, layers, at);
  const { doc, deprecated } = documentationOf(scope, declarations);
  const typeParameters = (classParameters(scope, instance) ?? []).flatMap(
    (one) => typeParameterOf(scope, one, at) ?? [],
  );
  const exception = exceptionOf(scope, layers);
  noteIndexes(scope, instance, at);
  return {
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(typeParameters.length === 0 ? {} : { typeParameters }),
    bases: basesOf(scope, instance).flatMap((base) => {
      const symbol = base.getSymbol();
      const isNamed =
        symbol !== undefined &&
        (symbol.flags & (scope.ts.SymbolFlags.Class | scope.ts.SymbolFlags.Interface)) !== 0;
      return isNamed ? [fullNameOf(scope, symbol)] : [];
    }),
    ...(exception === undefined ? {} : { exception }),
    ...(itself === undefined ? { typeOnly: true as const } : {}),
    abstract: isAbstract(scope, instance),
    constructor: constructorModel(scope, itself, instance, at),
    methods: members.methods,
    staticMethods: statics.methods,
    classMethods: [],
    properties: bothSides(scope, members.properties, statics.properties, at),
    attributes: bothSides(scope, members.attributes, statics.attributes, at),
    ...(events.length === 0 ? {} : { events }),
    ...(members.protocols.length === 0 ? {} : { protocols: members.protocols }),
  };
}

function instanceMembers(
  scope: Scope,
  layers: readonly Layer[],
  without: ReadonlySet<string>,
  at: Place,
): ClassMembers {
  const members = noMembers();
  const seen = new Set<string>(without);
  for (const layer of layers) {
    const own = layerMembers(scope, layer, at);
    const { bindings, inheritedFrom } = layer;
    const origin = inheritedFrom === undefined ? {} : { inheritedFrom };
    const isNew = ({ name }: { readonly name: string }): boolean => !seen.has(name);
    members.methods.push(
      ...own.methods.filter(isNew).map((one) => ({ ...methodWith(one, bindings), ...origin })),
    );
    members.properties.push(
      ...own.properties.filter(isNew).map((one) => ({ ...typedWith(one, bindings), ...origin })),
    );
    members.attributes.push(
      ...own.attributes.filter(isNew).map((one) => ({ ...typedWith(one, bindings), ...origin })),
    );
    const isNewProtocol = ({ name }: UgmProtocol): boolean =>
      members.protocols.every((one) => one.name !== name);
    members.protocols.push(
      ...own.protocols.filter(isNewProtocol).map((one) => ({ ...signatureWith(one, bindings), ...origin })),
    );
    for (const { name } of layer.members) seen.add(name);
  }
  return members;
}

/** The members of one layer, with its type parameters. A base is described once, however many classes have it. */
function layerMembers(
  scope: Scope,
  { symbol, members, form, inheritedFrom }: Layer,
  at: Place,
): ClassMembers {
  const known = symbol === undefined || inheritedFrom === undefined ? undefined : scope.described.get(symbol);
  if (known !== undefined) return known;
  const made = noMembers();
  // What a base cannot say is in the list where the base is described.
  const inside = inheritedFrom === undefined ? scope : silenced(scope);
  for (const member of members) addMember(inside, member, made, { at, form });
  if (symbol !== undefined) scope.described.set(symbol, made);
  return made;
}

function methodWith(method: UgmMethod, bindings: Bindings): UgmMethod {
  const { overloads } = method;
  return {
    ...signatureWith(method, bindings),
    ...(overloads === undefined ? {} : { overloads: overloads.map((one) => signatureWith(one, bindings)) }),
  };
}

function typedWith<T extends { readonly type?: UgmType }>(member: T, bindings: Bindings): T {
  return member.type === undefined ? member : { ...member, type: substituted(member.type, bindings) };
}

/** What the class itself has: static members, those of its bases, and what a namespace of the same name adds. */
function staticMembers(
  scope: Scope,
  instance: TsSymbol,
  itself: Type,
  layers: readonly Layer[],
  at: Place,
): ClassMembers {
  const { ts, checker } = scope;
  const members = noMembers();
  for (const member of checker.getPropertiesOfType(itself)) {
    const isOfNamespace =
      (member.flags & ts.SymbolFlags.Value) !== 0 &&
      !member.name.startsWith('_') &&
      member.name !== 'prototype';
    if (!isPublic(scope, member) && !isOfNamespace) continue;
    const inheritedFrom = ownerOf(member);
    const inside = inheritedFrom === undefined ? scope : silenced(scope);
    addMember(inside, member, members, { at, form: 'declared', isStatic: true, inheritedFrom });
  }
  return members;

  /** The base that a static member comes from: one of the language says where, an interface of its constructor does not. */
  function ownerOf(member: TsSymbol): string | undefined {
    const isClass = (instance.flags & ts.SymbolFlags.Class) !== 0 && itself.getSymbol() === instance;
    if (!isClass || instance.exports?.get(member.escapedName) === member) return undefined;
    const bases = layers.filter(({ inheritedFrom }) => inheritedFrom !== undefined);
    const owner = bases.find(({ symbol }) => symbol?.exports?.has(member.escapedName) === true) ?? bases[0];
    return owner?.inheritedFrom;
  }
}

/** What instances have, and what the class has itself, of which a model keeps only what instances have not under the same name. */
function bothSides<T extends { readonly name: string }>(
  scope: Scope,
  own: readonly T[],
  statics: readonly T[],
  at: Place,
): readonly T[] {
  const names = new Set(own.map(({ name }) => name));
  for (const { name } of statics.filter((one) => names.has(one.name))) {
    note(
      scope,
      `${at.path}.${name}`,
      'Of the two that the class and its instances have, the model has that of the instances.',
    );
  }
  return [...own, ...statics.filter(({ name }) => !names.has(name))];
}

function constructorModel(
  scope: Scope,
  itself: Type | undefined,
  instance: TsSymbol,
  at: Place,
): UgmFunction {
  const { ts } = scope;
  const place = { ...at, path: `${at.path}.constructor` };
  const signatures = itself?.getConstructSignatures() ?? [];
  const declarations = signatures.flatMap(({ declaration }) => declaration ?? []);
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const isHidden = declarations.some((one) => (ts.getCombinedModifierFlags(one) & hidden) !== 0);
  if (itself === undefined || isHidden || signatures.length === 0) {
    if (isHidden) note(scope, place.path, 'Only the class itself can call its constructor.');
    return unknownConstructor;
  }
  const own = (instance.declarations ?? []).flatMap((one) =>
    ts.isClassLike(one) ? one.members.filter((member) => ts.isConstructorDeclaration(member)) : [],
  );
  const isOwn = declarations.every((one) => own.some((mine) => mine === one));
  const { overloads, ...described } = functionModel(
    scope,
    'constructor',
    signatures,
    isOwn && own.length > 0
      ? own
      : declarations.filter(
          (one) => ts.isConstructSignatureDeclaration(one) || ts.isConstructorDeclaration(one),
        ),
    place,
  );
  // What they give is the instance.
  const plain = (one: UgmSignature): UgmSignature => withoutKeys(one, 'returns', 'returnAnnotation');
  return {
    ...withoutKeys(described, 'returns', 'returnAnnotation'),
    ...(overloads === undefined ? {} : { overloads: overloads.map(plain) }),
  };
}

function classParameters({ ts }: Scope, symbol: TsSymbol): readonly TsSymbol[] | undefined {
  return [...(symbol.members?.values() ?? [])].filter(
    (member) => (member.flags & ts.SymbolFlags.TypeParameter) !== 0,
  );
}

function exceptionOf(scope: Scope, layers: readonly Layer[]): string | undefined {
  return layers
    .slice(1)
    .flatMap(({ symbol }) =>
      symbol !== undefined && originOf(scope, symbol).kind === 'global' ? [symbol.name] : [],
    )
    .find((name) => languageErrors.has(name));
}

function isAbstract({ ts }: Scope, { declarations = [] }: TsSymbol): boolean {
  return declarations.some((one) => (ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Abstract) !== 0);
}

/** Any other key, which `[key: string]` allows, and calling an instance have no words in a model. */
function noteIndexes(scope: Scope, symbol: TsSymbol, at: Place): void {
  if (symbol.members?.has(scope.ts.InternalSymbolName.Index) === true) {
    note(scope, at.path, 'Further keys that its instances may have are not in the model.');
  }
  if (symbol.members?.has(scope.ts.InternalSymbolName.Call) === true) {
    note(scope, at.path, 'That its instances can be called is not in the model.');
  }
}

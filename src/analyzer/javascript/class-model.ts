import type { Node, Symbol as TsSymbol, Type } from 'typescript';
import type { UgmClass, UgmFunction, UgmMethod, UgmType } from '../../model/ugm.js';
import { addMember, type ClassMembers } from './class-members.js';
import { documentationOf } from './documentation.js';
import { eventsOf } from './event-model.js';
import { functionModel } from './function-model.js';
import { languageErrors } from './global-type.js';
import { basesOf, fullNameOf, isPublic, layersOf, type Layer } from './members.js';
import { originOf } from './origin.js';
import { note, type Place, type Scope, silenced } from './scope.js';
import { typeParameterOf } from './signature.js';
import { signatureWith, substituted, type Bindings } from './substituted-type.js';

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
  const statics = itself === undefined ? emptyMembers() : staticMembers(scope, instance, itself, at);
  const { doc, deprecated } = documentationOf(scope, declarations);
  const typeParameters = (classParameters(scope, instance) ?? []).flatMap((one) => typeParameterOf(scope, one, at) ?? []);
  const exception = exceptionOf(scope, layers);
  noteIndexes(scope, instance, at);
  return {
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(typeParameters.length === 0 ? {} : { typeParameters }),
    bases: basesOf(scope, instance).flatMap((base) => {
      const symbol = base.getSymbol();
      const isNamed = symbol !== undefined && (symbol.flags & (scope.ts.SymbolFlags.Class | scope.ts.SymbolFlags.Interface)) !== 0;
      return isNamed ? [fullNameOf(scope, symbol)] : [];
    }),
    ...(exception === undefined ? {} : { exception }),
    ...(itself === undefined ? { typeOnly: true as const } : {}),
    abstract: isAbstract(scope, instance),
    constructor: constructorModel(scope, itself, instance, at),
    methods: members.methods,
    staticMethods: statics.methods,
    classMethods: [],
    properties: [...members.properties, ...statics.properties],
    attributes: [...members.attributes, ...statics.attributes],
    ...(events.length === 0 ? {} : { events }),
  };
}

function emptyMembers(): ClassMembers {
  return { methods: [], properties: [], attributes: [] };
}

function instanceMembers(scope: Scope, layers: readonly Layer[], without: ReadonlySet<string>, at: Place): ClassMembers {
  const members = emptyMembers();
  const seen = new Set<string>(without);
  for (const layer of layers) {
    const own = layerMembers(scope, layer, at);
    const { bindings, inheritedFrom } = layer;
    const origin = inheritedFrom === undefined ? {} : { inheritedFrom };
    const isNew = ({ name }: { readonly name: string }): boolean => !seen.has(name);
    members.methods.push(...own.methods.filter(isNew).map((one) => ({ ...methodWith(one, bindings), ...origin })));
    members.properties.push(...own.properties.filter(isNew).map((one) => ({ ...typedWith(one, bindings), ...origin })));
    members.attributes.push(...own.attributes.filter(isNew).map((one) => ({ ...typedWith(one, bindings), ...origin })));
    for (const { name } of layer.members) seen.add(name);
  }
  return members;
}

/** The members of one layer, with its type parameters. A base is described once, however many classes have it. */
function layerMembers(scope: Scope, { symbol, members, form, inheritedFrom }: Layer, at: Place): ClassMembers {
  const known = symbol === undefined || inheritedFrom === undefined ? undefined : scope.described.get(symbol);
  if (known !== undefined) return known;
  const made = emptyMembers();
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
function staticMembers(scope: Scope, instance: TsSymbol, itself: Type, at: Place): ClassMembers {
  const { ts, checker } = scope;
  const members = emptyMembers();
  for (const member of checker.getPropertiesOfType(itself)) {
    const isOfNamespace = (member.flags & ts.SymbolFlags.Value) !== 0 && !member.name.startsWith('_') && member.name !== 'prototype';
    if (!isPublic(scope, member) && !isOfNamespace) continue;
    const owner = member.declarations?.[0]?.parent;
    const symbol = owner !== undefined && ts.isClassLike(owner) && owner.name ? checker.getSymbolAtLocation(owner.name) : undefined;
    const inheritedFrom = symbol === undefined || symbol === instance ? undefined : fullNameOf(scope, symbol);
    addMember(scope, member, members, { at, form: 'declared', isStatic: true, inheritedFrom });
  }
  return members;
}

function constructorModel(scope: Scope, itself: Type | undefined, instance: TsSymbol, at: Place): UgmFunction {
  const { ts } = scope;
  const place = { ...at, path: `${at.path}.constructor` };
  const signatures = itself?.getConstructSignatures() ?? [];
  const declarations = signatures.flatMap(({ declaration }) => declaration ?? []);
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const isHidden = declarations.some((one) => (ts.getCombinedModifierFlags(one as Parameters<typeof ts.getCombinedModifierFlags>[0]) & hidden) !== 0);
  if (itself === undefined || isHidden || signatures.length === 0) {
    if (isHidden) note(scope, place.path, 'Only the class itself can call its constructor.');
    return {
      name: 'constructor',
      doc: null,
      parameters: [
        { name: 'args', kind: 'var-positional' },
        { name: 'kwargs', kind: 'var-keyword' },
      ],
      async: false,
      generator: false,
      signature: 'unknown',
    };
  }
  const own = (instance.declarations ?? []).flatMap((one) => (ts.isClassLike(one) ? one.members.filter((member) => ts.isConstructorDeclaration(member)) : []));
  const isOwn = declarations.every((one) => own.some((mine) => mine === one));
  const { returns: _, returnAnnotation: __, overloads, ...described } = functionModel(
    scope,
    'constructor',
    signatures,
    isOwn && own.length > 0 ? own : declarations.filter((one) => ts.isConstructSignatureDeclaration(one) || ts.isConstructorDeclaration(one)),
    place,
  );
  return {
    ...described,
    // What they give is the instance.
    ...(overloads === undefined ? {} : { overloads: overloads.map(({ returns: _returns, returnAnnotation: _annotation, ...one }) => one) }),
  };
}

function classParameters({ ts }: Scope, symbol: TsSymbol): readonly TsSymbol[] | undefined {
  return [...(symbol.members?.values() ?? [])].filter((member) => (member.flags & ts.SymbolFlags.TypeParameter) !== 0);
}

function exceptionOf(scope: Scope, layers: readonly Layer[]): string | undefined {
  return layers
    .slice(1)
    .flatMap(({ symbol }) => (symbol !== undefined && originOf(scope, symbol).kind === 'global' ? [symbol.name] : []))
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

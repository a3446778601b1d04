import type { BaseType, InterfaceType, Symbol as TsSymbol, Type, TypeReference } from 'typescript';
import type { UgmType } from '../../model/ugm.js';
import { originOf } from './origin.js';
import { type Scope, silenced } from './scope.js';
import type { SignatureForm } from './signature.js';
import { substituted, type Bindings } from './substituted-type.js';
import { typeOfType } from './type-of-type.js';

/** What a class or an interface has from one of those that it is made of. */
export interface Layer {
  /** Undefined for a type without a name, such as `Omit<Options, 'size'>`. */
  readonly symbol: TsSymbol | undefined;
  /** The full name of the base that has it; undefined for the class itself. */
  readonly inheritedFrom: string | undefined;
  readonly members: readonly TsSymbol[];
  /** What its type parameters stand for in the class. */
  readonly bindings: Bindings;
  readonly form: SignatureForm;
  /** What the base is given in angle brackets. */
  readonly typeArguments: readonly Type[];
}

/** The class itself, then its bases, nearest first, each once. */
export function layersOf(scope: Scope, symbol: TsSymbol): readonly Layer[] {
  const first: Layer = {
    symbol,
    inheritedFrom: undefined,
    members: membersOf(scope, symbol),
    bindings: new Map(),
    form: 'declared',
    typeArguments: [],
  };
  const layers = [first];
  const seen = new Set<TsSymbol>([symbol]);
  addBases(scope, first, layers, seen);
  return layers;
}

function addBases(scope: Scope, layer: Layer, layers: Layer[], seen: Set<TsSymbol>): void {
  if (layer.symbol === undefined) return;
  for (const base of basesOf(scope, layer.symbol)) {
    const parts = base.isIntersection() ? base.types : [base];
    for (const part of parts) {
      const found = layerOf(scope, part, layer);
      if (found.symbol !== undefined && seen.has(found.symbol)) continue;
      if (found.symbol !== undefined) seen.add(found.symbol);
      layers.push(found);
      addBases(scope, found, layers, seen);
    }
  }
}

/** The types that a class or an interface extends. */
export function basesOf({ ts, checker }: Scope, symbol: TsSymbol): readonly BaseType[] {
  if ((symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) === 0) return [];
  return checker.getBaseTypes(checker.getDeclaredTypeOfSymbol(symbol) as InterfaceType);
}

function layerOf(scope: Scope, type: Type, derived: Layer): Layer {
  const { ts, checker } = scope;
  const symbol = type.getSymbol();
  const isNamed = symbol !== undefined && (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0;
  if (!isNamed) {
    return {
      symbol: undefined,
      inheritedFrom: derived.inheritedFrom,
      members: checker.getPropertiesOfType(type).filter((member) => isPublic(scope, member)),
      bindings: derived.bindings,
      form: 'resolved',
      typeArguments: [],
    };
  }
  const parameters = (type as TypeReference).target?.typeParameters ?? [];
  const args = parameters.length === 0 ? [] : checker.getTypeArguments(type as TypeReference);
  const bindings = new Map<string, UgmType>();
  const silent = silenced(scope);
  parameters.forEach((parameter, index) => {
    const argument = args[index];
    if (argument === undefined) return;
    bindings.set(parameter.symbol.name, substituted(typeOfType(silent, argument, { path: '' }), derived.bindings));
  });
  return {
    symbol,
    inheritedFrom: fullNameOf(scope, symbol),
    members: membersOf(scope, symbol),
    bindings,
    form: 'declared',
    typeArguments: args.slice(0, parameters.length),
  };
}

/** `module:Name`, and for classes of the language only the name. */
export function fullNameOf(scope: Scope, symbol: TsSymbol): string {
  const origin = originOf(scope, symbol);
  if (origin.kind === 'own') return `${scope.module}:${scope.names.nameOf(symbol)}`;
  return origin.kind === 'global' ? symbol.name : `${origin.module}:${symbol.name}`;
}

/** The public members that its declarations give its instances, in the order of the source. */
function membersOf(scope: Scope, symbol: TsSymbol): readonly TsSymbol[] {
  return [...(symbol.members?.values() ?? [])].filter((member) => isPublic(scope, member));
}

/** A member that others may use: neither private nor protected, and its name does not begin with an underscore. */
export function isPublic({ ts }: Scope, member: TsSymbol): boolean {
  const described = ts.SymbolFlags.Property | ts.SymbolFlags.Method | ts.SymbolFlags.Accessor;
  if ((member.flags & described) === 0 || member.name === 'prototype' || member.name.startsWith('__#')) return false;
  // Names of symbols begin with `__@`.
  if (member.name.startsWith('_') && !member.name.startsWith('__@')) return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return !(member.declarations ?? []).some((one) => (ts.getCombinedModifierFlags(one) & hidden) !== 0);
}

/** Whether instances are passed by value: nothing but fields, neither its own nor inherited. */
export function isRecordLike(scope: Scope, symbol: TsSymbol): boolean {
  const { ts } = scope;
  if ((symbol.flags & ts.SymbolFlags.Class) !== 0) return false;
  return layersOf(silenced(scope), symbol).every((layer) => {
    if (layer.symbol !== undefined && (layer.symbol.flags & ts.SymbolFlags.Class) !== 0) return false;
    const special = [...(layer.symbol?.members?.values() ?? [])];
    return (
      layer.members.every(({ flags }) => (flags & ts.SymbolFlags.Property) !== 0) &&
      special.every(({ name }) => name !== '__call' && name !== '__new')
    );
  });
}

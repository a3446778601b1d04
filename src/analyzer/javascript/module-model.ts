import type { Declaration, Symbol as TsSymbol, Type } from 'typescript';
import type { UgmAlias, UgmAttribute, UgmClass, UgmEnum, UgmFunction, UgmModuleMember, UgmRecord } from '../../model/ugm.js';
import { typeOfMember, valueOf } from './class-members.js';
import { classModel } from './class-model.js';
import { documentationOf, isMarkedInternal } from './documentation.js';
import { enumModel, enumOfObject } from './enum-model.js';
import { functionModel } from './function-model.js';
import type { ModuleExport } from './module-exports.js';
import { namespaceModel } from './namespace-model.js';
import { note, type Place, type Scope } from './scope.js';
import { describeType } from './type-model.js';

/** The lists of a model, while they are filled. */
export interface ModelLists {
  readonly functions: UgmFunction[];
  readonly classes: UgmClass[];
  readonly records: UgmRecord[];
  readonly enums: UgmEnum[];
  readonly aliases: UgmAlias[];
  readonly attributes: UgmAttribute[];
  readonly modules: UgmModuleMember[];
}

/** Describes each export, then each type of this module that these name, and those that these name. */
export function describeExports(scope: Scope, exports: readonly ModuleExport[], module: TsSymbol): ModelLists {
  const lists: ModelLists = { functions: [], classes: [], records: [], enums: [], aliases: [], attributes: [], modules: [] };
  const isPublic = exports.filter(({ symbol }) => !isMarkedInternal(scope, symbol.declarations ?? []));
  reserveNames(scope, isPublic);
  const described = new Set<TsSymbol>();
  for (const one of isPublic) {
    if (one.symbol !== scope.itself) describeExport(scope, one, lists, described, module);
  }
  for (let next = scope.names.next(); next !== undefined; next = scope.names.next()) {
    const name = scope.names.get(next) ?? next.name;
    describeType(scope, name, next, lists, { path: name });
  }
  return lists;
}

/** Before anything is described: what is named first may be exported later. */
function reserveNames(scope: Scope, exports: readonly ModuleExport[]): void {
  for (const { name, symbol } of exports) {
    if (!isTypeBesideValue(scope, symbol)) scope.names.reserve(symbol, name);
    else scope.names.take(name);
  }
}

/** A type and a constant of one name that are two things. */
function isTypeBesideValue(scope: Scope, symbol: TsSymbol): boolean {
  const { ts, checker } = scope;
  const isType = (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0;
  const isConstant = (symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function)) !== 0;
  if (!isType || !isConstant) return false;
  const type = checker.getTypeOfSymbol(symbol);
  return instanceOf(scope, type) === undefined && enumOfObject(scope, symbol.name, symbol, type) === undefined;
}

function describeExport(scope: Scope, one: ModuleExport, lists: ModelLists, described: Set<TsSymbol>, module: TsSymbol): void {
  const { ts } = scope;
  const { name, symbol } = one;
  const at: Place = { path: name };
  const has = (flags: number): boolean => (symbol.flags & flags) !== 0;
  const isAgain = described.has(symbol);
  described.add(symbol);
  const isType = has(ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias);
  if (isAgain && has(ts.SymbolFlags.Class | ts.SymbolFlags.Enum)) {
    lists.attributes.push(sameClass(scope, one));
    return;
  }
  if (has(ts.SymbolFlags.Enum)) {
    lists.enums.push(enumModel(scope, name, symbol));
    return;
  }
  if (!has(ts.SymbolFlags.Value) || has(ts.SymbolFlags.Module) && !has(ts.SymbolFlags.Class | ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) {
    if (isType) describeTypeOnce(scope, one, lists, isAgain);
    else if (has(ts.SymbolFlags.Module)) namespaceModel(scope, one, lists, module);
    return;
  }
  describeValue(scope, one, lists, at, isAgain);
  const type = scope.checker.getTypeOfSymbol(symbol);
  const isTaken = instanceOf(scope, type) !== undefined || lists.enums.some((made) => made.name === name);
  if (isType && !isTaken) scope.names.nameOf(symbol, `${name}Type`);
}

function describeTypeOnce(scope: Scope, { name, symbol }: ModuleExport, lists: ModelLists, isAgain: boolean): void {
  if (!isAgain) describeType(scope, name, symbol, lists, { path: name });
  else {
    const type = { kind: 'ref' as const, name: scope.names.nameOf(symbol) };
    lists.aliases.push({ name, doc: null, type });
  }
}

/** What is there when the program runs. */
export function describeValue(scope: Scope, { name, symbol }: ModuleExport, lists: ModelLists, at: Place, isAgain = false): void {
  const type = scope.checker.getTypeOfSymbol(symbol);
  const declarations = symbol.declarations ?? [];
  const instance = instanceOf(scope, type, symbol);
  if (instance !== undefined) {
    const isOwn = scope.names.get(instance) === undefined || scope.names.get(instance) === name || instance === symbol;
    if (isOwn && !isAgain) {
      scope.names.reserve(instance, name);
      lists.classes.push(classModel(scope, { name, instance, itself: type, declarations }, at));
    } else lists.attributes.push(sameClass(scope, { name, symbol: instance }));
    return;
  }
  const calls = type.isUnion() ? [] : type.getCallSignatures();
  if (calls.length > 0) {
    const known = scope.functions.get(symbol);
    const described =
      known ?? functionModel(scope, name, calls, [...declarations, ...callDeclarations(calls)], at);
    if (known === undefined) scope.functions.set(symbol, described);
    lists.functions.push({ ...described, name });
    notePropertiesOf(scope, type, at);
    return;
  }
  const constants = enumOfObject(scope, name, symbol, type);
  if (constants !== undefined) lists.enums.push(constants);
  else lists.attributes.push(attributeModel(scope, name, symbol, at));
}

function callDeclarations(signatures: ReturnType<Type['getCallSignatures']>): readonly Declaration[] {
  return signatures.flatMap(({ declaration }) => (declaration === undefined ? [] : [declaration as Declaration]));
}

function notePropertiesOf(scope: Scope, type: Type, at: Place): void {
  const names = scope.checker.getPropertiesOfType(type).map(({ name }) => name);
  const own = names.filter((name) => !name.startsWith('_') && name !== 'prototype');
  if (own.length > 0 && own.length < 50) note(scope, at.path, `What it has besides being called is not in the model: ${own.join(', ')}.`);
}

/** The class or interface whose instances a value makes with `new`. */
function instanceOf({ ts, checker }: Scope, type: Type, symbol?: TsSymbol): TsSymbol | undefined {
  if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Class) !== 0) return symbol;
  const [first] = type.isUnion() ? [] : type.getConstructSignatures();
  if (first === undefined) return undefined;
  const made = checker.getReturnTypeOfSignature(first).getSymbol();
  return made !== undefined && (made.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0 ? made : undefined;
}

/** Another name for a class that the model has already. */
function sameClass(scope: Scope, { name, symbol }: ModuleExport): UgmAttribute {
  return {
    name,
    doc: null,
    type: { kind: 'class', of: { kind: 'ref', name: scope.names.nameOf(symbol) } },
    readonly: true,
  };
}

export function attributeModel(scope: Scope, name: string, symbol: TsSymbol, at: Place): UgmAttribute {
  const { ts } = scope;
  const declarations = symbol.declarations ?? [];
  const { doc, deprecated } = documentationOf(scope, declarations);
  const { type, annotation } = typeOfMember(scope, symbol, at, 'declared');
  const isConst = declarations.some((one) => (ts.getCombinedNodeFlags(one) & ts.NodeFlags.Const) !== 0);
  const value = valueOf(scope, declarations, type);
  return {
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(type.kind === 'any' ? {} : { type }),
    ...(annotation === undefined ? {} : { annotation }),
    ...(value === undefined ? {} : { value }),
    ...(isConst ? { readonly: true as const } : {}),
  };
}

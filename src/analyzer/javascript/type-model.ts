import type { Symbol as TsSymbol } from 'typescript';
import type { UgmTypeParameter } from '../../model/ugm.js';
import { callbackOf } from './callback-type.js';
import { classModel } from './class-model.js';
import { documentationOf } from './documentation.js';
import { enumModel } from './enum-model.js';
import { isRecordLike, layersOf } from './members.js';
import type { ModelLists } from './module-model.js';
import { recordModel, recordOfShape } from './record-model.js';
import { type Place, type Scope, silenced } from './scope.js';
import { typeParameterOf } from './signature.js';
import { typeOfNode } from './type-of-node.js';
import { typeOfType } from './type-of-type.js';

/** Adds a type that is no value: an interface, an alias, or a class or an enum that is only named. */
export function describeType(scope: Scope, name: string, symbol: TsSymbol, lists: ModelLists, at: Place): void {
  const { ts } = scope;
  if ((symbol.flags & ts.SymbolFlags.Enum) !== 0) lists.enums.push(enumModel(scope, name, symbol));
  else if ((symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) === 0) describeAlias(scope, name, symbol, lists, at);
  else if (isRecordLike(scope, symbol)) lists.records.push(recordModel(scope, name, symbol, at));
  else if (!describeCallable(scope, name, symbol, lists, at)) {
    lists.classes.push(classModel(scope, { name, instance: symbol, declarations: symbol.declarations ?? [] }, at));
  }
}

/** An interface that says only how something is called. */
function describeCallable(scope: Scope, name: string, symbol: TsSymbol, lists: ModelLists, at: Place): boolean {
  const { ts, checker } = scope;
  const hasMembers = layersOf(silenced(scope), symbol).some(({ members }) => members.length > 0);
  const calls = checker.getDeclaredTypeOfSymbol(symbol).getCallSignatures();
  if ((symbol.flags & ts.SymbolFlags.Class) !== 0 || hasMembers || calls.length === 0) return false;
  const { doc, deprecated } = documentationOf(scope, symbol.declarations ?? []);
  const typeParameters = parametersOf(scope, symbol, at);
  lists.aliases.push({
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(typeParameters.length === 0 ? {} : { typeParameters }),
    type: callbackOf(scope, calls, at, 'declared'),
  });
  return true;
}

function describeAlias(scope: Scope, name: string, symbol: TsSymbol, lists: ModelLists, at: Place): void {
  const { ts, checker } = scope;
  const declarations = symbol.declarations ?? [];
  const declaration = declarations.find((one) => ts.isTypeAliasDeclaration(one));
  const resolved = checker.getDeclaredTypeOfSymbol(symbol);
  const inside: Place = { ...at, alias: symbol };
  const literal = declaration !== undefined && ts.isTypeLiteralNode(declaration.type) ? resolved.getSymbol() : undefined;
  const isOpaque = [...(literal?.members?.values() ?? [])].some(({ flags }) => (flags & ts.SymbolFlags.Method) !== 0);
  if (literal !== undefined && isOpaque) {
    lists.classes.push(classModel(scope, { name, instance: literal, declarations }, at));
    return;
  }
  const type =
    declaration === undefined ? typeOfType(scope, resolved, inside) : typeOfNode(scope, declaration.type, inside);
  const parameters = (declaration?.typeParameters ?? []).flatMap((one) => {
    const parameter = checker.getSymbolAtLocation(one.name);
    return parameter === undefined ? [] : (typeParameterOf(scope, parameter, at) ?? []);
  });
  const typeParameters = parameters.length === 0 ? {} : { typeParameters: parameters };
  if (type.kind === 'shape') {
    const record = recordOfShape(scope, name, type.fields, checker.getPropertiesOfType(resolved), declarations);
    lists.records.push({ ...record, ...typeParameters });
    return;
  }
  const { doc, deprecated } = documentationOf(scope, declarations);
  lists.aliases.push({ name, doc, ...(deprecated === undefined ? {} : { deprecated }), ...typeParameters, type });
}

function parametersOf(scope: Scope, symbol: TsSymbol, at: Place): readonly UgmTypeParameter[] {
  const all = [...(symbol.members?.values() ?? [])].filter(({ flags }) => (flags & scope.ts.SymbolFlags.TypeParameter) !== 0);
  return all.flatMap((one) => typeParameterOf(scope, one, at) ?? []);
}

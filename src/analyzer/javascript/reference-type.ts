import type { Node, Symbol as TsSymbol, Type } from 'typescript';
import type { UgmForeignType, UgmType } from '../../model/ugm.js';
import { globalType } from './global-type.js';
import { isRecordLike } from './members.js';
import { globalModule, originOf } from './origin.js';
import { lost, type Place, type Scope } from './scope.js';
import { typeOfType } from './type-of-type.js';

export interface Reference {
  readonly args: () => readonly UgmType[];
  /** What the checker takes it for. */
  readonly resolve: () => Type;
  readonly at: Place;
}

/** The type that a name means, with what it is given in angle brackets. */
export function referenceTo(scope: Scope, symbol: TsSymbol, reference: Reference): UgmType {
  const { ts } = scope;
  const { flags } = symbol;
  if ((flags & ts.SymbolFlags.TypeParameter) !== 0) {
    return reference.at.bindings?.get(symbol) ?? { kind: 'var', name: symbol.name };
  }
  // The module as a value of its own type.
  if (symbol === scope.itself) return { kind: 'object' };
  const origin = originOf(scope, symbol);
  if (origin.kind !== 'own') {
    const known = globalType(symbol.name, reference.args);
    if (origin.kind === 'global' || symbol.name === 'URL') {
      const type = known ?? utilityType(symbol.name, reference.args);
      if (type !== undefined) return type;
    }
  }
  if ((flags & ts.SymbolFlags.EnumMember) !== 0) {
    const whole = enumOfMember(scope, symbol);
    return whole === symbol ? { kind: 'any' } : referenceTo(scope, whole, reference);
  }
  const isNamed = (flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Enum)) !== 0;
  const isAlias = (flags & ts.SymbolFlags.TypeAlias) !== 0;
  if (isAlias && !isNamed && (origin.kind !== 'own' || !hasNameOfItsOwn(scope, symbol))) {
    return expanded(scope, symbol, reference);
  }
  if (isNamed || isAlias) {
    const args = reference.args();
    const rest = args.length === 0 ? {} : { args };
    if (origin.kind === 'own') return { kind: 'ref', name: scope.names.nameOf(symbol), ...rest };
    const module = origin.kind === 'global' ? globalModule : origin.module;
    const name = qualifiedName(scope, symbol);
    scope.names.addForeign({ name, module, kind: kindOf(scope, symbol) });
    return { kind: 'ref', name, module, ...rest };
  }
  return expanded(scope, symbol, reference);
}

/** What the language has for making types of types, where the argument says enough; undefined where the checker has to. */
function utilityType(name: string, args: () => readonly UgmType[]): UgmType | undefined {
  if (name !== 'Record' && name !== 'Awaited') return undefined;
  const [first, second] = args();
  if (first === undefined) return undefined;
  if (name === 'Awaited') return first.kind === 'awaitable' ? first.of : first.kind === 'var' ? first : undefined;
  const isKey = first.kind === 'string' || first.kind === 'number' || first.kind === 'ref';
  return isKey && second !== undefined ? { kind: 'map', key: first, value: second } : undefined;
}

/** The type that an alias stands for. */
function expanded(scope: Scope, symbol: TsSymbol, { resolve, at }: Reference): UgmType {
  if (at.within?.has(symbol) === true) return lost(scope, at, `The type ${symbol.name} contains itself.`);
  const within = new Set([...(at.within ?? []), symbol]);
  return typeOfType(scope, resolve(), { ...at, alias: symbol, within, depth: (at.depth ?? 0) + 1 });
}

/**
 * Whether an alias of this module gets an entry in the model. One with type parameters that have to be worked out, as in `T[K]`, says more
 * where it is used, since there its arguments are known.
 */
function hasNameOfItsOwn(scope: Scope, symbol: TsSymbol): boolean {
  const { ts } = scope;
  const declaration = symbol.declarations?.find((one) => ts.isTypeAliasDeclaration(one));
  if (declaration?.typeParameters === undefined) return true;
  return !mustBeWorkedOut(declaration.type);

  function mustBeWorkedOut(node: Node): boolean {
    if (ts.isConditionalTypeNode(node) || ts.isMappedTypeNode(node) || ts.isIndexedAccessTypeNode(node)) return true;
    if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword) return true;
    if (ts.isIntersectionTypeNode(node)) return true;
    return ts.forEachChild(node, mustBeWorkedOut) ?? false;
  }
}

/** The name with those of the namespaces around it: `NodeJS.ReadableStream`. */
function qualifiedName({ ts }: Scope, symbol: TsSymbol): string {
  const names = [symbol.name];
  let outer: Node | undefined = symbol.declarations?.[0]?.parent;
  for (; outer !== undefined; outer = outer.parent as Node | undefined) {
    if (ts.isModuleDeclaration(outer) && ts.isIdentifier(outer.name) && outer.name.text !== 'global') {
      names.unshift(outer.name.text);
    }
  }
  // `namespace internal` is how @types/node writes a module that is a class.
  return names.filter((name, index) => name !== 'internal' || index === names.length - 1).join('.');
}

function enumOfMember({ ts, checker }: Scope, member: TsSymbol): TsSymbol {
  const declaration = member.declarations?.find((one) => ts.isEnumMember(one));
  return (declaration && checker.getSymbolAtLocation(declaration.parent.name)) ?? member;
}

function kindOf(scope: Scope, symbol: TsSymbol): UgmForeignType['kind'] {
  const { ts } = scope;
  if ((symbol.flags & ts.SymbolFlags.Enum) !== 0) return 'enum';
  if ((symbol.flags & ts.SymbolFlags.Class) !== 0) return 'class';
  return isRecordLike(scope, symbol) ? 'record' : 'class';
}

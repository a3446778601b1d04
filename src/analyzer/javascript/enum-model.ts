import type { Expression, Symbol as TsSymbol, Type } from 'typescript';
import type { UgmEnum, UgmEnumMember, UgmScalar } from '../../model/ugm.js';
import { documentationOf } from './documentation.js';
import type { Scope } from './scope.js';

/** A TypeScript enum. One whose members are written as shifted bits is a flag. */
export function enumModel(scope: Scope, name: string, symbol: TsSymbol): UgmEnum {
  const { ts, checker } = scope;
  const declarations = (symbol.declarations ?? []).filter((one) => ts.isEnumDeclaration(one));
  const written = declarations.flatMap((one) => [...one.members]);
  const members = written.map((member): UgmEnumMember => {
    const value = checker.getConstantValue(member);
    const { doc } = documentationOf(scope, [member]);
    return {
      name: ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(),
      ...(value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? {} : { value }),
      ...(doc === null ? {} : { doc }),
    };
  });
  const isFlag = written.some(({ initializer }) => initializer !== undefined && isShift(scope, initializer));
  return finished(scope, name, symbol, members, isFlag);
}

/**
 * An object of constants that is used as an enum: frozen by `as const` or declared so, all strings or all numbers, and with a type of
 * the same name, `@enum` in its comment, or keys that begin with a capital letter. Undefined for any other object.
 */
export function enumOfObject(scope: Scope, name: string, symbol: TsSymbol, type: Type): UgmEnum | undefined {
  const { ts, checker } = scope;
  const properties = checker.getPropertiesOfType(type);
  const isPlain = type.getCallSignatures().length === 0 && type.getConstructSignatures().length === 0;
  if (!isPlain || properties.length === 0 || (type.flags & ts.TypeFlags.Object) === 0) return undefined;
  const isMarked = (symbol.declarations ?? []).some((one) => ts.getJSDocEnumTag(one) !== undefined);
  const members: UgmEnumMember[] = [];
  for (const property of properties) {
    const value = isMarked ? writtenValue(scope, property) : literalValue(scope, property);
    if (value === undefined) return undefined;
    const { doc } = documentationOf(scope, property.declarations ?? []);
    members.push({ name: property.name, value, ...(doc === null ? {} : { doc }) });
  }
  const isNamed = (symbol.flags & ts.SymbolFlags.Type) !== 0;
  const isCapital = properties.every((one) => /^[A-Z]/.test(one.name));
  const kinds = new Set(members.map(({ value }) => typeof value));
  if (kinds.size !== 1 || !(isNamed || isMarked || isCapital)) return undefined;
  return finished(scope, name, symbol, members, false);
}

function finished(scope: Scope, name: string, symbol: TsSymbol, members: readonly UgmEnumMember[], flag: boolean): UgmEnum {
  const { doc, deprecated } = documentationOf(scope, symbol.declarations ?? []);
  const all = (test: (value: UgmScalar | undefined) => boolean): boolean =>
    members.length > 0 && members.every(({ value }) => test(value));
  const mixedWith = all((value) => typeof value === 'string') ? 'string' : all((value) => Number.isSafeInteger(value)) ? 'int' : undefined;
  return {
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(mixedWith === undefined ? {} : { mixedWith }),
    flag,
    members,
  };
}

function isShift({ ts }: Scope, expression: Expression): boolean {
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.LessThanLessThanToken;
}

/** The value of a property that cannot change, as its type names it. */
function literalValue({ ts, checker }: Scope, property: TsSymbol): string | number | undefined {
  const type = checker.getTypeOfSymbol(property);
  if (!type.isStringLiteral() && !type.isNumberLiteral()) return undefined;
  const declaration = property.declarations?.[0];
  if (declaration === undefined) return undefined;
  const isDeclared = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0;
  // Only `as const` keeps a literal that is assigned from being any string.
  return isDeclared || ts.isPropertyAssignment(declaration) ? type.value : undefined;
}

function writtenValue({ ts }: Scope, property: TsSymbol): string | number | undefined {
  const declaration = property.declarations?.[0];
  if (declaration === undefined || !ts.isPropertyAssignment(declaration)) return undefined;
  if (ts.isStringLiteralLike(declaration.initializer)) return declaration.initializer.text;
  return ts.isNumericLiteral(declaration.initializer) ? Number(declaration.initializer.text) : undefined;
}

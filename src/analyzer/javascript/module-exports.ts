import type { Symbol as TsSymbol } from 'typescript';
import type { Scope } from './scope.js';

/** One name that a module offers. */
export interface ModuleExport {
  readonly name: string;
  /** What it names in the end, through all re-exports. */
  readonly symbol: TsSymbol;
}

export interface ModuleExports {
  /** In the order of the source; the default export is among them, under the name that it has. */
  readonly all: readonly ModuleExport[];
  readonly defaultExport: string | undefined;
}

/** Everything that a module offers: its exports, and what `export =` gives. */
export function moduleExports(scope: Scope, module: TsSymbol): ModuleExports {
  const { ts, checker } = scope;
  const resolved = inOrder(scope, checker.getExportsOfModule(module)).map(({ name, flags }, index, list) => {
    const symbol = list[index] as TsSymbol;
    return { name, symbol: (flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol) };
  });
  const named = resolved.filter(({ name }) => name !== 'default' && isPublicName(name));
  const assigned = assignedTo(scope, module);
  if (assigned !== undefined) return withAssigned(scope, named, assigned);
  const whole = resolved.find(({ name }) => name === 'default')?.symbol;
  if (whole === undefined || isModule(scope, whole, module)) return { all: named, defaultExport: undefined };
  const same = named.find(({ symbol }) => symbol === whole);
  if (same !== undefined) return { all: named, defaultExport: same.name };
  const name = nameOf(scope, whole, named);
  return { all: [...named, { name, symbol: whole }], defaultExport: name };
}

/** In the order of the source, file after file: the compiler has functions before everything else. */
export function inOrder({ root }: Scope, exports: readonly TsSymbol[]): readonly TsSymbol[] {
  const files = new Map([[root.getSourceFile(), 0]]);
  const places = exports.map((symbol) => {
    const [declaration] = symbol.declarations ?? [];
    const file = declaration?.getSourceFile();
    if (file !== undefined && !files.has(file)) files.set(file, files.size);
    return {
      symbol,
      file: file === undefined ? files.size : (files.get(file) ?? 0),
      at: declaration?.pos ?? 0,
    };
  });
  return places.toSorted((a, b) => a.file - b.file || a.at - b.at).map(({ symbol }) => symbol);
}

/** What stands behind `export =` or `module.exports =`, which may also be called. */
function withAssigned(scope: Scope, exports: readonly ModuleExport[], assigned: TsSymbol): ModuleExports {
  const { ts, checker } = scope;
  const hasValue =
    (assigned.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Property)) !== 0 ||
    isLiteral(scope, assigned);
  const type = checker.getTypeOfSymbol(assigned);
  const members =
    hasValue && type.getConstructSignatures().length === 0 ? checker.getPropertiesOfType(type) : [];
  const known = new Set(exports.map(({ name }) => name));
  const found = members.filter(({ name }) => !known.has(name) && isPublicName(name));
  const all = [
    ...exports,
    ...found.map((symbol) => ({ name: symbol.name, symbol: unaliased(scope, symbol) })),
  ];
  const isCalled = type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
  if (!isCalled) return { all, defaultExport: undefined };
  const same = all.find(({ symbol }) => symbol === assigned);
  if (same !== undefined) return { all, defaultExport: same.name };
  const name = nameOf(scope, assigned, all);
  return { all: [{ name, symbol: assigned }, ...all], defaultExport: name };
}

/** The interface of what stands behind `export =`, where the members of the module are those of the interface. */
export function interfaceOfModule(
  scope: Pick<Scope, 'ts' | 'checker'>,
  module: TsSymbol,
): TsSymbol | undefined {
  const { ts, checker } = scope;
  const assigned = assignedTo(scope, module);
  if (assigned === undefined || (assigned.flags & ts.SymbolFlags.Variable) === 0) return undefined;
  const type = checker.getTypeOfSymbol(assigned);
  const symbol = type.getSymbol();
  const isInterface = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Interface) !== 0;
  return isInterface && type.getConstructSignatures().length === 0 ? symbol : undefined;
}

function assignedTo(scope: Pick<Scope, 'ts' | 'checker'>, module: TsSymbol): TsSymbol | undefined {
  const assigned = module.exports?.get(scope.ts.InternalSymbolName.ExportEquals);
  return assigned === undefined ? undefined : unaliased(scope, assigned);
}

function unaliased({ ts, checker }: Pick<Scope, 'ts' | 'checker'>, symbol: TsSymbol): TsSymbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** `module.exports = { … }`, whose members the module has. */
function isLiteral({ ts }: Scope, symbol: TsSymbol): boolean {
  return (
    (symbol.flags & (ts.SymbolFlags.ObjectLiteral | ts.SymbolFlags.Property)) !== 0 ||
    symbol.escapedName === ts.InternalSymbolName.ExportEquals
  );
}

function isModule({ ts }: Scope, symbol: TsSymbol, module: TsSymbol): boolean {
  return (
    symbol === module ||
    ((symbol.flags & ts.SymbolFlags.ValueModule) !== 0 && symbol.exports === module.exports)
  );
}

/** The name that it was declared with, or `default`, where it has none or something else has it. */
function nameOf({ ts }: Scope, symbol: TsSymbol, others: readonly ModuleExport[]): string {
  const declared = (symbol.declarations ?? [])
    .map((one) => ts.getNameOfDeclaration(one))
    .find((one) => one !== undefined);
  const name = declared !== undefined && ts.isIdentifier(declared) ? declared.text : 'default';
  const isFree = !others.some((one) => one.name === name);
  return isFree && name !== 'exports' && name !== 'module' ? name : 'default';
}

function isPublicName(name: string): boolean {
  return !name.startsWith('_') && !name.startsWith('__@') && name !== 'export=' && name !== 'prototype';
}

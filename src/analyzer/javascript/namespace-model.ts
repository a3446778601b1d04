import type { Symbol as TsSymbol } from 'typescript';
import type { UgmClass } from '../../model/ugm.js';
import { addMember, noMembers, type ClassMembers } from './class-members.js';
import { documentationOf } from './documentation.js';
import { isMarkedInternal } from './documentation.js';
import { inOrder, type ModuleExport } from './module-exports.js';
import type { ModelLists } from './module-model.js';
import { originOf } from './origin.js';
import type { Scope } from './scope.js';
import { unknownConstructor } from './unknown-constructor.js';

/**
 * A namespace, or a module under a name (`export * as shapes`): a constant whose type has what is in it as methods and fields. The module
 * itself under a name, and modules of other packages, are modules that are members.
 */
export function namespaceModel(
  scope: Scope,
  { name, symbol }: ModuleExport,
  lists: ModelLists,
  module: TsSymbol,
): void {
  const { ts, checker } = scope;
  const origin = originOf(scope, symbol);
  if (origin.kind === 'module') {
    lists.modules.push({ name, module: origin.module });
    return;
  }
  const exports = inOrder(scope, checker.getExportsOfModule(symbol));
  const whole = new Set(checker.getExportsOfModule(module).map((one) => unaliased(one)));
  if (exports.length > 0 && exports.every((one) => whole.has(unaliased(one)))) {
    lists.modules.push({ name, module: scope.module });
    return;
  }
  const typeName = scope.names.free(`${name.charAt(0).toUpperCase()}${name.slice(1)}Namespace`);
  scope.names.take(typeName);
  const { doc, deprecated } = documentationOf(scope, symbol.declarations ?? []);
  const members = membersOf();
  const isEmpty = members.methods.length + members.attributes.length + members.properties.length === 0;
  if (isEmpty) return;
  lists.classes.push(opaque(typeName, members));
  lists.attributes.push({
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    type: { kind: 'ref', name: typeName },
    readonly: true,
  });

  function membersOf(): ClassMembers {
    const found = noMembers();
    for (const one of exports) {
      const target = unaliased(one);
      if (
        one.name.startsWith('_') ||
        one.name === 'default' ||
        isMarkedInternal(scope, target.declarations ?? [])
      )
        continue;
      const isType =
        (target.flags &
          (ts.SymbolFlags.Interface |
            ts.SymbolFlags.TypeAlias |
            ts.SymbolFlags.Class |
            ts.SymbolFlags.Enum)) !==
        0;
      if (isType) scope.names.nameOf(target, one.name);
      if ((target.flags & ts.SymbolFlags.Value) === 0) continue;
      addMember(scope, target, found, { at: { path: name }, form: 'declared', name: one.name });
    }
    return found;
  }

  function unaliased(one: TsSymbol): TsSymbol {
    return (one.flags & ts.SymbolFlags.Alias) === 0 ? one : checker.getAliasedSymbol(one);
  }
}

function opaque(name: string, { methods, properties, attributes }: ClassMembers): UgmClass {
  return {
    name,
    doc: null,
    bases: [],
    typeOnly: true,
    abstract: false,
    constructor: unknownConstructor,
    methods,
    staticMethods: [],
    classMethods: [],
    properties,
    attributes,
  };
}

import type { UgmModule, UgmModuleMember } from '../../model/ugm.js';
import { graftSource } from '../graft-definition.js';
import { callForms } from './call-forms.js';
import { ClassTexts } from './class-text.js';
import {
  DeclarationScope,
  isClassRecord,
  moduleValues,
  type ModuleValue,
  type ScopeUse,
} from './declaration-scope.js';
import { docComment, docOfForm } from './doc-comment.js';
import { enumDeclarations } from './enum-text.js';
import { OptionsInterfaces, optionsName } from './options-interfaces.js';
import { aliasDeclarations, findInputs, recordDeclarations } from './record-text.js';
import { propertyKey, quoted } from './reserved-words.js';
import { typeText } from './type-text.js';

/** The declarations of a module: `index.d.ts` of its Graft, and `stats.d.py.ts` beside a `stats.py`. */
export function moduleDeclaration(model: UgmModule): string {
  const scope = new DeclarationScope(model);
  const options = new OptionsInterfaces(scope);
  const classes = new ClassTexts(scope, options);
  findInputs(scope);
  const declarations: string[] = [];
  const seen = new Set<string>();
  for (const value of moduleValues(model)) {
    if (seen.has(value.name)) continue;
    seen.add(value.name);
    declarations.push(...valueDeclarations(value, scope, options, classes));
  }
  for (const described of model.classes.filter(({ typeOnly }) => typeOnly === true))
    if (scope.types.get(described.name)?.isValue === false)
      declarations.push(...classes.interfaceDeclarations(described));
  for (const record of model.records.filter((record) => !isClassRecord(record)))
    if (scope.types.get(record.name)?.isValue === false)
      declarations.push(...recordDeclarations(record, scope, options));
  for (const alias of model.aliases)
    if (scope.types.get(alias.name)?.kind === 'alias') declarations.push(...aliasDeclarations(alias, scope));
  declarations.push(...opaqueDeclarations(scope), defaultDeclaration(scope));
  return `${[headText(model, scope.used), ...declarations].join('\n\n')}\n`;
}

function valueDeclarations(
  value: ModuleValue,
  scope: DeclarationScope,
  options: OptionsInterfaces,
  classes: ClassTexts,
): readonly string[] {
  const local = scope.values.get(value.name)!;
  switch (value.kind) {
    case 'class':
      return classes.declarations(value.member);
    case 'record':
      return recordDeclarations(value.member, scope, options);
    case 'enum':
      return enumDeclarations(value.member, scope);
    case 'function': {
      const { member } = value;
      const place = { scope, options, variables: new Set<string>(), self: 'any', ownName: 'any' };
      const forms = callForms(member, { ...place, optionsName: optionsName(local) });
      const lines = forms.flatMap(({ typeParameters, parameters, returns, tags }, index) => [
        ...docComment(docOfForm({ doc: member.doc, deprecated: member.deprecated, tags }, index)),
        `export declare function ${local}${typeParameters}(${parameters}): ${returns};`,
      ]);
      return [...options.take(), lines.join('\n')];
    }
    case 'attribute': {
      const { member } = value;
      const type = typeText(member.type, { scope, direction: 'out', variables: new Set(), self: 'any' });
      const keyword = member.readonly === true ? 'const' : 'let';
      return [[...docComment(member), `export declare ${keyword} ${local}: ${type};`].join('\n')];
    }
    case 'module':
      if (isItself(value.member, scope)) return [`/** This module itself. */\n${selfExport(local)}`];
      return [
        `/** The module \`${value.member.module}\`, of which this Graft knows nothing more. */\nexport declare const ${local}: ${scope.graftwire('GraftModule')};`,
      ];
  }
}

/** Whether a module has itself as a member, as packages do that are used as `import { z } from 'zod'`. */
function isItself({ module }: UgmModuleMember, { isPython, model }: DeclarationScope): boolean {
  return !isPython && module === model.name;
}

/** With the types that it has. A name of its own for it would be circular. */
function selfExport(name: string): string {
  return `export * as ${name} from './index.js';`;
}

/** What types name that is not in the model: of Python handles, which can be passed on and no more; of JavaScript anything. */
function opaqueDeclarations(scope: DeclarationScope): readonly string[] {
  const { opaque } = scope.used;
  if (opaque.length === 0) return [];
  const brand = scope.give('opaque');
  const texts = opaque.map(({ local, fullName, kind }) => {
    const doc = `/** \`${fullName}\`, of which this Graft knows nothing more. */`;
    if (kind === 'alias' || !scope.isPython) return `${doc}\nexport type ${local} = any;`;
    const base = kind === 'class' ? `extends ${scope.graftwire('RemoteObject')} ` : '';
    return `${doc}\nexport interface ${local} ${base}{\n  readonly [${brand}]: ${quoted(fullName)};\n}`;
  });
  const isBranded = texts.some((text) => text.includes(`[${brand}]`));
  return [...(isBranded ? [`declare const ${brand}: unique symbol;`] : []), ...texts];
}

/** Everything that the module has, under its own names. */
function defaultDeclaration(scope: DeclarationScope): string {
  const { defaultExport } = scope.model;
  const exported = defaultExport === undefined ? undefined : scope.values.get(defaultExport);
  const self = scope.model.modules.find((member) => member.name === defaultExport);
  if (self !== undefined && isItself(self, scope)) return selfExport('default');
  if (exported !== undefined) return `export { ${exported} as default };`;
  const name = scope.give('module');
  const attributes = new Map(scope.model.attributes.map((attribute) => [attribute.name, attribute]));
  const lines = [...scope.values].map(([member, local]) => {
    const attribute = attributes.get(member);
    const mark = attribute !== undefined && attribute.readonly !== true ? '' : 'readonly ';
    return `  ${mark}${propertyKey(member === 'then' || member === 'toJSON' ? local : member)}: typeof ${local};`;
  });
  return `/** All members; attributes are read and set where they are. */\ndeclare const ${name}: {\n${lines.join('\n')}\n};\nexport default ${name};`;
}

function headText(model: UgmModule, { imports, disposable }: ScopeUse): string {
  const names = imports.map(([name, local]) => (name === local ? name : `${name} as ${local}`));
  const list =
    names.join(', ').length > 90
      ? `\n${names.map((name) => `  ${name},`).join('\n')}\n`
      : ` ${names.join(', ')} `;
  return [
    `// Made by graftwire from ${graftSource(model)}. What is changed here is lost when it is made again.`,
    ...(disposable ? ['/// <reference lib="esnext.disposable" />'] : []),
    ...(names.length === 0 ? [] : [`import type {${list}} from 'graftwire';`]),
    ...(model.doc === null
      ? []
      : ['', ...docComment({ doc: model.doc, tags: [['packageDocumentation', '']] })]),
  ].join('\n');
}

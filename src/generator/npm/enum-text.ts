import type { UgmEnum, UgmScalar } from '../../model/ugm.js';
import type { DeclarationScope } from './declaration-scope.js';
import { docComment } from './doc-comment.js';
import { shownName } from './free-names.js';
import { propertyKey, quoted } from './reserved-words.js';

/** The declarations of an enum, as it is at run time. */
export function enumDeclarations(described: UgmEnum, scope: DeclarationScope): readonly string[] {
  const { local } = scope.types.get(described.name)!;
  return scope.isPython ? ofPython(described, local, scope) : ofJavaScript(described, local);
}

/** A class with one object for each member, which has a name and a value. */
function ofPython(described: UgmEnum, local: string, scope: DeclarationScope): readonly string[] {
  const values = described.members.map(({ value }) => valueText(value));
  const value = described.flag ? 'number' : unionOf(values);
  const names = new Set(described.members.map(({ name }) => name));
  const lines = described.members.flatMap(({ name, value: own, doc }) => [
    ...docComment({ doc }),
    `static readonly ${propertyKey(shownName(name, names, 'class'))}: ${local} & { readonly name: ${quoted(name)}; readonly value: ${valueText(own)} };`,
  ]);
  const iterator = `[${scope.symbol('iterator')}]`;
  const inside = [
    '#private;',
    'private constructor();',
    ...lines,
    ...withoutClash(names, [
      [iterator, `static ${iterator}(): ${scope.global('IterableIterator')}<${local}>;`],
      ['get', `static get(name: string): ${local} | undefined;`],
      ['has', `static has(value: unknown): boolean;`],
    ]),
    ...(described.flag ? ['/** Null for a combination that has no name. */'] : []),
    `readonly name: ${described.flag ? 'string | null' : 'string'};`,
    `readonly value: ${value};`,
    `valueOf(): ${value};`,
    `toJSON(): ${value};`,
  ];
  return [
    [
      ...docComment(described),
      `export declare class ${local} {`,
      ...inside.map((line) => `  ${line}`),
      '}',
    ].join('\n'),
  ];
}

function withoutClash(
  names: ReadonlySet<string>,
  members: readonly (readonly [string, string])[],
): readonly string[] {
  return members.filter(([name]) => !names.has(name)).map(([, line]) => line);
}

/** An object with the values, and the type of the values. */
function ofJavaScript(described: UgmEnum, local: string): readonly string[] {
  const lines = described.members.flatMap(({ name, value, doc }) => [
    ...docComment({ doc }),
    `readonly ${propertyKey(name)}: ${valueText(value)};`,
  ]);
  const values = described.members.map(({ value }) => valueText(value));
  return [
    [
      ...docComment(described),
      `export declare const ${local}: {`,
      ...lines.map((line) => `  ${line}`),
      '};',
    ].join('\n'),
    `export type ${local} = ${described.flag ? 'number' : unionOf(values)};`,
  ];
}

function valueText(value: UgmScalar | undefined): string {
  if (value === undefined) return 'any';
  return typeof value === 'string' ? quoted(value) : String(value);
}

function unionOf(values: readonly string[]): string {
  if (values.includes('any')) return 'any';
  return values.length === 0 ? 'never' : [...new Set(values)].join(' | ');
}

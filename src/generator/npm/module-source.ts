import { hashModel } from '../../model/hash-model.js';
import type { UgmModule, UgmScalar } from '../../model/ugm.js';
import { graftNames } from '../graft-names.js';
import { DeclarationScope } from './declaration-scope.js';
import { FreeNames } from './free-names.js';
import { connectionValue, graftSource } from '../graft-definition.js';
import { isIdentifier, quoted } from './reserved-words.js';

/** `index.js` of a Graft: its members as live bindings, which stand for those of the module from their first use on. */
export function moduleSource(
  model: UgmModule,
  source: string = graftSource(model),
  projectPath?: string,
): string {
  const { values } = new DeclarationScope(model);
  const free = new FreeNames();
  free.giveAll([...values.values()], () => false);
  const [defineGraft, graft, members] = ['defineGraft', 'graft', 'members'].map((name) =>
    free.give(name),
  ) as [string, string, string];
  const { graft: name } = graftNames(model);
  const config = [
    `name=${name}`,
    `runtime=${model.runtime}`,
    'host=inMemory',
    `modules=${connectionValue(source)}`,
  ].join(';');
  const exported = model.defaultExport === undefined ? undefined : values.get(model.defaultExport);
  const lines = [
    `// Made by graftwire from ${graftSource(model)}. What is changed here is lost when it is made again.`,
    `import { ${defineGraft === 'defineGraft' ? '' : 'defineGraft as '}${defineGraft} } from 'graftwire/generated';`,
    '',
    `const ${graft} = /* @__PURE__ */ ${defineGraft}(`,
    '  {',
    `    name: ${quoted(name)},`,
    `    source: ${quoted(source)},`,
    '    from: import.meta.url,',
    ...(projectPath === undefined ? [] : [`    projectPath: ${quoted(projectPath)},`]),
    `    runtime: ${quoted(model.runtime)},`,
    `    config: ${quoted(config)},`,
    `    model: ${quoted(hashModel(model))},`,
    ...listed('    members: [', [...values.keys()].map(quoted), '],'),
    ...constantLines(model, values),
    ...(exported === undefined ? [] : [`    defaultExport: ${quoted(model.defaultExport!)},`]),
    '  },',
    `  (${members}) => {`,
    ...(values.size === 0
      ? []
      : listed(
          '    ({',
          [...values].map(([member, local]) => binding(member, local)),
          `} = ${members});`,
        )),
    '  },',
    ');',
    '',
    ...[...values].map(
      ([member, local]) => `export let ${local} = /* @__PURE__ */ ${graft}.member(${quoted(member)});`,
    ),
    exported === undefined ? `export default ${graft}.module;` : `export { ${exported} as default };`,
  ];
  return `${lines.join('\n')}\n`;
}

function binding(member: string, local: string): string {
  if (member === local) return local;
  return `${isIdentifier(member) ? member : quoted(member)}: ${local}`;
}

/** Attributes that are scalars: what they are until the Graft is bound, since nothing can stand for a number. */
function constantLines(model: UgmModule, values: ReadonlyMap<string, string>): readonly string[] {
  const parts = model.attributes.flatMap(({ name, value }) =>
    value === undefined || !values.has(name) ? [] : [`${constantKey(name)}: ${scalarText(value)}`],
  );
  return parts.length === 0 ? [] : listed('    constants: {', parts, '},');
}

/** `__proto__` would set the prototype. */
function constantKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return isIdentifier(name) ? name : quoted(name);
}

function scalarText(value: UgmScalar): string {
  if (typeof value === 'string') return quoted(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A list on one line, or with a line for each item. */
function listed(before: string, items: readonly string[], after: string): readonly string[] {
  const isBraces = before.endsWith('{');
  const line = isBraces ? `${before} ${items.join(', ')} ${after}` : `${before}${items.join(', ')}${after}`;
  if (line.length <= 100) return [line];
  const indentation = /^ */.exec(before)![0];
  return [before, ...items.map((item) => `${indentation}  ${item},`), `${indentation}${after}`];
}

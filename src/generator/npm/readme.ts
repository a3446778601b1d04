import type { UgmModule } from '../../model/ugm.js';
import { graftNames } from '../graft-names.js';
import { DeclarationScope, moduleValues } from './declaration-scope.js';
import { graftSource } from '../graft-definition.js';
import { descriptionOf } from './package-manifest.js';

/** How many members are named: a screen. */
const most = 12;

/** `README.md` of a Graft: what it is, how it is used, where it runs. */
export function readme(model: UgmModule): string {
  const names = graftNames(model);
  const { values } = new DeclarationScope(model);
  const members = moduleValues(model);
  const shown = members.find(({ kind }) => kind === 'function') ?? members[0];
  const local = shown === undefined ? 'graft' : values.get(shown.name)!;
  const imported = shown === undefined ? local : `{ ${local} }`;
  const listed = members.slice(0, most).map(({ name, kind, member }) => {
    const doc = 'doc' in member ? (member.doc ?? '') : '';
    const sentence = doc
      .trim()
      .split(/\n\s*\n/)[0]!
      .replace(/\s+/g, ' ')
      .slice(0, 100);
    return `- \`${values.get(name)!}\` (${kind})${sentence === '' ? '' : `: ${sentence}`}`;
  });
  if (members.length > most) listed.push(`- and ${members.length - most} more, in \`index.d.ts\``);
  return `${[
    `# ${names.npm}`,
    `${descriptionOf(model).replace(/\.$/, '')}. Made by graftwire from \`${graftSource(model)}\`; its types and documentation are those of the module.`,
    ['```js', `import ${imported} from '${names.npm}';`, '```'].join('\n'),
    ...(listed.length === 0 ? [] : [listed.join('\n')]),
    `The module is loaded at the first use of a member, in this process. Where it runs is configuration, in the environment or a file:`,
    ['```sh', `GRAFT_CONFIG='name=${names.graft};host=tcp://example.com:7420' node app.js`, '```'].join('\n'),
  ].join('\n\n')}\n`;
}

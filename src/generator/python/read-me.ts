import { graftNames } from '../graft-names.js';
import type { PackagePlan } from './package-plan.js';
import { descriptionOf } from './project-file.js';

/** How many members are named: a screen. */
const most = 12;

/** `README.md` of a Graft: what it is, how it is used, where it runs. */
export function readMe({ model, names }: PackagePlan, source: string): string {
  const { python, pythonImport, graft } = graftNames(model);
  const members = [...model.functions, ...model.classes].map(({ name, doc }) => {
    const sentence = (doc ?? '')
      .trim()
      .split(/\n\s*\n/)[0]!
      .replace(/\s+/g, ' ')
      .slice(0, 100);
    return `- \`${names.get(name)!}\`${sentence === '' ? '' : `: ${sentence}`}`;
  });
  const first = model.functions[0] ?? model.classes[0];
  const imported =
    first === undefined ? `import ${pythonImport}` : `from ${pythonImport} import ${names.get(first.name)!}`;
  const listed = members.slice(0, most);
  if (members.length > most) listed.push(`- and ${members.length - most} more, in \`__init__.pyi\``);
  const place =
    model.runtime === 'nodejs'
      ? 'The module runs in the Node.js process that this Python runs in, and is loaded at the first use of a member.'
      : 'The module is imported at the first use of a member; its functions and classes are then used as they are.';
  return `${[
    `# ${python}`,
    `${descriptionOf(model)}. Made by graftwire from \`${source}\`; its types and documentation are those of the module.`,
    ['```python', imported, '```'].join('\n'),
    ...(listed.length === 0 ? [] : [listed.join('\n')]),
    `${place} Where it runs is configuration, in the environment or a file:`,
    ['```sh', `GRAFT_CONFIG='name=${graft};host=tcp://example.com:7420' node app.js`, '```'].join('\n'),
    'It needs the Python package `graftwire`, which the npm package of that name brings along: Python that Node.js hosts has it. For type checkers and editors put its folder `node_modules/graftwire/python-host` on their path.',
  ].join('\n\n')}\n`;
}

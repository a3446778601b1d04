import { definitionLines, headLines } from './definition-code.js';
import type { PackagePlan } from './package-plan.js';
import { pythonString } from './python-text.js';

/** The text of the `__init__.py` of a Graft of a module of Python, whose members are the module's own. */
export function pythonCode({ model, names }: PackagePlan, source: string): string {
  const members = [...names.keys()].map((name) => `    ${pythonString(name)},`);
  const lines = [
    ...headLines(model),
    ...definitionLines('PythonGraft', model, source, [
      ...(members.length === 0 ? ['members=(),'] : ['members=(', ...members, '),']),
    ]),
    '',
    '',
    'def __getattr__(name: str) -> object:',
    '    return _graft.member(name, globals())',
    '',
    '',
    'def __dir__() -> "list[str]":',
    '    return _graft.names(globals())',
  ];
  return `${lines.join('\n')}\n`;
}

import { hashModel } from '../../model/hash-model.js';
import type { UgmModule } from '../../model/ugm.js';
import { connectionValue } from '../graft-definition.js';
import { graftNames } from '../graft-names.js';
import { docstring, pythonString } from './python-text.js';

/** Documentation of a generated `__init__.py`, and what it is made with. */
export function headLines(model: UgmModule): readonly string[] {
  const [first = ''] = (model.doc ?? '').trim().split(/\n\s*\n/);
  const what = `A Graft of the ${model.runtime === 'python' ? 'Python' : 'JavaScript'} module ${model.name}, made by graftwire.`;
  const about = `${what} Its types and\ndocumentation are in __init__.pyi.`;
  return [
    // What it is made of has no types: those are in the declarations beside it.
    '# pyright: basic',
    ...docstring(first === '' ? about : `${first}\n\n${about}`),
    '',
    'from graftwire import generated as _generated',
    '',
  ];
}

/** The Graft's own facts. */
export function definitionLines(
  kind: 'JavaScriptGraft' | 'PythonGraft',
  model: UgmModule,
  source: string,
  more: readonly string[],
): readonly string[] {
  const name = graftNames(model).graft;
  const config = [
    `name=${name}`,
    `runtime=${model.runtime}`,
    'host=inMemory',
    `modules=${connectionValue(source)}`,
  ].join(';');
  return [
    `_graft = _generated.${kind}(`,
    `    name=${pythonString(name)},`,
    `    source=${pythonString(source)},`,
    `    model=${pythonString(hashModel(model))},`,
    `    config=${pythonString(config)},`,
    '    file=__file__,',
    ...more.map((line) => `    ${line}`),
    ')',
  ];
}

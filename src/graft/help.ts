import type { UgmFunction, UgmMember, UgmModule, UgmParameter } from '../model/ugm.js';

/** A model as text for people: signature and documentation, as Python's help() has them. */
export function helpText(model: UgmMember | UgmModule): string {
  if ('ugm' in model) {
    const functions = model.functions.map((member) => `  ${signature(member)}`);
    const classes = model.classes.map(({ name }) => `  class ${name}`);
    return paragraphs(`module ${model.name}`, model.doc, [...classes, ...functions].join('\n'));
  }
  switch (model.kind) {
    case 'attribute':
      return paragraphs(`${model.name}: ${model.annotation ?? 'any'}`);
    case 'module':
      return paragraphs(`module ${model.module}`);
    case 'class':
      return paragraphs(`class ${model.name}`, model.doc);
    default:
      return paragraphs(signature(model), model.doc);
  }
}

function signature({ name, parameters, returnAnnotation, async }: UgmFunction): string {
  const shown: string[] = [];
  let isStarShown = false;
  parameters.forEach((parameter, index) => {
    if (parameter.kind === 'var-positional') isStarShown = true;
    if (parameter.kind === 'keyword-only' && !isStarShown) {
      shown.push('*');
      isStarShown = true;
    }
    shown.push(parameterText(parameter));
    const next = parameters[index + 1];
    if (parameter.kind === 'positional-only' && next?.kind !== 'positional-only') shown.push('/');
  });
  const result = returnAnnotation === undefined ? '' : ` -> ${returnAnnotation}`;
  return `${async ? 'async ' : ''}def ${name}(${shown.join(', ')})${result}`;
}

function parameterText({ name, kind, annotation, default: fallback }: UgmParameter): string {
  const stars = kind === 'var-positional' ? '*' : kind === 'var-keyword' ? '**' : '';
  const typed = annotation === undefined ? '' : `: ${annotation}`;
  const assigned =
    fallback === undefined ? '' : annotation === undefined ? `=${fallback.text}` : ` = ${fallback.text}`;
  return `${stars}${name}${typed}${assigned}`;
}

function paragraphs(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== null && part !== '').join('\n\n');
}

import type { UgmParameter } from '../../model/ugm.js';
import { docComment } from './doc-comment.js';
import { parameterDoc } from './call-forms.js';
import { propertyKey } from './reserved-words.js';
import type { DeclarationScope } from './declaration-scope.js';
import { typeText, type TypePlace } from './type-text.js';

/** The interfaces of the objects that stand for keyword parameters. */
export class OptionsInterfaces {
  private readonly scope: DeclarationScope;
  private readonly declared = new Map<string, string>();
  private made: string[] = [];

  constructor(scope: DeclarationScope) {
    this.scope = scope;
  }

  /**
   * Declares one with these parameters, unless there is the same already, and names it.
   *
   * @param isOpen whether it takes other names, too
   */
  declare(wanted: string, parameters: readonly UgmParameter[], isOpen: boolean, place: TypePlace): string {
    const lines = parameters.flatMap((parameter) => {
      const mark = parameter.default === undefined ? '' : '?';
      const comment = docComment({ doc: parameterDoc(parameter) });
      return [
        ...comment,
        `readonly ${propertyKey(parameter.name)}${mark}: ${typeText(parameter.type, place)};`,
      ];
    });
    if (isOpen) lines.push('/** More keyword arguments. */', 'readonly [name: string]: any;');
    const body = lines.map((line) => `  ${line}`).join('\n');
    const names = new Set(body.match(/[\p{L}\p{N}$_]+/gu));
    const used = [...place.variables].filter((name) => names.has(name));
    const types = used.length === 0 ? '' : `<${used.join(', ')}>`;
    const key = `${wanted}${types}\n${body}`;
    let name = this.declared.get(key);
    if (name === undefined) {
      name = this.scope.give(wanted);
      this.declared.set(key, name);
      this.made.push(`export interface ${name}${types} {\n${body}\n}`);
    }
    return `${name}${types}`;
  }

  /** The declarations that have come since this was asked last. */
  take(): readonly string[] {
    const { made } = this;
    this.made = [];
    return made;
  }
}

/** `fetch_rate` of `Portfolio` has `PortfolioFetchRateOptions`. */
export function optionsName(...names: readonly string[]): string {
  return `${names.map(inTitleCase).join('')}Options`;
}

function inTitleCase(name: string): string {
  return name
    .split(/[^\p{L}\p{N}$]+/u)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

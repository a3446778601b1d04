import type { UgmFunction } from '../../model/ugm.js';
import { docstring, indented, pythonString } from './python-text.js';
import { signatureTexts } from './signature-text.js';
import type { TypeScope } from './type-scope.js';

interface DeclaredAs {
  readonly name: string;
  /** `self` or `cls`, which a method is bound to. */
  readonly bound?: string;
  readonly decorators?: readonly string[];
  /** Instead of what the model says: of a constructor, None. */
  readonly returns?: string;
}

/** A function as a `.pyi` file declares it: one `def`, or an overload for each way to call it. */
export function functionLines(fn: UgmFunction, scope: TypeScope, as: DeclaredAs): readonly string[] {
  const texts = signatureTexts(fn, scope);
  const overload = texts.length > 1 ? [`@${scope.use('typing', 'overload')}`] : [];
  const decorators = [...deprecation(fn, scope), ...(as.decorators ?? []).map((name) => `@${name}`)];
  const keyword = fn.async && !fn.generator && as.returns === undefined ? 'async def' : 'def';
  return texts.flatMap(({ parameters, returns }, index) => {
    const given = [...(as.bound === undefined ? [] : [as.bound]), ...parameters].join(', ');
    const head = `${keyword} ${as.name}(${given}) -> ${as.returns ?? returns}:`;
    const doc = index === 0 ? documentation(fn) : '';
    const body = doc === '' ? [`${head} ...`] : [head, ...indented(docstring(doc))];
    return [...overload, ...decorators, ...body];
  });
}

/** `@deprecated(…)`, where the model says so. */
export function deprecation(
  { deprecated }: { readonly deprecated?: string | true },
  scope: TypeScope,
): readonly string[] {
  if (deprecated === undefined) return [];
  const reason = deprecated === true ? 'It should not be used any more.' : deprecated;
  return [`@${scope.use('typing_extensions', 'deprecated')}(${pythonString(reason.trim())})`];
}

function documentation({ doc, parameters, raises }: UgmFunction): string {
  const described = parameters.filter((parameter) => parameter.doc !== undefined && parameter.doc !== '');
  return [
    doc ?? '',
    ...(described.length > 0 && !/^\s*(Args|Parameters):/m.test(doc ?? '')
      ? [
          `Args:\n${described.map(({ name, doc: text }) => `    ${name}: ${text!.replace(/\s*\n\s*/g, ' ')}`).join('\n')}`,
        ]
      : []),
    ...(raises !== undefined && raises.length > 0 && !/^\s*Raises:/m.test(doc ?? '')
      ? [`Raises:\n${raises.map((name) => `    ${name.slice(name.indexOf(':') + 1)}`).join('\n')}`]
      : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

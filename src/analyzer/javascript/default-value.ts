import type { Declaration, Expression } from 'typescript';
import type { UgmDefault } from '../../model/ugm.js';
import type { Scope } from './scope.js';
import { scalarOf } from './type-of-node.js';

const maximumLength = 120;

/** What a parameter or a field is where nobody gives it; undefined where somebody must. */
export function defaultOf({ ts }: Scope, declaration: Declaration | undefined): UgmDefault | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isJSDocParameterTag(declaration) || ts.isJSDocPropertyTag(declaration)) {
    const isOptional = declaration.isBracketed || declaration.typeExpression?.type.kind === ts.SyntaxKind.JSDocOptionalType;
    return isOptional ? { text: 'undefined' } : undefined;
  }
  if (!ts.isParameter(declaration)) return undefined;
  if (declaration.initializer !== undefined) return written(declaration.initializer);
  if (declaration.questionToken !== undefined) return { text: 'undefined' };
  const tags = ts.getJSDocParameterTags(declaration);
  const isOptional = tags.some((tag) => tag.isBracketed || tag.typeExpression?.type.kind === ts.SyntaxKind.JSDocOptionalType);
  return isOptional ? { text: 'undefined' } : undefined;

  function written(value: Expression): UgmDefault {
    const text = value.getText().replace(/\s+/g, ' ');
    const scalar = scalarOf(ts, value);
    return {
      text: text.length <= maximumLength ? text : `${text.slice(0, maximumLength - 1)}…`,
      ...(scalar === undefined ? {} : { value: scalar }),
    };
  }
}

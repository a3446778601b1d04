import type { Declaration, Expression, Node, ParameterDeclaration } from 'typescript';
import type { UgmDefault } from '../../model/ugm.js';
import type { Scope } from './scope.js';
import { scalarOf } from './type-of-node.js';

const maximumLength = 120;

/** What a parameter or a field is where nobody gives it; undefined where somebody must. */
export function defaultOf({ ts }: Scope, declaration: Declaration | undefined): UgmDefault | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isJSDocParameterTag(declaration) || ts.isJSDocPropertyTag(declaration)) {
    const isOptional =
      declaration.isBracketed || declaration.typeExpression?.type.kind === ts.SyntaxKind.JSDocOptionalType;
    return isOptional ? { text: 'undefined' } : undefined;
  }
  if (!ts.isParameter(declaration)) return undefined;
  if (declaration.initializer !== undefined) return written(declaration.initializer);
  if (declaration.questionToken !== undefined) return { text: 'undefined' };
  if (!isJavaScript({ ts }, declaration)) return undefined;
  const tags = ts.getJSDocParameterTags(declaration);
  const isOptional = tags.some(
    (tag) => tag.isBracketed || tag.typeExpression?.type.kind === ts.SyntaxKind.JSDocOptionalType,
  );
  return isOptional || isUntyped({ ts }, declaration) ? { text: 'undefined' } : undefined;

  function written(value: Expression): UgmDefault {
    const text = value.getText().replace(/\s+/g, ' ');
    const scalar = scalarOf(ts, value);
    return {
      text: text.length <= maximumLength ? text : `${text.slice(0, maximumLength - 1)}…`,
      ...(scalar === undefined ? {} : { value: scalar }),
    };
  }
}

/**
 * Whether nobody has said anything about the parameters of a function: JavaScript may then be called with fewer arguments, as its compilers take it,
 * too. What is taken apart has to be there.
 */
function isUntyped({ ts }: Pick<Scope, 'ts'>, { name, parent, type }: ParameterDeclaration): boolean {
  // A type that is written in a comment has parameters, too.
  if (type !== undefined || !ts.isIdentifier(name)) return false;
  return !ts.hasJSDocParameterTags(parent) && ts.getJSDocType(parent) === undefined;
}

/** Whether the types in the comments at a node count. */
export function isJavaScript({ ts }: Pick<Scope, 'ts'>, node: Node): boolean {
  return (node.flags & ts.NodeFlags.JavaScriptFile) !== 0;
}

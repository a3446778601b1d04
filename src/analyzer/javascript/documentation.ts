import type { JSDoc, JSDocTag, Node } from 'typescript';
import type { Scope } from './scope.js';

/** What the comments at some declarations of one thing say. */
export interface Documentation {
  readonly doc: string | null;
  readonly deprecated?: string | true;
  readonly raises?: readonly string[];
}

/** Of several declarations (overloads) the first that says something counts; deprecated it is where each of them is. */
export function documentationOf(scope: Scope, declarations: readonly Node[]): Documentation {
  const { ts } = scope;
  const all = declarations.map((node) => ts.getJSDocCommentsAndTags(node));
  const docs = all.map((found) => found.filter((one): one is JSDoc => ts.isJSDoc(one)).at(-1));
  const texts = docs.map((one) => plain(ts.getTextOfJSDocComment(one?.comment)));
  const doc = texts.find((text) => text !== '') ?? null;
  const tags = declarations.map((node) => ts.getJSDocTags(node));
  const deprecations = tags.map((list) => list.find((tag) => ts.isJSDocDeprecatedTag(tag)));
  const isDeprecated = deprecations.length > 0 && deprecations.every((tag) => tag !== undefined);
  const reason = plain(ts.getTextOfJSDocComment(deprecations[0]?.comment));
  const raises = [...new Set(tags.flatMap((list) => list.flatMap((tag) => raisedBy(scope, tag))))];
  return {
    doc,
    ...(isDeprecated ? { deprecated: reason === '' ? true : reason } : {}),
    ...(raises.length === 0 ? {} : { raises }),
  };
}

/** Whether a comment says that nobody else is to use it. */
export function isMarkedInternal({ ts }: Scope, declarations: readonly Node[]): boolean {
  const internal = ['internal', 'private', 'protected', 'hidden', 'ignore'];
  return declarations.some((node) => ts.getJSDocTags(node).some((tag) => internal.includes(tag.tagName.text)));
}

function raisedBy({ ts }: Scope, tag: JSDocTag): readonly string[] {
  if (!ts.isJSDocThrowsTag(tag)) return [];
  const written = tag.typeExpression?.type.getText();
  if (written !== undefined) return written.split('|').map((name) => name.replace(/[(){}\s]/g, '')).filter((name) => name !== '');
  const text = ts.getTextOfJSDocComment(tag.comment) ?? '';
  const [, linked, named] = /^\s*(?:\{@link\s+([\w.]+)|([A-Z][\w.]*(?:Error|Exception))\b)/.exec(text) ?? [];
  return [linked, named].filter((name) => name !== undefined);
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/\r\n/g, '\n').trim();
}

import type { Node } from 'typescript';

const maximumLength = 500;

/** A type as its author wrote it, in one line; undefined where nobody did, and where it says no more than the model does. */
export function annotationOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const text = node.getText().replace(/\s+/g, ' ').trim();
  return text.length <= maximumLength ? text : `${text.slice(0, maximumLength - 1)}…`;
}

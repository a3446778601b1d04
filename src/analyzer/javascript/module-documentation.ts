import type { Node } from 'typescript';
import type { TypeScript } from './load-typescript.js';

/** The comment that a file begins with, where it is about the file and not about what stands behind it. */
export function moduleDocumentation(ts: TypeScript, root: Node): string | undefined {
  if (!ts.isSourceFile(root)) return undefined;
  const { text, statements } = root;
  const comments = (ts.getLeadingCommentRanges(text, root.getFullStart()) ?? []).filter(({ pos }) => text.startsWith('/**', pos));
  const [first] = comments;
  if (first === undefined) return undefined;
  const content = text.slice(first.pos + 3, first.end - 2);
  const isMarked = /@(module|file|fileoverview|packageDocumentation)\b/.test(content);
  const begin = statements[0];
  const isOfStatement = comments.length === 1 && begin !== undefined && !ts.isImportDeclaration(begin);
  if (isOfStatement && !isMarked) return undefined;
  const lines = content.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  const told = lines.map((line) => line.replace(/^@(fileoverview|file)\s*/, '')).filter((line) => !line.startsWith('@'));
  const doc = told.join('\n').trim();
  return doc === '' ? undefined : doc;
}

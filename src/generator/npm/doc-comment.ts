/** A tag of a documentation comment, with what stands behind it. */
export type DocTag = readonly [tag: string, text: string];

/** What a documentation comment is made of. */
export interface Documentation {
  readonly doc?: string | null | undefined;
  readonly deprecated?: string | true | undefined;
  readonly tags?: readonly DocTag[];
}

/** The lines of a JSDoc comment; none where there is nothing to say. */
export function docComment({ doc, deprecated, tags = [] }: Documentation): readonly string[] {
  const lines = textLines(doc ?? '');
  const all: DocTag[] = [...tags];
  if (deprecated !== undefined) all.push(['deprecated', deprecated === true ? '' : deprecated]);
  if (all.length > 0 && lines.length > 0) lines.push('');
  for (const [tag, text] of all) {
    const [first = '', ...rest] = textLines(text);
    lines.push(
      `@${tag}${first === '' ? '' : ` ${first}`}`,
      ...rest.map((line) => (line === '' ? '' : `  ${line}`)),
    );
  }
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`/** ${lines[0]} */`];
  return ['/**', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'];
}

/** The lines of a text that end no comment and begin with no tag: what is documented may have an `@` of its own language. */
function textLines(text: string): string[] {
  const plain = text.trim().replaceAll('*/', '*\\/');
  if (plain === '') return [];
  return plain.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.trimEnd().replace(/^(\s*)@/, '$1\\@'));
}

/**
 * What stands over one of the ways to call something: over the first everything, over the others what is theirs and the first paragraph, since
 * some functions have a book and a hundred overloads.
 */
export function docOfForm(documentation: Documentation, index: number): Documentation {
  return index === 0 ? documentation : { ...documentation, doc: firstParagraph(documentation.doc) };
}

/** What a long text begins with. */
export function firstParagraph(doc: string | null | undefined): string {
  return (doc ?? '').trim().split(/\n\s*\n/, 1)[0]!;
}

/** Lines of a table for a fixed-width font: the first column to the left, all others to the right, a rule under the head. */
export function formatTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(...[head, ...body].map((row) => widthOf(row[column] ?? title))),
  );
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const padding = ' '.repeat(Math.max(0, width - widthOf(cell)));
        return column === 0 ? cell + padding : padding + cell;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(head), rule, ...body.map(line)].join('\n');
}

function widthOf(cell: string): number {
  return [...cell].length;
}

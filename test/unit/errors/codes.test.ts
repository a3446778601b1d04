import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { graftErrorCodes } from '../../../src/errors/codes.js';

function textOf(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
}

/** The tables of docs/errors.md: under each heading, the rows whose first cell is a code. */
function documentedGroups(): { heading: string; rows: string[][] }[] {
  const groups = textOf('docs/errors.md').split(/^### /m).slice(1);
  return groups.map((group) => {
    const rows = group.split('\n').filter((line) => line.startsWith('| `'));
    return {
      heading: group.split('\n')[0] ?? '',
      rows: rows.map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    };
  });
}

it('has every code explained in docs/errors.md, in the same order', () => {
  const documented = documentedGroups().flatMap(({ rows }) => rows.map(([code]) => code));
  expect(documented).toEqual(graftErrorCodes.map((code) => `\`${code}\``));
});

it('says of each code what it means and what to do', () => {
  for (const { rows } of documentedGroups()) {
    for (const row of rows) {
      expect(row).toHaveLength(3);
      for (const cell of row) expect(cell).not.toBe('');
    }
  }
});

it('is grouped in the document as in the source', () => {
  const source = textOf('src/errors/codes.ts');
  const list = source.slice(source.indexOf('= ['), source.indexOf('] as const'));
  const groups = list.split(/^\s*\/\/ /m).slice(1);
  const inSource = groups.map((group) => {
    const [heading, ...lines] = group.split('\n');
    return [heading, lines.flatMap((line) => /'(.+)'/.exec(line)?.[1] ?? [])];
  });
  const inDocument = documentedGroups().map(({ heading, rows }) => [
    heading,
    rows.map(([code]) => code?.replaceAll('`', '')),
  ]);
  expect(inDocument).toEqual(inSource);
});

it('names each code once', () => {
  expect(new Set(graftErrorCodes).size).toBe(graftErrorCodes.length);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConfigNode } from '../../../src/config/config-node.js';
import { readJson } from '../../../src/config/json-node.js';

function valueOf(node: ConfigNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(valueOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, valueOf(value)]));
}

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indentation) => {
      const text = JSON.stringify(value, null, indentation);
      expect(valueOf(readJson(text, 'x'))).toEqual(JSON.parse(text));
    }),
  );
});

it('refuses what JSON.parse refuses', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '.5',
      'e',
      '+',
      'true',
      'nul',
      ' ',
      '\n',
      '\v',
    ],
    ...['"\\u00e"', '"\t"', '1.', '01', '1e5', '-0', '\u00a0'],
  );
  const isRead = (read: () => unknown): boolean => {
    try {
      read();
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
      const text = pieces.join('');
      expect(isRead(() => readJson(text, 'x'))).toBe(isRead(() => JSON.parse(text) as unknown));
    }),
    { numRuns: 5000 },
  );
});

it('knows the line of every value and key, whatever ends the lines', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const node = readJson(['{', '"a":', '1, "b"', ': [', 'true] }'].join(end), 'x');
    expect(node).toEqual({
      kind: 'map',
      line: 1,
      entries: [
        { key: 'a', line: 2, value: { kind: 'scalar', value: 1, line: 3 } },
        {
          key: 'b',
          line: 3,
          value: { kind: 'list', line: 4, items: [{ kind: 'scalar', value: true, line: 5 }] },
        },
      ],
    });
  }
});

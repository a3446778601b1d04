import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigPriority } from '../../../src/config/config-priority.js';
import type { ConfigEntry, ConfigSource } from '../../../src/config/config-source.js';
import { detectFormat, parseConfigurations } from '../../../src/config/parse-configurations.js';
import { GraftError } from '../../../src/errors/graft-error.js';
import { readYaml } from '../../../src/runtime/configuration/yaml-reader.js';
import { vectors, type SourceRow } from './vectors.js';

const { rows } = vectors<{ readonly rows: readonly SourceRow[] }>('sources');

function parse(content: ConfigSource['content'], more: Partial<ConfigSource> = {}): readonly ConfigEntry[] {
  return parseConfigurations({ name: 'SOURCE', priority: ConfigPriority.UserCode, content, ...more });
}

function parseRow({ text, format, graft, variables = {}, withoutYaml }: SourceRow): readonly ConfigEntry[] {
  const reader = withoutYaml === undefined ? readYaml : undefined;
  return parse(text, { format, graft, variables: (name) => variables[name], readYaml: reader });
}

function errorOf(action: () => unknown): GraftError {
  try {
    action();
  } catch (error) {
    if (error instanceof GraftError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a source', () => {
  it.each(rows.filter(({ error }) => error === undefined))('holds configurations: $name', (row) => {
    const entries = parseRow(row);
    expect(entries.map(({ configuration }) => configuration)).toEqual(row.configurations);
    if (row.lines !== undefined) expect(entries.map(({ line }) => line)).toEqual(row.lines);
  });

  it.each(rows.filter(({ error }) => error !== undefined))('is refused: $name', (row) => {
    const { code, path, says = [], hides = [] } = row.error!;
    const error = errorOf(() => parseRow(row));
    expect(error.code).toBe(code);
    if (path !== undefined) expect(error.path).toBe(path);
    for (const part of says) expect(error.message).toContain(part);
    for (const part of hides) expect(error.message).not.toContain(part);
    expect(error.remedy).toMatch(/[.?]$/);
    expect(error.cause).toBeUndefined();
  });

  it('is refused with GraftError invalid-configuration, whatever stands in it', () => {
    const piece = fc.constantFrom(
      ...[
        'host=',
        'name',
        '=',
        ';',
        ',',
        '"',
        "'",
        '#',
        '\n',
        '${',
        '}',
        '$${A}',
        '{',
        '[',
        ']',
        ':',
        '- ',
        '"a"',
      ],
      ...[
        'tcp://',
        '@',
        '%',
        '%41',
        '?',
        '&',
        '\\',
        '*a',
        '&a ',
        'true',
        '5',
        '\u0000',
        '\ufeff',
        '😀',
        '\ud800',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    const format = fc.constantFrom(undefined, 'text' as const, 'json' as const, 'yaml' as const);
    fc.assert(
      fc.property(text, format, (content, format) => {
        try {
          expect(Array.isArray(parse(content, { format, readYaml }))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(GraftError);
          expect((error as GraftError).code).toBe('invalid-configuration');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an object', () => {
  it('is a configuration, whose undefined keys are not there', () => {
    const [entry] = parse({
      name: 'graft.pypi.a',
      host: ['tcp://a', 'tcp://b'],
      token: undefined as never,
      strict: true,
    });
    expect(entry?.configuration).toEqual({
      name: 'graft.pypi.a',
      host: [
        { kind: 'tcp', hostname: 'a', port: 7420 },
        { kind: 'tcp', hostname: 'b', port: 7420 },
      ],
      strict: true,
    });
    expect(entry?.line).toBeUndefined();
  });

  it('may stand in an array, beside texts', () => {
    const entries = parse([{ strict: true }, 'timeoutMs=5\ntimeoutMs=6', '{"timeoutMs": 7}']);
    expect(entries.map(({ configuration }) => configuration)).toEqual([
      { strict: true },
      { timeoutMs: 5 },
      { timeoutMs: 6 },
      { timeoutMs: 7 },
    ]);
  });

  it('is refused with the place of what is wrong', () => {
    expect(errorOf(() => parse({ hots: 'tcp://a' } as never))).toMatchObject({
      code: 'invalid-configuration',
      path: 'SOURCE hots',
    });
  });

  it.each([
    ['a function', { host: () => 'a' }],
    ['a bigint', { timeoutMs: 5n }],
    ['nothing', null],
    ['a number', 5],
  ])('is refused where it is or holds %s', (_what, value) => {
    expect(errorOf(() => parse(value as never)).code).toBe('invalid-configuration');
  });

  it('is refused where it holds itself', () => {
    const round: unknown[] = [];
    round.push(round);
    expect(errorOf(() => parse({ host: round } as never)).message).toContain('too deep');
  });
});

it.each([
  ['json', ' \n[{}]'],
  ['json', '{'],
  ['yaml', 'host: x'],
  ['yaml', '# c\n\n"a b": c\n'.replace('a b', 'ab')],
  ['yaml', '- x'],
  ['yaml', '-\n  x: y'],
  ['yaml', 'configurations:\n- x'],
  ['yaml', '---\nhost=x'],
  ['text', 'host=x: y'],
  ['text', 'host=tcp://a:1'],
  ['text', '# name: x\nname=x'],
  ['text', 'C:\\x'],
  ['text', ''],
] as const)('detects %s: %j', (format, text) => {
  expect(detectFormat(text)).toBe(format);
});

import { Decimal, PlainDate, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const json = imported('json');

describe('json', () => {
  it('writes values of JavaScript', () => {
    expect(json.dumps({ b: [1, 2.5, null], a: 'ü' }, kw({ sort_keys: true }))).toBe(
      '{"a": "\\u00fc", "b": [1, 2.5, null]}',
    );
    expect(json.dumps([true, { x: 1 }], { indent: 1 })).toBe('[\n true,\n {\n  "x": 1\n }\n]');
    expect(json.dumps(new Map([[1, 'one']]))).toBe('{"1": "one"}');
  });

  it('asks a function of JavaScript for what it cannot write', () => {
    const when = PlainDate.from('2024-02-29');
    const asText = (value: unknown): string => String(value);
    expect(json.dumps({ when, sum: new Decimal('1.10') }, { default: asText })).toBe(
      '{"when": "2024-02-29", "sum": "1.10"}',
    );
    expect(failure(() => json.dumps({ when }))).toMatchObject({
      name: 'TypeError',
      message: 'Object of type date is not JSON serializable',
    });
  });

  it('hands what it reads to functions of JavaScript, and to classes of Python', () => {
    expect(json.loads('{"a": {"b": 1}}', { object_hook: (read: object) => Object.entries(read) })).toEqual([
      ['a', [['b', 1]]],
    ]);
    expect(json.loads('{"2": 1, "1": 2}', { object_pairs_hook: (pairs: unknown) => pairs })).toEqual([
      ['2', 1],
      ['1', 2],
    ]);
    const [exact] = json.loads('[1.10]', { parse_float: imported('decimal').Decimal });
    expect(String(exact)).toBe('1.10');
    expect(json.loads('[12345678901234567890]')).toEqual([12345678901234567890n]);
  });

  it('makes encoders, whose chunks come one by one', () => {
    const encoder = new json.JSONEncoder(kw({ separators: [',', ':'] }));
    expect(encoder.encode({ a: [1, 2] })).toBe('{"a":[1,2]}');
    const chunks = encoder.iterencode([1, { a: 2 }]);
    const [first, ...rest] = [...chunks] as string[];
    expect(first).toMatch(/^\[/);
    expect(first + rest.join('')).toBe('[1,{"a":2}]');
    expect(new json.JSONDecoder().raw_decode('[1] and more')).toEqual([[1], 3]);
  });

  it('writes to and reads from files of either language', () => {
    const { StringIO } = imported('io');
    const file = new StringIO();
    json.dump({ a: 1 }, file);
    file.seek(0);
    expect(json.load(file)).toEqual({ a: 1 });
    class Lines {
      readonly written: string[] = [];
      write(text: string): void {
        this.written.push(text);
      }
      read(): string {
        return this.written.join('');
      }
    }
    const own = new Lines();
    json.dump({ a: [1] }, own);
    expect(own.read()).toBe('{"a": [1]}');
    expect(json.load(own)).toEqual({ a: [1] });
  });

  it('says where a text is wrong', () => {
    const error = failure(() => json.loads('{"a": }'));
    expect(error).toMatchObject({
      name: 'JSONDecodeError',
      message: 'Expecting value: line 1 column 7 (char 6)',
      remote: {
        type: 'json.decoder.JSONDecodeError',
        fields: { pos: 6, lineno: 1, colno: 7, doc: '{"a": }' },
      },
    });
  });

  // Its own exception is caught in Python by its class when a callback lets it through.
  it('is caught by its class in Python after a callback in JavaScript let its error through', () => {
    graft.python.exec(`
      import json
      def reading(read):
          try:
              return read()
          except json.JSONDecodeError as error:
              return error.pos
    `);
    const { reading } = imported('__main__');
    expect(reading(() => json.loads('{"a": }'))).toBe(6);
  });
});

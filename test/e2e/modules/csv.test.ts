import { kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const csv = imported('csv');
const { StringIO } = imported('io');

describe('csv', () => {
  it('reads lines of an array and of a generator', () => {
    expect([...csv.reader(['a,b', '1,"x,y"'])]).toEqual([
      ['a', 'b'],
      ['1', 'x,y'],
    ]);
    function* lines(): Generator<string> {
      yield 'a;"two\n';
      yield 'lines"\n';
    }
    expect([...csv.reader(lines(), kw({ delimiter: ';' }))]).toEqual([['a', 'two\nlines']]);
  });

  it('takes only the lines that it needs', () => {
    let taken = 0;
    function* endless(): Generator<string> {
      for (;;) yield `line ${taken++},x`;
    }
    const reader = csv.reader(endless());
    expect(reader.next()).toEqual({ done: false, value: ['line 0', 'x'] });
    expect(reader.next().value).toEqual(['line 1', 'x']);
    expect(taken).toBe(2);
    expect(reader.line_num).toBe(2);
    expect(reader.dialect.delimiter).toBe(',');
  });

  it('reads rows by the names of their columns', () => {
    const reader = new csv.DictReader(['name,age', 'Ann,30', 'Bob,40']);
    expect(reader.fieldnames).toEqual(['name', 'age']);
    const names = [];
    for (const row of reader) names.push(row.name);
    expect(names).toEqual(['Ann', 'Bob']);
  });

  it('writes rows onto a file of Python', () => {
    const file = new StringIO();
    const writer = new csv.DictWriter(file, ['a', 'b'], kw({ lineterminator: '\n' }));
    writer.writeheader();
    writer.writerow({ a: 1, b: 'x,y' });
    writer.writerows([{ a: 2, b: null }, new Map([['a', 3]])]);
    expect(file.getvalue()).toBe('a,b\n1,"x,y"\n2,\n3,\n');
    expect(failure(() => writer.writerow({ z: 1 }))).toMatchObject({
      message: "dict contains fields not in fieldnames: 'z'",
    });
  });

  it('writes rows onto an object of JavaScript that can write, from a generator', () => {
    class Chunks {
      readonly chunks: string[] = [];
      write(text: string): number {
        return this.chunks.push(text);
      }
    }
    const file = new Chunks();
    const writer = csv.writer(file, kw({ quoting: csv.QUOTE_NONNUMERIC }));
    writer.writerows(
      (function* () {
        yield [1, 'a'];
        yield [2.5, 'b"c'];
      })(),
    );
    expect(file.chunks).toEqual(['1,"a"\r\n', '2.5,"b""c"\r\n']);
  });

  it('gives the dialect that it guesses as a class, and takes it again', () => {
    const dialect = new csv.Sniffer().sniff('a;b;c\n1;2;3\n');
    expect(dialect.delimiter).toBe(';');
    expect([...csv.reader(['x;y'], dialect)]).toEqual([['x', 'y']]);
  });

  it('says what is wrong in the class of its own errors', () => {
    expect(failure(() => [...csv.reader(['"a'], kw({ strict: true }))])).toMatchObject({
      remote: { type: '_csv.Error' },
    });
  });
});

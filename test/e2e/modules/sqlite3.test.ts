import { graft, kw, tuple } from 'graftwire';
import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const sqlite3 = imported('sqlite3');

let database: any;

beforeEach(() => {
  database = sqlite3.connect(':memory:');
  database.execute('create table plants (id integer primary key, name text, height real, picture blob)');
  database.executemany('insert into plants (name, height) values (?, ?)', [
    ['ash', 30.5],
    ['birch', 20],
    ['clover', null],
  ]);
  database.commit();
});

const one = (sql: string, ...parameters: unknown[]): any => database.execute(sql, ...parameters).fetchone();

describe('sqlite3', () => {
  it('gives rows as tuples with the values that were put in', () => {
    database.execute('insert into plants values (?, ?, ?, ?)', [9, 'dill', 0.5, new Uint8Array([1, 2])]);
    expect(one('select * from plants where id = ?', tuple(9))).toEqual([
      9,
      'dill',
      0.5,
      new Uint8Array([1, 2]),
    ]);
    expect(one('select height from plants where name = ?', ['clover'])).toEqual([null]);
    expect(one('select 9007199254740993')).toEqual([9007199254740993n]);
  });

  it('takes parameters by place and by name', () => {
    expect(one('select id from plants where name = ? and height > ?', ['ash', 1])).toEqual([1]);
    expect(one('select id from plants where name = :name', { name: 'birch' })).toEqual([2]);
    expect(
      one(
        'select count(*) from plants where name in (:a, :b)',
        new Map([
          ['a', 'ash'],
          ['b', 'x'],
        ]),
      ),
    ).toEqual([1]);
  });

  it('is iterated over row by row, and left early', () => {
    const names = [];
    for (const [id, name] of database.execute('select id, name from plants order by id')) {
      names.push(name);
      if (id === 2) break;
    }
    expect(names).toEqual(['ash', 'birch']);
    const cursor = database.cursor();
    cursor.execute('select name from plants');
    expect(cursor.fetchmany(2)).toEqual([['ash'], ['birch']]);
    expect(cursor.fetchall()).toEqual([['clover']]);
    expect(cursor.description.map(([name]: [string]) => name)).toEqual(['name']);
  });

  it('takes rows from a generator of JavaScript', () => {
    function* rows(): Generator<readonly [string]> {
      for (let i = 0; i < 100; i++) yield [`plant ${i}`];
    }
    const cursor = database.executemany('insert into plants (name) values (?)', rows());
    expect(cursor.rowcount).toBe(100);
    expect(one('select count(*) from plants')).toEqual([103]);
  });

  it('makes rows with the class that row_factory is set to, or by a function of JavaScript', () => {
    database.row_factory = sqlite3.Row;
    const row = one('select id, name from plants');
    expect(row).toBeInstanceOf(sqlite3.Row);
    expect([row.get('name'), row.get(0), row.at(-1), row.length]).toEqual(['ash', 1, 'ash', 2]);
    expect([row.keys(), [...row]]).toEqual([
      ['id', 'name'],
      [1, 'ash'],
    ]);
    database.row_factory = (cursor: any, values: unknown[]) =>
      Object.fromEntries(cursor.description.map(([name]: [string], i: number) => [name, values[i]]));
    expect(one('select id, name from plants')).toEqual({ id: 1, name: 'ash' });
    database.row_factory = null;
    expect(one('select id from plants')).toEqual([1]);
  });

  it('calls functions of JavaScript from SQL', () => {
    database.create_function(
      'shout',
      1,
      (text: string) => `${text.toUpperCase()}!`,
      kw({ deterministic: true }),
    );
    expect(one("select shout(name) from plants where shout(name) like 'B%'")).toEqual(['BIRCH!']);
    database.create_collation('backwards', (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0));
    expect(one('select name from plants order by name collate backwards')).toEqual(['clover']);
    const seen: string[] = [];
    database.set_trace_callback((statement: string) => seen.push(statement));
    one('select 1');
    database.set_trace_callback(null);
    expect(seen).toEqual(['select 1']);
  });

  it('makes objects of a class of JavaScript as aggregates', () => {
    class Longest {
      longest = '';
      step(text: string): void {
        if (text.length > this.longest.length) this.longest = text;
      }
      finalize(): string {
        return this.longest;
      }
    }
    database.create_aggregate('longest', 1, Longest);
    expect(one('select longest(name) from plants')).toEqual(['clover']);
  });

  it('says what went wrong in its own classes of errors', () => {
    const error = failure(() => database.execute("insert into plants (id, name) values (1, 'x')"));
    expect(error).toMatchObject({
      name: 'IntegrityError',
      message: 'UNIQUE constraint failed: plants.id',
      remote: { type: 'sqlite3.IntegrityError' },
    });
    const { remote } = error as unknown as { remote: { mro: string[] } };
    expect(remote.mro).toContain('sqlite3.DatabaseError');
    database.create_function('fails', 0, () => {
      throw new RangeError('no');
    });
    expect(failure(() => one('select fails()'))).toMatchObject({
      remote: { type: 'sqlite3.OperationalError' },
    });
  });

  it('commits when its block is left', () => {
    expect(database.in_transaction).toBe(false);
    expect(graft.enter(database)).toBe(database);
    database.execute("insert into plants (name) values ('elm')");
    expect(database.in_transaction).toBe(true);
    database[Symbol.dispose]();
    expect(database.in_transaction).toBe(false);
    database.rollback();
    expect(one("select count(*) from plants where name = 'elm'")).toEqual([1]);
  });

  it('copies itself into another, telling a function of JavaScript how far it is', () => {
    const copy = sqlite3.connect(':memory:');
    const remaining: number[] = [];
    database.backup(copy, kw({ pages: 1, progress: (_: number, left: number) => remaining.push(left) }));
    expect(remaining.at(-1)).toBe(0);
    expect(copy.execute('select count(*) from plants').fetchone()).toEqual([3]);
    expect([...copy.iterdump()].join('\n')).toContain('INSERT INTO "plants" VALUES(1,\'ash\',30.5,NULL);');
    copy.close();
    expect(failure(() => copy.execute('select 1'))).toMatchObject({
      remote: { type: 'sqlite3.ProgrammingError' },
    });
  });

  it('converts columns by a function of JavaScript', () => {
    sqlite3.register_converter(
      'json',
      (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as unknown,
    );
    const typed = sqlite3.connect(':memory:', kw({ detect_types: sqlite3.PARSE_DECLTYPES }));
    typed.execute('create table notes (note json)');
    typed.execute('insert into notes values (?)', ['{"a": [1]}']);
    expect(typed.execute('select note from notes').fetchone()).toEqual([{ a: [1] }]);
  });
});

import { DateTime, PlainDate, Slice, graft, kw, tuple } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';
import { scientific } from './scientific-environment.js';

const pd = await scientific('pandas');
const table = (): any => new pd.DataFrame({ kind: ['x', 'y', 'x'], value: [1, 2, 3] });

describe.skipIf(pd === undefined)('pandas', () => {
  it('makes tables of plain objects and of rows', () => {
    const frame = table();
    expect([frame.shape, frame.length, frame.empty]).toEqual([[3, 2], 3, false]);
    expect([...frame.columns]).toEqual(['kind', 'value']);
    expect([frame.has('kind'), frame.has('none')]).toEqual([true, false]);
    expect(frame.to_dict('records')).toEqual([
      { kind: 'x', value: 1 },
      { kind: 'y', value: 2 },
      { kind: 'x', value: 3 },
    ]);
    const rows = [tuple(1, 'a'), tuple(2, 'b')];
    expect(new pd.DataFrame(rows, kw({ columns: ['n', 't'] })).get('t').tolist()).toEqual(['a', 'b']);
    expect(String(new pd.DataFrame({ a: [1] }))).toBe('   a\n0  1');
  });

  it('has columns, as typed arrays where they hold numbers', () => {
    const value = table().get('value');
    expect(value).toBeInstanceOf(pd.Series);
    expect([value.sum(), value.mean(), value.name, value.dtype.name]).toEqual([6, 2, 'value', 'int64']);
    expect(value.to_numpy()).toEqual(new BigInt64Array([1n, 2n, 3n]));
    expect([...value]).toEqual([1, 2, 3]);
    expect(table().get('none')).toBeNull();
    expect(graft.get(table(), 'value')).toBeInstanceOf(pd.Series);
  });

  it('is indexed by place, by label and by condition', () => {
    const frame = table();
    expect(frame.iloc.get(tuple(1, 0))).toBe('y');
    expect(frame.iloc.get(-1).to_dict()).toEqual({ kind: 'x', value: 3 });
    expect(frame.iloc.get(new Slice(0, 2)).shape).toEqual([2, 2]);
    expect(frame.loc.get(tuple(2, 'kind'))).toBe('x');
    expect(frame.loc.get(tuple(new Slice(null, null), 'value')).tolist()).toEqual([1, 2, 3]);
    expect([frame.at.get(tuple(0, 'value')), frame.iat.get(tuple(2, 1))]).toEqual([1, 3]);
    expect(frame.get(frame.get('value').gt(1)).get('kind').tolist()).toEqual(['y', 'x']);
  });

  it('is changed in place', () => {
    const frame = table();
    frame.set('double', frame.get('value').mul(2));
    frame.loc.set(tuple(0, 'value'), 100);
    frame.delete('kind');
    expect(frame.to_dict('list')).toEqual({ value: [100, 2, 3], double: [2, 4, 6] });
    frame.columns = ['a', 'b'];
    expect([...frame.columns]).toEqual(['a', 'b']);
  });

  it('groups', () => {
    const groups = table().groupby('kind');
    expect(groups.get('value').sum().to_dict()).toEqual({ x: 4, y: 2 });
    expect(groups.agg({ value: 'max' }).to_dict()).toEqual({ value: { x: 3, y: 2 } });
    expect([...groups].map(([name, part]: any) => [name, part.get('value').tolist()])).toEqual([
      ['x', [1, 3]],
      ['y', [2]],
    ]);
    const span = (values: any): number => values.max() - values.min();
    expect(groups.get('value').agg(span).to_dict()).toEqual({ x: 2, y: 0 });
  });

  it('calls functions of JavaScript with items, rows and names', () => {
    const frame = table();
    expect(
      frame
        .get('value')
        .apply((value: number) => value * 10)
        .tolist(),
    ).toEqual([10, 20, 30]);
    expect(
      frame.apply((row: any) => `${row.get('kind')}${row.get('value')}`, kw({ axis: 1 })).tolist(),
    ).toEqual(['x1', 'y2', 'x3']);
    expect([...frame.rename(kw({ columns: (name: string) => name.toUpperCase() })).columns]).toEqual([
      'KIND',
      'VALUE',
    ]);
    expect(
      frame
        .get('value')
        .map(new Map([[1, 'one']]))
        .tolist()[0],
    ).toBe('one');
    expect(frame.pipe((whole: any) => whole.shape)).toEqual([3, 2]);
    const thrown = new RangeError('not this row');
    const throwing = (): never => {
      throw thrown;
    };
    expect(failure(() => frame.apply(throwing, kw({ axis: 1 })))).toBe(thrown);
  });

  it('is iterated over by rows and by columns', () => {
    const rows = [];
    for (const [index, row] of table().iterrows()) {
      rows.push([index, row.get('kind')]);
      if (index === 1) break;
    }
    expect(rows).toEqual([
      [0, 'x'],
      [1, 'y'],
    ]);
    expect([...table().itertuples()].map((row: any) => [row.Index, row.kind, row.value])[2]).toEqual([
      2,
      'x',
      3,
    ]);
    expect([...table()]).toEqual(['kind', 'value']);
    expect([...table().items()].map(([name, column]: any) => [name, column.length])).toEqual([
      ['kind', 3],
      ['value', 3],
    ]);
  });

  it('joins, sorts and pivots', () => {
    const names = new pd.DataFrame({ kind: ['x', 'z'], name: ['ex', 'zed'] });
    expect(
      table()
        .merge(names, kw({ on: 'kind' }))
        .get('name')
        .tolist(),
    ).toEqual(['ex', 'ex']);
    expect(table().sort_values('value', { ascending: false }).get('value').tolist()).toEqual([3, 2, 1]);
    const both = pd.concat([table(), table()], kw({ ignore_index: true }));
    expect(pd.pivot_table(both, kw({ values: 'value', index: 'kind', aggfunc: 'sum' })).to_dict()).toEqual({
      value: { x: 8, y: 4 },
    });
    expect(both.describe().loc.get(tuple('count', 'value'))).toBe(6);
  });

  it('reads and writes files in memory', () => {
    const { StringIO } = imported('io');
    const frame = pd.read_csv(new StringIO('a,b\n1,x\n2,\n'));
    expect(frame.get('b').isna().tolist()).toEqual([false, true]);
    expect(frame.to_csv(kw({ index: false }))).toBe('a,b\n1,x\n2,\n');
    expect(JSON.parse(frame.to_json(kw({ orient: 'records' })))).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ]);
  });

  it('knows days and times', () => {
    const when = new pd.Timestamp('2024-02-29T12:30');
    expect([when.year, when.day_name(), when.date()]).toEqual([
      2024,
      'Thursday',
      PlainDate.from('2024-02-29'),
    ]);
    expect(when.to_pydatetime()).toEqual(DateTime.from('2024-02-29T12:30:00'));
    const days = pd.date_range('2024-02-28', kw({ periods: 3 }));
    expect([...days].map(String)).toEqual([
      '2024-02-28 00:00:00',
      '2024-02-29 00:00:00',
      '2024-03-01 00:00:00',
    ]);
    expect(new pd.Series([new Date(0)]).dt.year.tolist()).toEqual([1970]);
    expect(new pd.Timedelta('1 days 2h').total_seconds()).toBe(93_600);
    expect([pd.isna(null), pd.isna(NaN), pd.isna(pd.NaT), pd.isna('')]).toEqual([true, true, true, false]);
  });

  it('has text methods, and labels of several levels', () => {
    expect(new pd.Series(['a', 'b']).str.upper().tolist()).toEqual(['A', 'B']);
    const frame = new pd.DataFrame({ a: [1, 2], b: [3, 4], v: [5, 6] }).set_index(['a', 'b']);
    expect(frame.loc.get(tuple(1, 3)).tolist()).toEqual([5]);
    expect([...frame.index]).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('says what is not there', () => {
    const error = failure(() => table().drop('none', kw({ axis: 1 })));
    expect(error).toMatchObject({ remote: { type: 'KeyError' } });
    expect(error.message).toContain("['none'] not found in axis");
    expect(table().at.at(tuple(9, 'value'))).toBeUndefined();
  });

  it('is asked by a query', () => {
    expect(table().query('value > 1').length).toBe(2);
  });
});

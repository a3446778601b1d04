import { graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const re = imported('re');

describe('re', () => {
  it('gives matches as objects', () => {
    const match = re.match('(?P<first>\\w+) (\\w+)', 'hello world');
    expect(match).toBeInstanceOf(re.Match);
    expect(match.group()).toBe('hello world');
    expect(match.group(1, 2)).toEqual(['hello', 'world']);
    expect(match.groupdict()).toEqual({ first: 'hello' });
    expect(match.span(2)).toEqual([6, 11]);
    expect([match.get('first'), match.get(2)]).toEqual(['hello', 'world']);
    expect(match.string).toBe('hello world');
    expect(match.re.pattern).toBe('(?P<first>\\w+) (\\w+)');
    expect(re.match('x', 'y')).toBeNull();
  });

  it('substitutes by a function of JavaScript', () => {
    const doubled = re.sub('\\d+', (match: any) => String(Number(match.group()) * 2), '1 and 21');
    expect(doubled).toBe('2 and 42');
    const pattern = re.compile('(\\w)(\\w)');
    expect(pattern.sub((match: any) => match.group(2) + match.group(1), 'abcd', kw({ count: 1 }))).toBe(
      'bacd',
    );
  });

  it('lets an exception of that function through, as the very object', () => {
    const thrown = new RangeError('not this one');
    const caught = failure(() =>
      re.sub(
        'a',
        () => {
          throw thrown;
        },
        'banana',
      ),
    );
    expect(caught).toBe(thrown);
  });

  it('iterates over matches as they are found', () => {
    const pattern = re.compile('(\\d)(\\d)', re.IGNORECASE);
    expect(pattern.findall('12 34')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    const found = [];
    for (const match of pattern.finditer('12 34 56')) {
      found.push(match.group());
      if (found.length === 2) break;
    }
    expect(found).toEqual(['12', '34']);
    expect(re.compile('(?P<a>.)(?P<b>.)').groupindex.get('b')).toBe(2);
  });

  it('takes flags as members of an enum, and as a number', () => {
    expect(re.I).toBe(re.IGNORECASE);
    expect(re.I.value).toBe(2);
    expect(re.findall('^a', 'A\na', re.I | re.M)).toEqual(['A', 'a']);
    const both = graft.python.eval('a | b', { a: re.I, b: re.M });
    expect(re.findall('^a', 'A\na', both)).toEqual(['A', 'a']);
    expect(both).toBeInstanceOf(re.RegexFlag);
  });

  it('says where a pattern is wrong', () => {
    expect(failure(() => re.compile('ab('))).toMatchObject({
      remote: { fields: { msg: 'missing ), unterminated subpattern', pos: 2, pattern: 'ab(' } },
    });
  });
});

describe('difflib', () => {
  const difflib = imported('difflib');

  it('matches sequences', () => {
    const matcher = new difflib.SequenceMatcher(null, 'abcd', 'bcde');
    expect(matcher.ratio()).toBe(0.75);
    expect(matcher.get_opcodes()).toEqual([
      ['delete', 0, 1, 0, 0],
      ['equal', 1, 4, 0, 3],
      ['insert', 4, 4, 3, 4],
    ]);
    expect(matcher.find_longest_match(0, 4, 0, 4)).toMatchObject({ a: 1, b: 0, size: 3 });
    expect(matcher.get_matching_blocks().map(({ a, b, size }: any) => [a, b, size])).toEqual([
      [1, 0, 3],
      [4, 4, 0],
    ]);
    matcher.set_seq2('abcd');
    expect(matcher.ratio()).toBe(1);
  });

  it('asks a function of JavaScript what is junk', () => {
    const isSpace = (character: string): boolean => character === ' ';
    const match = new difflib.SequenceMatcher(isSpace, ' abcd', 'abcd abcd').find_longest_match(0, 5, 0, 9);
    expect({ ...match }).toEqual({ a: 1, b: 0, size: 4 });
  });

  it('writes differences line by line', () => {
    const lines = difflib.unified_diff(
      ['a\n', 'b\n'],
      ['a\n', 'c\n'],
      kw({ fromfile: 'x', tofile: 'y', n: 0 }),
    );
    expect([...lines].join('')).toBe('--- x\n+++ y\n@@ -2 +2 @@\n-b\n+c\n');
    expect([...new difflib.Differ().compare(['one\n'], ['ore\n'])]).toEqual([
      '- one\n',
      '?  ^\n',
      '+ ore\n',
      '?  ^\n',
    ]);
    expect(new difflib.HtmlDiff().make_table(['a'], ['b'])).toContain('<table');
  });
});

describe('urllib.parse', () => {
  const parse = imported('urllib.parse');

  it('takes addresses apart', () => {
    const parts = parse.urlparse('https://u:p@h.org:8080/a;p?q=1&q=2#f');
    expect([parts.scheme, parts.hostname, parts.port, parts.username]).toEqual(['https', 'h.org', 8080, 'u']);
    expect([...parts]).toEqual(['https', 'u:p@h.org:8080', '/a', 'p', 'q=1&q=2', 'f']);
    expect(parts.length).toBe(6);
    expect(parts.geturl()).toBe('https://u:p@h.org:8080/a;p?q=1&q=2#f');
    expect(graft.get(parts, '_replace')).toBeInstanceOf(Function);
    expect(parse.urlparse(new URL('http://x.org/a?b=c')).query).toBe('b=c');
  });

  it('reads and writes queries', () => {
    expect(parse.parse_qs('q=1&q=2&r=%C3%BC')).toEqual({ q: ['1', '2'], r: ['ü'] });
    expect(parse.urlencode({ a: '1 2', b: ['x', 'y'] }, kw({ doseq: true }))).toBe('a=1+2&b=x&b=y');
    expect(parse.urlencode(new Map([['a', 1]]))).toBe('a=1');
    expect(parse.quote('a b/ü')).toBe('a%20b/%C3%BC');
    expect(parse.urljoin('http://a/b/c', '../d')).toBe('http://a/d');
  });

  it('says what is wrong with a port', () => {
    const parts = parse.urlparse('http://h:99999/');
    expect(failure(() => parts.port)).toMatchObject({ remote: { type: 'ValueError' } });
  });
});

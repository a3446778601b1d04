import { afterEach, describe, expect, it, vi } from 'vitest';
import { graft, kw } from 'graftwire';

const texts = [
  'a'.repeat(200),
  'é'.repeat(130),
  'ж'.repeat(33_000),
  `${'a'.repeat(70_000)}é`,
  'x'.repeat(40),
];

graft.python.exec(`
class Loud:
    def __del__(self):
        print('the end of an object')

def raises():
    loud = Loud()
    raise ValueError('what was raised')

def gives_what_cannot_cross():
    return [1, Loud(), '\\ud83d\\ude00']

def keyword(**keywords):
    return keywords

def echo(value):
    return value

held = None
`);

interface Main {
  held: unknown;
  raises(): never;
  gives_what_cannot_cross(): never;
  keyword(...args: unknown[]): unknown;
  echo(value: unknown): unknown;
}
const main = graft.loadSync<Main>('python:__main__');

describe('a long text', () => {
  it.each(texts)('crosses as a keyword argument', (text) => {
    expect(main.keyword(kw({ text }))).toEqual({ text });
  });

  it.each(texts)('is assigned to an attribute as it is', (text) => {
    main.held = text;
    expect(main.held).toBe(text);
  });
});

describe('an object whose end prints, when printing calls Python again', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Calls Python whenever Python prints, with an argument that would overwrite an answer that stands in its way. */
  function callWhilePrinting(): void {
    vi.spyOn(process.stdout, 'write').mockImplementation(() => {
      main.echo('X'.repeat(300));
      return true;
    });
  }

  it('does not change the exception that it was part of', () => {
    callWhilePrinting();
    expect(() => main.raises()).toThrow('what was raised');
  });

  it('does not change what is said of a result that cannot cross', () => {
    callWhilePrinting();
    expect(() => main.gives_what_cannot_cross()).toThrow(/result\[2\]: .*surrogate/);
  });
});

import { GraftError, graft, type RemoteError } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from './failure.js';

type Call = (...args: readonly unknown[]) => unknown;

const raising = graft.loadSync<Record<string, Call>>('./fixtures/raising.py', { from: import.meta.url });

function raised(name: string, ...args: readonly unknown[]): RemoteError {
  const error = failure(() => raising[name]!(...args));
  expect(error).toMatchObject({ code: 'exception' });
  return error as RemoteError;
}

describe('an exception of Python', () => {
  it.each<[string, ErrorConstructor]>([
    ['TypeError', TypeError],
    ['SyntaxError', SyntaxError],
    ['IndentationError', SyntaxError],
    ['NameError', ReferenceError],
    ['UnboundLocalError', ReferenceError],
    ['IndexError', RangeError],
    ['OverflowError', RangeError],
    ['RecursionError', RangeError],
    ['ValueError', Error],
    ['KeyError', Error],
    ['AttributeError', Error],
    ['ZeroDivisionError', Error],
    ['FileNotFoundError', Error],
    ['StopIteration', Error],
    ['GeneratorExit', Error],
    ['AssertionError', Error],
    ['MemoryError', Error],
    ['KeyboardInterrupt', Error],
    ['SystemExit', Error],
    ['BaseException', Error],
    ['Exception', Error],
    ['Warning', Error],
  ])('%s arrives as the nearest native class', (name, nativeClass) => {
    const error = raised('fail', name, 'message');
    expect(Object.getPrototypeOf(error)).toBe(nativeClass.prototype);
    expect(error.name).toBe(name);
    expect(error.remote.type).toBe(name);
    expect(error.remote.mro.at(0)).toBe(name);
    expect(error.remote.mro.at(-1)).toBe('BaseException');
    expect(error.message).toBe(name === 'KeyError' ? "'message'" : 'message');
    expect(error).not.toBeInstanceOf(GraftError);
  });

  it('of the module is known by its full name, its bases and its own fields', () => {
    const error = raised('overheat');
    expect(error.name).toBe('TemperatureError');
    expect(error.message).toBe('boiler is 99.5 degrees hot');
    expect(error.remote.type).toMatch(/\.TemperatureError$/);
    expect(error.remote.mro.slice(1)).toEqual(['ValueError', 'Exception', 'BaseException']);
    expect(error.remote.fields).toEqual({ sensor: 'boiler', degrees: 99.5, raw: Uint8Array.of(1, 2) });
  });

  it('has the fields that the built-in classes keep', () => {
    expect(raised('fail', 'FileNotFoundError', 2, 'No such file', 'a.txt').remote.fields).toMatchObject({
      errno: 2,
      strerror: 'No such file',
      filename: 'a.txt',
    });
    expect(raised('exit_with', 3).remote.fields).toEqual({ code: 3 });
  });

  it('takes the nearest of several bases, and a class is not what it is only called', () => {
    expect(raised('deeper')).toBeInstanceOf(RangeError);
    expect(raised('pretend')).not.toBeInstanceOf(TypeError);
  });

  it('arrives without words where it has none, or fails at giving them', () => {
    expect(raised('fail', 'ValueError')).toMatchObject({ message: '', name: 'ValueError' });
    expect(raised('wordless').message).toContain('NoWords');
    expect(raised('not_an_exception')).toBeInstanceOf(TypeError);
  });

  it('arrives with any text in it', () => {
    const { message } = raised('surrogates');
    expect(message).toBe('lone \ud800, pair 😀, nul \0, emoji 🎉');
    expect(raised('long_message', 5_000_000).message).toHaveLength(5_000_000);
  });

  it('arrives from code that C calls back', () => {
    expect(raised('from_callback', [2, 1, 0]).remote.type).toBe('ZeroDivisionError');
  });
});

describe('the stack of an exception of Python', () => {
  function callFromHere(): unknown {
    return raising['outer']!(0);
  }

  it('shows the frames of Python with their source, then those of JavaScript, and none of the library', () => {
    const { stack = '' } = failure(callFromHere);
    const [title, ...frames] = stack.split('\n');
    expect(title).toBe('ZeroDivisionError: division by zero');
    expect(frames[0]).toMatch(/^ {4}at inner \(.*raising\.py:\d+\) {2}# return 1 \/ value/);
    expect(frames[1]).toMatch(/^ {4}at outer \(.*raising\.py:\d+\) {2}# return inner\(value\)/);
    expect(frames[2]).toMatch(/^ {4}at .*callFromHere .*exceptions\.test\.ts:\d+:\d+/);
    expect(stack).not.toMatch(/src\/(hypertube|graft|iip)\/|dist\/index\.|graftwire\/host/);
  });

  it('has the same frames in remote.traceback, outermost first', () => {
    const { traceback } = (failure(callFromHere) as RemoteError).remote;
    expect(traceback.map((frame) => frame.function)).toEqual(['outer', 'inner']);
    expect(traceback[1]).toMatchObject({ source: expect.stringMatching(/^return 1 \/ value/) as string });
    expect(traceback[1]!.file).toMatch(/raising\.py$/);
    expect(traceback[1]!.line).toBeGreaterThan(1);
  });

  it('of code that came as text shows the lines of that text', () => {
    const error = failure(() =>
      graft.python.exec('def fail():\n    raise ValueError("from text")\n\nfail()'),
    ) as RemoteError;
    expect(error.remote.traceback.map(({ line, source }) => [line, source])).toEqual([
      [4, 'fail()'],
      [2, 'raise ValueError("from text")'],
    ]);
    expect(error.stack).toContain('# raise ValueError("from text")');
  });

  it('keeps as many frames of JavaScript as any other error does', () => {
    function deep(levels: number): unknown {
      return levels === 0 ? raising['outer']!(0) : deep(levels - 1);
    }
    const { stack = '' } = failure(() => deep(50));
    const frames = stack.split('\n').filter((line) => line.includes('at deep '));
    expect(frames).toHaveLength(Error.stackTraceLimit);
  });

  it('of a runaway recursion keeps its ends', () => {
    const error = raised('recurse');
    expect(error).toBeInstanceOf(RangeError);
    expect(error.remote.type).toBe('RecursionError');
    expect(error.remote.traceback.length).toBeGreaterThan(20);
    expect(error.remote.traceback.length).toBeLessThan(200);
    expect(error.stack).toContain('left out');
    // And Python goes on as before.
    expect(graft.python.eval('sum(range(10))')).toBe(45);
  });
});

describe('what led to an exception', () => {
  it('is its cause, with a stack of its own', () => {
    for (const name of ['caused', 'during']) {
      const error = raised(name);
      const cause = error.cause as RemoteError;
      expect(error.remote.type).toBe('LookupError');
      expect(cause).toBeInstanceOf(Error);
      expect(cause.remote.type).toBe('ZeroDivisionError');
      expect(cause.stack).toMatch(/ZeroDivisionError: division by zero\n {4}at inner \(.*raising\.py/);
    }
  });

  it('is not told where Python was told not to', () => {
    expect(raised('hidden').cause).toBeUndefined();
    expect('cause' in raised('overheat')).toBe(false);
  });

  it('is told link by link, with an end', () => {
    const links: string[] = [];
    for (let error: unknown = raised('chain', 5); error instanceof Error; error = error.cause)
      links.push(error.message);
    expect(links).toEqual(['link 4', 'link 3', 'link 2', 'link 1', 'link 0']);
    let count = 0;
    for (let error: unknown = raised('chain', 10_000); error instanceof Error; error = error.cause)
      count += 1;
    expect(count).toBeGreaterThan(4);
    expect(count).toBeLessThan(100);
    expect((raised('circle').cause as Error).message).toBe('other');
  });
});

describe('what would end Python', () => {
  it.each([0, 1, 'a reason', null, 300])('does not end the process: sys.exit(%j)', (code) => {
    const error = raised('exit_with', code);
    expect(error.remote.type).toBe('SystemExit');
    expect(graft.python.eval('1 + 1')).toBe(2);
  });

  it('does not end the process: no memory for what was asked', () => {
    expect(raised('run_out_of_memory').remote.mro).toContain('MemoryError');
    expect(graft.python.eval('1 + 1')).toBe(2);
  });

  it('can be caught by Python as ever', () => {
    expect(raising['caught']!('SystemExit')).toBe('SystemExit');
    expect(raising['caught']!('KeyboardInterrupt')).toBe('KeyboardInterrupt');
  });
});

describe('code that is given as text', () => {
  it('is refused by Python where it is no Python', () => {
    const error = failure(() => graft.python.exec('x = = 1')) as RemoteError;
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.remote.fields).toMatchObject({
      lineno: 1,
      text: expect.stringContaining('x = = 1') as string,
    });
    expect(failure(() => graft.python.eval('x = 1'))).toBeInstanceOf(SyntaxError);
    expect(failure(() => graft.python.eval(''))).toBeInstanceOf(SyntaxError);
    expect(failure(() => graft.python.eval('unknown_name'))).toBeInstanceOf(ReferenceError);
  });

  it('is refused at once where it is no text', () => {
    for (const wrong of [undefined, null, 1, {}, ['1']]) {
      expect(failure(() => graft.python.eval(wrong as never))).toMatchObject({ code: 'invalid-argument' });
      expect(failure(() => graft.python.exec(wrong as never))).toMatchObject({ code: 'invalid-argument' });
    }
  });
});

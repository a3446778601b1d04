import { GraftError, graft } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { py } from './anything.js';
import { failure } from './failure.js';
import { gc } from './garbage.js';
import { Project } from './project.js';

graft.python.exec(`
from graftwire.errors import JavaScriptError

class Own(Exception): pass
own = Own('mine')
def raise_own(): raise own
def through(function): return function()
def caught(function):
    try:
        function()
    except BaseException as error:
        return error
def is_own(function):
    try:
        function()
    except Own as error:
        return error is own
def told(function):
    try:
        function()
    except JavaScriptError as error:
        return {'name': error.name, 'message': error.message, 'classes': list(error.classes), 'stack': error.stack, 'thrown': error.thrown, 'str': str(error)}
def wraps(function):
    try:
        function()
    except Exception as error:
        raise ValueError('outer') from error
def while_handling(function):
    try:
        function()
    except Exception:
        raise LookupError('in the handler')
def reraises(function):
    try:
        function()
    except Exception:
        raise
    finally:
        pass
`);

interface Main {
  raise_own(): never;
  readonly through: (action: () => unknown) => unknown;
  readonly caught: (action: () => unknown) => unknown;
  readonly is_own: (action: () => unknown) => boolean | null;
  readonly told: (action: () => unknown) => Record<string, unknown>;
  readonly wraps: (action: () => unknown) => never;
  readonly while_handling: (action: () => unknown) => never;
  readonly reraises: (action: () => unknown) => never;
}
const main = graft.loadSync<Main>('python:__main__');

function throwing(thrown: unknown): () => never {
  return () => {
    // Anything can be thrown.

    throw thrown;
  };
}

/** What comes out, where nothing also counts. */
function out(action: () => unknown): { readonly thrown: unknown } | undefined {
  try {
    action();
  } catch (thrown) {
    return { thrown };
  }
  return undefined;
}

class Custom extends TypeError {
  override readonly name = 'Custom';
  readonly extra = 1;
}

describe('what a callback throws', () => {
  it.each<[string, unknown]>([
    ['an Error', new Error('thrown')],
    ['an error of a class of its own', new Custom('own')],
    ['a frozen error', Object.freeze(new RangeError('frozen'))],
    ['an AggregateError', new AggregateError([new Error('inner')], 'all')],
    ['an error whose message throws', new (class extends Error { override get message(): string { throw new Error('no'); } })()], // prettier-ignore
    ['a Proxy of an error', new Proxy(new Error('p'), {})],
    ['a GraftError', new GraftError('invalid-argument', 'mine')],
    ['a string', 'text'],
    ['a long string', 'x'.repeat(100_000)],
    ['a lone surrogate', '\ud83d'],
    ['an int', 7],
    ['-0', -0],
    ['NaN', NaN],
    ['a bigint', 2n ** 100n],
    ['true', true],
    ['null', null],
    ['undefined', undefined],
    ['a symbol', Symbol('thrown')],
    ['an object', { a: 1 }],
    ['an object without a prototype', Object.create(null)],
    ['an array', [1, [2]]],
    ['a function', () => 1],
    ['a RegExp', /x/],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['a Promise', Promise.resolve(1)],
  ])('comes out as the very same: %s', (_, thrown) => {
    for (const way of [main.through, main.reraises]) {
      const came = out(() => way(throwing(thrown)));
      expect(came).toBeDefined();
      expect(Object.is(came!.thrown, thrown)).toBe(true);
    }
  });

  it('is a JavaScriptError in Python, with name, message, classes, stack and what was thrown', () => {
    const custom = new Custom('own');
    const told = main.told(throwing(custom));
    expect(told).toMatchObject({
      name: 'Custom',
      message: 'own',
      classes: ['Custom', 'TypeError', 'Error'],
      str: 'Custom: own',
    });
    expect(told['thrown']).toBe(custom);
    expect(told['stack']).toContain('thrown-through');
    expect(main.told(throwing('text'))).toMatchObject({ thrown: 'text', message: 'text', classes: [] });
    expect(main.told(throwing(undefined))).toMatchObject({ thrown: null, message: 'undefined' });
  });

  it('comes out of 100 levels of both languages', () => {
    const thrown = new Error('from the bottom');
    const down = (level: number): unknown => {
      if (level === 0) throw thrown;
      return py('f(n)', { f: down, n: level - 1 });
    };
    expect(failure(() => down(100))).toBe(thrown);
  });

  it('is the cause of what Python raises for it', () => {
    const thrown = new Error('inner');
    expect(failure(() => main.wraps(throwing(thrown)))).toMatchObject({ message: 'outer', cause: thrown });
    const raised = failure(() => main.while_handling(throwing(thrown)));
    expect(raised.cause).toBe(thrown);
  });

  it('from getters and setters of an object is raised too', () => {
    const object = new (class {
      get value(): number {
        throw new RangeError('get');
      }
      set value(_: number) {
        throw new RangeError('set');
      }
    })();
    expect(failure(() => py('o.value', { o: object })).message).toBe('get');
    expect(failure(() => py('hasattr(o, "value")', { o: object })).message).toBe('get');
    expect(failure(() => graft.python.exec('o.value = 1', { o: object })).message).toBe('set');
  });
});

describe('an error of JavaScript as a value', () => {
  it('is an exception in Python, which can be raised, and comes back as the same error', () => {
    const error = new RangeError('a value');
    expect(py('[isinstance(e, JavaScriptError), e.name, e.message]', { e: error })).toEqual([
      true,
      'RangeError',
      'a value',
    ]);
    expect(py('[e, {"k": e}]', { e: error })).toEqual([error, { k: error }]);
    expect(py('e', { e: error })).toBe(error);
    expect(failure(() => graft.python.exec('raise e', { e: error }))).toBe(error);
  });
});

describe('an exception of Python', () => {
  it('that goes through a callback is the same exception in Python', () => {
    expect(main.is_own(() => main.raise_own())).toBe(true);
    expect(main.is_own(() => main.through(() => main.raise_own()))).toBe(true);
    expect(
      main.is_own(() => {
        const error = failure(() => main.raise_own());
        throw error;
      }),
    ).toBe(true);
  });

  it('is that exception as an argument, and when it is thrown later', () => {
    const error = failure(() => main.raise_own());
    expect(py('e is own', { e: error })).toBe(true);
    expect(main.is_own(throwing(error))).toBe(true);
    expect(failure(() => graft.python.exec('raise e', { e: error }))).toMatchObject({
      remote: { type: '__main__.Own' },
    });
  });

  it('stays that exception when another error for it has been collected', () => {
    expect(
      main.is_own(() => {
        const error = failure(() => main.raise_own());
        for (let time = 0; time < 20; time++) out(() => main.raise_own());
        gc();
        graft.stats();
        // What takes the place of something that was given back by mistake.
        void Array.from({ length: 100 }, () => py('object()'));
        throw error;
      }),
    ).toBe(true);
  });

  it('as a value is an error of the nearest class', () => {
    const error = py('ValueError("x")') as Error;
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.message]).toEqual(['ValueError', 'x']);
    expect(py('type(e).__name__', { e: error })).toBe('ValueError');
    expect(py('KeyError("x")')).toBeInstanceOf(Error);
    expect(py('IndexError("x")')).toBeInstanceOf(RangeError);
  });

  it('is the cause of an error of JavaScript, in Python too', () => {
    const wrapped = (): void => {
      try {
        main.raise_own();
      } catch (cause) {
        throw new Error('in JavaScript', { cause });
      }
    };
    const error = failure(() => main.through(wrapped));
    expect(error.message).toBe('in JavaScript');
    expect(error.cause).toMatchObject({ name: 'Own' });
    expect(py('caught(f).__cause__ is own', { f: wrapped })).toBe(true);
  });
});

describe('an exception group', () => {
  it.skipIf(py('__import__("sys").version_info < (3, 11)') as boolean)(
    'is an AggregateError, in which errors of JavaScript are themselves',
    () => {
      const thrown = new Error('of JavaScript');
      const group = failure(() =>
        graft.python.exec(
          'raise ExceptionGroup("several", [ValueError("one"), caught(f), ExceptionGroup("in", [own])])',
          {
            f: throwing(thrown),
          },
        ),
      ) as AggregateError;
      expect(group).toBeInstanceOf(AggregateError);
      expect(group.message).toContain('several');
      const [one, two, three] = group.errors as Error[];
      expect([one!.name, two === thrown]).toEqual(['ValueError', true]);
      expect(three).toBeInstanceOf(AggregateError);
    },
  );
});

describe('SystemExit and KeyboardInterrupt', () => {
  it('do not end the process: they are thrown, through callbacks too', () => {
    expect(failure(() => graft.python.exec('raise SystemExit(3)'))).toMatchObject({
      remote: { type: 'SystemExit', fields: { code: 3 } },
    });
    expect(failure(() => graft.python.exec('import sys; sys.exit("why")'))).toMatchObject({ message: 'why' });
    expect(failure(() => graft.python.exec('raise KeyboardInterrupt'))).toMatchObject({
      remote: { type: 'KeyboardInterrupt' },
    });
    expect(failure(() => main.through(() => graft.python.exec('raise SystemExit(4)')))).toMatchObject({
      remote: { type: 'SystemExit', fields: { code: 4 } },
    });
  });

  it('in a callback pass what catches Exception in Python', () => {
    expect(
      py('raised', {
        raised: failure(() => main.wraps(() => graft.python.exec('raise KeyboardInterrupt'))).name,
      }),
    ).toBe('KeyboardInterrupt');
  });
});

describe('process.exit() in a callback', () => {
  it('ends the process with its code, and runs no more of Python', async () => {
    const project = new Project({
      'exit.mjs': `
        import { graft } from 'graftwire';
        graft.python.exec(\`
try:
    f()
except Exception:
    print('went on')
print('went on')
\`, { f: () => process.exit(7) });
      `,
    });
    expect(await project.run('exit.mjs')).toMatchObject({ code: 7, out: '', err: '' });
  });
});

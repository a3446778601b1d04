import { isDeepStrictEqual } from 'node:util';
import { graft } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { py } from './anything.js';
import { failure } from './failure.js';
import { collected } from './garbage.js';
import { Project } from './project.js';

graft.python.exec(`
import gc, weakref
class Thing:
    alive = 0
    def __init__(self): Thing.alive += 1
    def __del__(self): Thing.alive -= 1
class Failing(Exception): pass
def make(): return Thing()
def fail():
    error = Failing('x')
    error.thing = Thing()
    raise error
def cycle():
    one = Thing()
    one.itself = one
    return one
def call(function): return function(1)
def attempt(function):
    try:
        function()
    except Exception:
        pass
def half(): return [Thing(), Thing(), '\\ud83d\\ude00']
def half_of_arguments(function): function(Thing(), '\\ud83d\\ude00')
`);

interface Main {
  make(): object;
  cycle(): object;
  fail(): never;
  call(action: (value: number) => unknown): unknown;
  attempt(action: () => unknown): void;
  half(): never;
  half_of_arguments(action: () => unknown): never;
}
const main = graft.loadSync<Main>('python:__main__');
const rounds = 100_000;

const things = (): unknown => py('[gc.collect(), Thing.alive][1]');

/** Runs something so often, and looks whether both tables, and what lives in Python, are then as after the first time. */
async function expectNothingLeft(times: number, run: (round: number) => void): Promise<void> {
  // What is received once and for all, classes for instance, is received now.
  run(0);
  const settled = (): { pythonObjects: number; javaScriptObjects: number; alive: unknown } => {
    const alive = things();
    const { pythonObjects, javaScriptObjects } = graft.stats();
    return { pythonObjects, javaScriptObjects, alive };
  };
  await collected(() => settled().alive === 0);
  const before = settled();
  for (let round = 1; round < times; round++) run(round);
  await collected(() => isDeepStrictEqual(settled(), before));
  expect(settled()).toEqual(before);
}

describe('after a hundred thousand of them were made and dropped, nothing is left of', () => {
  it('objects of Python', () =>
    expectNothingLeft(rounds, () => {
      main.make();
    }));

  it('callbacks', () =>
    expectNothingLeft(rounds, (round) => {
      main.call((value) => value + round);
    }));

  it('objects of JavaScript', () =>
    expectNothingLeft(rounds, () => {
      main.call(() => new (class Held {})());
    }));

  it('exceptions of Python', () =>
    expectNothingLeft(rounds, () => {
      failure(() => main.fail());
    }));

  it('errors of JavaScript that Python caught', () =>
    expectNothingLeft(rounds, () => {
      main.attempt(() => {
        throw new Error('caught');
      });
    }));

  it('exceptions that went through a callback', () =>
    expectNothingLeft(rounds / 10, () => {
      failure(() => main.call(() => main.fail()));
      main.attempt(() => main.fail());
    }));

  it('objects that went into Python and came back', () =>
    expectNothingLeft(rounds / 10, () => {
      const thing = main.make();
      expect(py('[t, f]', { t: thing, f: failure })).toEqual([thing, failure]);
    }));

  it('iterators that were left early, both ways', () =>
    expectNothingLeft(rounds / 20, () => {
      for (const item of py('(i for i in range(10))') as Iterable<number>) if (item === 2) break;
      graft.python.exec('for item in items:\n    break', {
        items: (function* () {
          yield 1;
          yield 2;
        })(),
      });
    }));

  it('what is released by hand', () =>
    expectNothingLeft(rounds, () => {
      graft.release(main.make());
    }));
});

describe('what fails half-way leaves nothing behind', () => {
  it('a result of which a later part cannot cross', () =>
    expectNothingLeft(1000, () => {
      expect(failure(() => main.half())).toMatchObject({ path: 'result[2]' });
    }));

  it('arguments of which a later one cannot cross', () =>
    expectNothingLeft(1000, (round) => {
      expect(failure(() => py('1', { first: () => round, second: [/x/] }))).toMatchObject({
        code: 'unsupported-value',
      });
    }));

  it('arguments of a callback of which a later one cannot cross', () =>
    expectNothingLeft(1000, () => {
      failure(() => main.half_of_arguments(() => 1));
    }));

  it('a result of a callback of which a later part cannot cross', () =>
    expectNothingLeft(1000, (round) => {
      failure(() => main.call(() => [() => round, /x/]));
    }));

  it('arguments that no call takes', () =>
    expectNothingLeft(1000, (round) => {
      failure(() => py('1 +', { first: () => round }));
    }));
});

describe('a reference', () => {
  it('that is given back does not make another object of the one that takes its place', () => {
    const released = main.make();
    graft.release(released);
    const others = Array.from({ length: 10 }, () => main.make());
    expect(failure(() => py('v', { v: released }))).toMatchObject({ code: 'unknown-reference' });
    expect(others.every((one) => py('v', { v: one }) === one)).toBe(true);
  });

  it('is not given away while an answer with it is being read, or written', () => {
    // Each end of an object prints, and printing calls back.
    graft.python.exec(`
class Loud:
    def __del__(self): on_end()
def loud(value):
    end = Loud()
    return [value, Thing(), {'x': [value]}]
`);
    graft.python.exec('def on_end(): f()', {});
    const kept = main.make();
    graft.python.exec('globals()["f"] = given', {
      given: () => {
        for (let round = 0; round < 50; round++) main.make();
        graft.stats();
      },
    });
    for (let round = 0; round < 500; round++) {
      const [first, , { x }] = py('loud(v)', { v: kept }) as [object, object, { x: [object] }];
      expect(first === kept && x[0] === kept).toBe(true);
    }
    graft.python.exec('del f, Loud, loud');
  });

  it('to an object of JavaScript may be received again while its end is told', async () => {
    // In a process of its own, which it may cost.
    const project = new Project({
      'again.mjs': `
        import { graft } from 'graftwire';
        graft.python.exec(\`
import weakref
seen = []
watches = []
def watch(held, again):
    watches.append(weakref.ref(held, lambda _: seen.append(again().kind)))
\`);
        class Held { kind = 'held'; }
        const held = new Held();
        const { watch } = graft.python.import('__main__');
        for (let round = 0; round < 1000; round++) watch(held, () => held);
        console.log(graft.python.eval('[len(seen), set(seen)]'), graft.python.eval('v', { v: held }) === held);
      `,
    });
    expect(await project.run('again.mjs')).toMatchObject({
      out: "[ 1000, Set(1) { 'held' } ] true\n",
      err: '',
      code: 0,
    });
  });

  it('into a cycle of Python does not keep it: Python collects it when JavaScript lets go', () =>
    expectNothingLeft(1000, () => {
      main.cycle();
    }));
});

describe('graft.stats()', () => {
  it('counts by class, and by place where it is asked to', () => {
    graft.stats({ places: true });
    const made = Array.from({ length: 3 }, () => main.make());
    const { python } = graft.stats();
    graft.stats({ places: false });
    const { count, places } = python.find((one) => one.class === 'Thing')!;
    expect(count).toBe(made.length);
    expect(Object.keys(places)[0]).toContain('references.test');
  });

  it('lists the objects of JavaScript that Python holds', () => {
    class Special {}
    graft.python.exec('kept_special = s', { s: new Special() });
    expect(graft.stats().javaScript).toContainEqual({ class: 'Special', count: 1, places: {} });
    graft.python.exec('del kept_special');
    expect(graft.stats().javaScript.some((one) => one.class === 'Special')).toBe(false);
  });
});

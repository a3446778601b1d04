import { beforeAll, expect, it } from 'vitest';
import { GraftError, graft } from 'graftwire';

interface Main {
  rate: unknown;
  double: unknown;
  Account: unknown;
  json: unknown;
}

let main: Main & Record<string, unknown>;

beforeAll(() => {
  graft.python.exec(`
import json
rate = 1
def double(x): return 2 * x
class Account: pass
`);
  main = graft.python.import('__main__') as unknown as typeof main;
});

it('sets an attribute in Python, before it was ever read and after', () => {
  main.rate = 2;
  expect(graft.python.eval('rate')).toBe(2);
  expect(main.rate).toBe(2);
  main.rate = 3;
  expect(graft.python.eval('rate')).toBe(3);
});

it.each(['double', 'Account', 'json'] as const)(
  'does not replace what is no attribute, in Python or here: %s',
  (name) => {
    const set = (): void => {
      main[name] = 5;
    };
    expect(set).toThrow(GraftError);
    expect(set).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    const before = main[name];
    expect(set).toThrow(TypeError);
    expect(main[name]).toBe(before);
    expect(graft.python.eval(`${name} == 5`)).toBe(false);
  },
);

it('does not take a name that the module does not have, which Python would never hear of', () => {
  expect(() => {
    main['raet'] = 5;
  }).toThrow(TypeError);
  expect('raet' in main).toBe(false);
});

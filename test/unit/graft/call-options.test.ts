import { expect, it } from 'vitest';
import { checkCallOptions } from '../../../src/graft/call-options.js';

it('takes the options that there are', () => {
  checkCallOptions({});
  checkCallOptions({ timeoutMs: 0.5, signal: new AbortController().signal, oneway: false });
  checkCallOptions({ timeoutMs: undefined });
});

it('refuses an option that there is not, rather than ignoring a misspelt one', () => {
  expect(() => checkCallOptions({ timeout: 5 })).toThrow(
    /no option timeout\. There are timeoutMs, signal and oneway\./,
  );
});

it.each([
  ['a time that is over', { timeoutMs: 0 }, 'not 0'],
  ['a negative time', { timeoutMs: -1 }, 'not -1'],
  ['a time without end', { timeoutMs: Infinity }, 'not Infinity'],
  ['a time that is no number', { timeoutMs: NaN }, 'not NaN'],
  ['a time as text', { timeoutMs: '5' }, 'not "5"'],
  ['a time as a bigint', { timeoutMs: 5n }, 'not a bigint'],
  ['a controller for its signal', { signal: new AbortController() }, 'not an object'],
  ['no signal', { signal: null }, 'not null'],
  ['a signal by name', { signal: 'abort' }, 'not "abort"'],
  ['oneway that is no boolean', { oneway: 1 }, 'not 1'],
  ['a number', 5, 'are an object'],
  ['nothing', undefined, 'are an object'],
  ['null', null, 'are an object'],
  ['an array', [], 'are an object'],
])('refuses %s', (_, options, message) => {
  expect(() => checkCallOptions(options)).toThrow(
    expect.objectContaining({
      code: 'invalid-argument',
      message: expect.stringContaining(message) as string,
    }),
  );
});

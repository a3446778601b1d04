import { expect, it } from 'vitest';
import { checkLoadOptions } from '../../../src/graft/load-options.js';

it('takes the options that there are', () => {
  checkLoadOptions({});
  checkLoadOptions({ from: import.meta.url, python: 'python3' });
});

it('refuses an option that there is not, rather than ignoring a misspelt one', () => {
  expect(() => checkLoadOptions({ form: import.meta.url })).toThrow(
    /no option form\. There are from and python\./,
  );
});

it.each([import.meta.url, new URL(import.meta.url), null])(
  'refuses what is no object of options: %s',
  (options) => {
    expect(() => checkLoadOptions(options)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  },
);

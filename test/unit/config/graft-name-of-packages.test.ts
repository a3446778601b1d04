import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graftNameOf } from '../../../src/config/graft-name.js';
import { graftNames } from '../../../src/generator/graft-names.js';

describe('the name of a Graft', () => {
  // Configuration and Generator may not import one another.
  it('is the same to who configures it and to who generates it', () => {
    const modules = fc.oneof(
      fc.constantFrom('stats', 'os.path', '@acme/price-list', 'Ümlaut', 'a__b', 'lodash/fp', '日本', 'X.Y-z'),
      fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(modules, fc.constantFrom('pypi' as const, 'npm' as const), (name, ecosystem) => {
        const { graft } = graftNames({ name, ecosystem });
        fc.pre(!graft.endsWith('.'));
        expect(graftNameOf(`${ecosystem === 'pypi' ? 'python' : 'npm'}:${name}`)).toBe(graft);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatModel } from '../../../src/model/format-model.js';
import { parseModel } from '../../../src/model/parse-model.js';
import type { UgmModule } from '../../../src/model/ugm.js';
import { anyModel } from './arbitrary-model.js';
import { inventory } from './inventory.js';
import { shuffled } from './shuffled.js';

const golden = new URL('../../golden/ugm/inventory.json', import.meta.url);

describe('formatModel', () => {
  it('writes the text that stands beside the tests (vitest --update writes it)', async () => {
    await expect(formatModel(inventory)).toMatchFileSnapshot(golden.pathname);
  });

  it('writes what parseModel reads', () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        const read: unknown = JSON.parse(formatModel(model));
        expect(formatModel(parseModel(read))).toBe(formatModel(model));
        expect(read).toEqual(JSON.parse(JSON.stringify(model)));
      }),
    );
  });

  it('writes the same bytes in whatever order the keys come', () => {
    const later = { ...inventory, zebra: 1, apple: { z: [{ y: 1, x: 2 }], a: null } };
    const text = formatModel(later);
    expect(formatModel(shuffled(later))).toBe(text);
    expect(text.endsWith('}\n')).toBe(true);
    // Unknown keys stand behind those that are known, sorted.
    expect(Object.keys(JSON.parse(text) as object).slice(-3)).toEqual(['defaultExport', 'apple', 'zebra']);
    expect(text).toContain(
      '"apple": {\n    "a": null,\n    "z": [\n      {\n        "x": 2,\n        "y": 1',
    );
  });

  it('leaves out what is undefined, and keeps a key called __proto__', () => {
    const model = JSON.parse(formatModel(inventory).replace('"ugm"', '"__proto__": 5, "ugm"')) as UgmModule;
    const text = formatModel(Object.assign(model, { since: undefined }));
    expect(text).toContain('"__proto__": 5');
    expect(text).not.toContain('since');
  });
});

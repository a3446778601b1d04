import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashModel } from '../../../src/model/hash-model.js';
import type { UgmModule } from '../../../src/model/ugm.js';
import { inventory } from './inventory.js';
import { shuffled } from './shuffled.js';

const empty: UgmModule = {
  ugm: 1,
  name: 'é',
  ecosystem: 'npm',
  runtime: 'nodejs',
  doc: 'Nothing.',
  functions: [],
  classes: [],
  records: [],
  enums: [],
  aliases: [],
  attributes: [],
  modules: [],
};

describe('hashModel', () => {
  it('is the SHA-256 of the canonical form', () => {
    const canonical =
      '{"aliases":[],"attributes":[],"classes":[],"ecosystem":"npm","enums":[],"functions":[],' +
      '"modules":[],"name":"é","records":[],"runtime":"nodejs","ugm":1}';
    const hash = createHash('sha256').update(canonical, 'utf8').digest('base64url');
    expect(hashModel(empty)).toBe(`sha256-${hash}`);
  });

  it('is the same in whatever order the keys come', () => {
    expect(hashModel(shuffled(inventory))).toBe(hashModel(inventory));
  });

  it('does not see documentation, wherever it stands', () => {
    const other = JSON.parse(JSON.stringify(inventory), (key, value: unknown) =>
      key === 'doc' ? 'Other.' : value,
    ) as UgmModule;
    expect(other.functions[0]?.parameters[0]?.doc).toBe('Other.');
    expect(hashModel(other)).toBe(hashModel(inventory));
  });

  it.each<[string, Partial<UgmModule>]>([
    ['a name', { name: 'e' }],
    ['a version', { version: '2.4.1' }],
    ['a key of a later version', { since: 1 } as Partial<UgmModule>],
    ['the order of members', { functions: inventory.functions.toReversed() }],
    ['what is deprecated', { deprecated: true }],
  ])('sees %s', (_what, change) => {
    expect(hashModel({ ...inventory, ...change })).not.toBe(hashModel(inventory));
  });
});

import { describe, expect, it } from 'vitest';
import { ConfigPriority, nameOfPriority } from '../../../src/config/config-priority.js';
import type { ConfigEntry } from '../../../src/config/config-source.js';
import { ConfigurationsCollection } from '../../../src/config/configurations-collection.js';
import { formatConfiguration } from '../../../src/config/format-configuration.js';
import { parseConfigurations } from '../../../src/config/parse-configurations.js';
import { vectors, type ResolutionRow } from './vectors.js';

const graft = 'graft.pypi.stats';

function entries(
  name: string,
  priority: ConfigPriority,
  content: string,
  isOfGraft: boolean,
): readonly ConfigEntry[] {
  return parseConfigurations({ name, priority, content, graft: isOfGraft ? graft : undefined });
}

/** `own3`, `all3`, `default` or `openDefault` with a host that tells it apart. */
function entryOfKind(kind: string, name: string): readonly ConfigEntry[] {
  if (kind === 'openDefault') return entries(name, 6, 'host=inMemory', true);
  if (kind === 'default') return entries(name, 6, `host=tcp://${name}`, true);
  const priority = Number(kind.slice(3)) as ConfigPriority;
  return entries(name, priority, `host=tcp://${name}`, kind.startsWith('own'));
}

describe('the precedence table', () => {
  const { rows } = vectors<{ readonly rows: readonly (readonly [string, string, string])[] }>('precedence');

  it('has every pair of levels, for the Graft and for all, in both orders', () => {
    const kinds = [1, 2, 3, 4, 5].flatMap((level) => [`own${level}`, `all${level}`]);
    for (const first of [...kinds, 'default']) {
      for (const second of [...kinds, 'default']) {
        expect(rows.filter(([a, b]) => a === first && b === second)).toHaveLength(1);
      }
    }
  });

  it.each(rows)('%s, then %s: the host is that of the %s', (first, second, winner) => {
    const collection = new ConfigurationsCollection()
      .add(...entryOfKind(first, 'first'))
      .add(...entryOfKind(second, 'second'));
    const resolved = collection.resolve(graft);
    expect(resolved.origins.get('host')?.source).toBe(winner);
  });

  it('ends with the library, which is beaten by every one', () => {
    for (const [kind] of rows.filter(([first, second]) => second === 'own1' && first !== 'openDefault')) {
      const resolved = new ConfigurationsCollection().add(...entryOfKind(kind, 'x')).resolve(graft);
      expect(resolved.config.host).toMatchObject([{ kind: 'tcp', hostname: 'x' }]);
    }
    expect(new ConfigurationsCollection().resolve(graft).config.host).toEqual([{ kind: 'inMemory' }]);
  });

  it('does not mix Grafts', () => {
    const other = parseConfigurations({
      name: 'x',
      priority: 1,
      content: 'host=tcp://x',
      graft: 'graft.npm.stats',
    });
    expect(new ConfigurationsCollection().add(...other).resolve(graft).config.host).toEqual([
      { kind: 'inMemory' },
    ]);
  });
});

describe('what several sources say together', () => {
  const { rows } = vectors<{ readonly rows: readonly ResolutionRow[] }>('resolutions');

  it.each(rows)('$name', ({ entries: given, config, origins }) => {
    const collection = new ConfigurationsCollection();
    for (const entry of given) collection.add(...entries(...entry));
    const resolved = collection.resolve(graft);
    expect(formatConfiguration(resolved.config)).toBe(config);
    for (const [key, source] of Object.entries(origins)) {
      expect(resolved.origins.get(key as 'host')?.source, key).toBe(source);
    }
  });
});

describe('a collection', () => {
  it('keeps every entry, in its order', () => {
    const collection = new ConfigurationsCollection();
    for (const name of ['a', 'b', 'c']) collection.add(...entries(name, 5, 'host=loopback', true));
    expect(collection.entries.map(({ source }) => source)).toEqual(['a', 'b', 'c']);
    expect(collection.of(graft).map(({ source }) => source)).toEqual(['c', 'b', 'a']);
    expect(collection.of()).toEqual([]);
  });

  it('has what a switch says count before everything', () => {
    const [strict] = entries('GRAFT_STRICT', 2, 'strict=1', false);
    const resolved = new ConfigurationsCollection()
      .add(...entries('a', 1, 'strict=0;timeoutMs=5', true))
      .resolve(graft, strict);
    expect(resolved.config).toMatchObject({ strict: true, timeoutMs: 5 });
    expect(resolved.explanation).toContain('A switch for the whole process: gives strict.');
  });
});

it('names the levels, highest first', () => {
  expect(Object.keys(ConfigPriority)).toEqual([
    'RuntimeSpecificEnv',
    'GlobalEnv',
    'RuntimeSpecificFile',
    'GlobalFile',
    'UserCode',
    'GraftSpecificDefault',
    'DefaultLibrary',
  ]);
  expect(Object.values(ConfigPriority)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(nameOfPriority(3)).toBe('RuntimeSpecificFile');
});

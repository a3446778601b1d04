import { describe, expect, it } from 'vitest';
import { ConfigurationsCollection } from '../../../src/config/configurations-collection.js';
import { formatConfiguration } from '../../../src/config/format-configuration.js';
import { parseConfigurations } from '../../../src/config/parse-configurations.js';
import { nearest } from '../../../src/config/nearest.js';
import { vectors } from './vectors.js';

const { rows } = vectors<{ readonly rows: readonly (readonly [string, string])[] }>('masks');

it.each(rows)('%s is shown as %s', (content, shown) => {
  const [entry] = parseConfigurations({ name: 'x', priority: 5, content });
  expect(formatConfiguration(entry!.configuration)).toBe(shown);
  expect(shown).not.toMatch(/hu|sh@/);
});

describe('the explanation', () => {
  const graft = 'graft.pypi.stats';
  const resolved = new ConfigurationsCollection()
    .add(...parseConfigurations({ name: 'GRAFT_STATS_CONFIG', priority: 1, content: 'timeoutMs=500', graft }))
    .add(
      ...parseConfigurations({
        name: 'graft.config.json',
        priority: 4,
        content:
          '[\n{"host": "tcp://me:hush@a:1",\n"token": "hush", "runtime": "nodejs"},\n{"name": "graft.npm.x", "strict": true}, {"strict": true}]',
      }),
    )
    .add(
      ...parseConfigurations({
        name: 'GraftConfig.setConfig',
        priority: 5,
        content: `name=${graft};strict=1`,
      }),
    )
    .add(
      ...parseConfigurations({
        name: 'default',
        priority: 6,
        content: 'runtime=python;host=inMemory',
        graft,
      }),
    )
    .resolve(graft);

  it('says what counts, what was found, and what became of each', () => {
    expect(resolved.explanation.split('\n')).toEqual([
      'graft.pypi.stats',
      '  runtime    python         from default:1',
      '  host       tcp://***@a:1  from graft.config.json:2',
      '  token      ***            from graft.config.json:3',
      '  timeoutMs  500            from GRAFT_STATS_CONFIG:1',
      '',
      'Found, highest priority first:',
      '  1 RuntimeSpecificEnv, GRAFT_STATS_CONFIG:1: name=graft.pypi.stats;timeoutMs=500',
      '      Won, as the highest configuration of this Graft: gives timeoutMs.',
      '  4 GlobalFile, graft.config.json:2: runtime=nodejs;host=tcp://***@a:1;token=***',
      '      Baseline for all Grafts: gives host, token. Its runtime would need a name.',
      '  4 GlobalFile, graft.config.json:4: name=graft.npm.x;strict=true',
      '      Of another Graft.',
      '  4 GlobalFile, graft.config.json:4: strict=true',
      '      Not used: graft.config.json:2 came first.',
      '  5 UserCode, GraftConfig.setConfig:1: name=graft.pypi.stats;strict=true',
      '      Not used: GRAFT_STATS_CONFIG:1 stands higher.',
      '  6 GraftSpecificDefault, default:1: name=graft.pypi.stats;runtime=python;host=inMemory',
      "      The Graft's own default: gives runtime.",
      '  7 DefaultLibrary, graftwire: host=inMemory',
      '      What graftwire does by itself: has nothing left to give.',
    ]);
  });

  it('is short for logs', () => {
    expect(resolved.summary).toBe(
      'name=graft.pypi.stats;runtime=python;host=tcp://***@a:1;token=***;timeoutMs=500 (GRAFT_STATS_CONFIG:1, default:1, graft.config.json:2)',
    );
  });
});

it.each([
  ['timeoutms', 'timeoutMs'],
  ['hots', 'host'],
  ['x', undefined],
  ['x'.repeat(100_000), undefined],
])('takes %s for a misspelt %s', (given, meant) => {
  expect(nearest(given.slice(), ['host', 'timeoutMs'])).toBe(meant);
});

import { describe, expect, it } from 'vitest';
import type { ConfigPriority } from '../../../src/config/config-priority.js';
import { ConfigurationsCollection } from '../../../src/config/configurations-collection.js';
import type { ConfiguredRuntime } from '../../../src/config/graft-configuration.js';
import { parseConfigurations } from '../../../src/config/parse-configurations.js';
import { checkReached, placeModule, type PlacedModule } from '../../../src/config/placed-module.js';
import { GraftError } from '../../../src/errors/graft-error.js';
import { vectors, type PlacementRow } from './vectors.js';

const graft = 'graft.pypi.stats';
const { rows } = vectors<{ readonly rows: readonly PlacementRow[] }>('placements');

function place({ own: [module, runtime], entries }: PlacementRow): PlacedModule {
  const collection = new ConfigurationsCollection();
  for (const [name, priority, content, isOfGraft, folder] of entries) {
    const source = { name, priority: priority as ConfigPriority, content, folder };
    collection.add(...parseConfigurations({ ...source, graft: isOfGraft ? graft : undefined }));
  }
  const resolved = collection.resolve(graft);
  const placed = placeModule(resolved, { module, runtime: runtime as ConfiguredRuntime });
  checkReached(resolved);
  return placed;
}

describe('the module that a Graft is of', () => {
  it.each(rows.filter(({ error }) => error === undefined))('is found: $name', (row) => {
    const { module, runtime, isConfigured = false, folder } = row;
    expect(place(row)).toEqual({ module, runtime, isConfigured, folder });
  });

  it.each(rows.filter(({ error }) => error !== undefined))('is refused: $name', (row) => {
    const { code, path, says = [], hides = [] } = row.error!;
    let error: unknown;
    try {
      place(row);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code, path });
    for (const part of says) expect((error as GraftError).message).toContain(part);
    for (const part of hides) expect((error as GraftError).message).not.toContain(part);
  });
});

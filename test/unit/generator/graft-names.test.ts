import { describe, expect, it } from 'vitest';
import { graftNames } from '../../../src/generator/graft-names.js';

describe('the names of a Graft', () => {
  it.each([
    ['stats', 'graft.pypi.stats', '@graft/pypi-stats', 'graft-pypi-stats', 'graft_pypi_stats'],
    [
      'numpy.linalg',
      'graft.pypi.numpy.linalg',
      '@graft/pypi-numpy.linalg',
      'graft-pypi-numpy-linalg',
      'graft_pypi_numpy_linalg',
    ],
    [
      'my_stats_3f9c21aa',
      'graft.pypi.my_stats_3f9c21aa',
      '@graft/pypi-my_stats_3f9c21aa',
      'graft-pypi-my-stats-3f9c21aa',
      'graft_pypi_my_stats_3f9c21aa',
    ],
    ['PIL', 'graft.pypi.pil', '@graft/pypi-pil', 'graft-pypi-pil', 'graft_pypi_pil'],
    [
      'größe',
      'graft.pypi.gruf6udfe',
      '@graft/pypi-gruf6udfe',
      'graft-pypi-gruf6udfe',
      'graft_pypi_gruf6udfe',
    ],
  ])('follow the name of a Python module: %s', (name, graft, npm, python, pythonImport) => {
    expect(graftNames({ name, ecosystem: 'pypi' })).toEqual({
      graft,
      npm,
      python,
      pythonImport,
    });
  });

  it.each([
    ['lodash', '@graft/npm-lodash', 'graft-npm-lodash'],
    ['@acme/shop-kit', '@graft/npm-acme-shop-kit', 'graft-npm-acme-shop-kit'],
    ['node:fs/promises', '@graft/npm-node-fs-promises', 'graft-npm-node-fs-promises'],
    ['inventory.js', '@graft/npm-inventory.js', 'graft-npm-inventory-js'],
    ['./inventory.js', '@graft/npm-inventory.js', 'graft-npm-inventory-js'],
  ])('follow the name of a JavaScript module: %s', (name, npm, python) => {
    expect(graftNames({ name, ecosystem: 'npm' })).toMatchObject({ npm, python });
  });
});

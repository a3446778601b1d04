import { expect, it } from 'vitest';
import { graftNameOf, isGraftName } from '../../../src/config/graft-name.js';
import { environmentName, unmistakableVariable } from '../../../src/config/source-names.js';
import { vectors } from './vectors.js';

interface NameVectors {
  readonly variables: readonly {
    readonly graft: string;
    readonly variable: string;
    readonly unmistakable: string;
  }[];
  readonly grafts: readonly (readonly [string, string | null])[];
}
const { variables, grafts } = vectors<NameVectors>('names');

it.each(variables)(
  '$graft is configured by $variable and $unmistakable',
  ({ graft, variable, unmistakable }) => {
    expect(environmentName(graft)).toBe(variable);
    expect(unmistakableVariable(graft)).toBe(unmistakable);
  },
);

it.each(grafts)('%j is of %s', (text, graft) => {
  expect(graftNameOf(text)).toBe(graft ?? undefined);
  if (graft !== null) expect(isGraftName(graft)).toBe(true);
});

import { expect, it } from 'vitest';
import { diffModels } from '../../../../src/model/diff-models.js';
import type { ModelChange } from '../../../../src/model/diff/model-change.js';
import type { UgmModule } from '../../../../src/model/ugm.js';

/** What changes, before, after, and each change as `verdict kind path`. */
export type Row = readonly [string, UgmModule, UgmModule, readonly string[]];

const text = ({ verdict, kind, path }: ModelChange): string => `${verdict} ${kind} ${path}`;

/** A test for each row: these changes and no others, with a sentence each, the whole verdict being the worst. */
export function expectVerdicts(rows: readonly Row[]): void {
  it.each(rows)('%s', (_what, before, after, changes) => {
    const diff = diffModels(before, after);
    expect(diff.changes.map(text)).toEqual(changes);
    for (const { message } of diff.changes) expect(message).toMatch(/^\S.*\.$/);
    const order = ['breaking', 'additive', 'compatible', 'none'];
    const worst = order.find((verdict) => changes.some((change) => change.startsWith(verdict)));
    expect(diff.verdict).toBe(worst ?? 'none');
  });
}

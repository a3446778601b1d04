import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseModel } from '../model/parse-model.js';
import type { UgmModule } from '../model/ugm.js';
import { createGraftDefiner } from './generated-graft.js';
import { openPlaced } from './loading.js';
import { memberNames } from './member-name.js';
import { placeOf } from './placement.js';
import { openSession } from './python-session.js';

/** What costs nothing to be taken out of a module of another runtime before it is used. */
const cheap: ReadonlySet<string | undefined> = new Set([
  'function',
  'async-function',
  'generator-function',
  'async-generator-function',
]);

/** Makes the Graft of a Graft package: what `graftwire generate` writes calls it. */
export const defineGraft = createGraftDefiner((definition) => {
  const placement = placeOf(definition);
  const module = openPlaced(placement, { model: () => modelBeside(definition.from) });
  if (placement.route.kind !== 'local') return { module, isLazy: () => false };
  const outline = openSession().modules.outlineOf(module);
  const kinds = outline?.members ?? {};
  const shown = memberNames(Object.keys(kinds));
  const { constants = {} } = definition;
  return {
    module,
    isLazy: (name) => shown.has(name) && !cheap.has(kinds[name]) && !Object.hasOwn(constants, name),
  };
});

/** The model that a Graft package was made of, which it has beside its code. */
function modelBeside(file: string): UgmModule | undefined {
  const path = fileURLToPath(new URL('model.json', file));
  return existsSync(path) ? parseModel(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

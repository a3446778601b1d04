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
  const module = openPlaced(placement);
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

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hashModel } from '../model/hash-model.js';
import { parseModel } from '../model/parse-model.js';
import type { UgmModule } from '../model/ugm.js';
import type { Route } from '../hypertube/router/route.js';
import { createGraftDefiner } from './bound-graft.js';
import type { GraftDefinition } from './generated-graft.js';
import { openPlaced } from './loading.js';
import { loopbackSession } from './loopback.js';
import { memberNames } from './member-name.js';
import { checkFound, packageSource } from './package-source.js';
import { placeOf } from './placement.js';
import { openSession } from './python-session.js';

/** What costs nothing to be taken out of a module of another runtime before it is used. */
const cheap: ReadonlySet<string | undefined> = new Set([
  'function',
  'async-function',
  'generator-function',
  'async-generator-function',
]);

/** What of a module of JavaScript is outlined before it is read, on the loopback route. */
const outlined: ReadonlySet<string | undefined> = new Set(['class', 'module']);

/** Makes the Graft of a Graft package: what `graftwire generate` writes calls it. */
export const defineGraft = createGraftDefiner((definition) => {
  const found = packageSource(definition);
  const placement = placeOf({ ...definition, ...found });
  checkFound(found, placement);
  let read: { readonly model: UgmModule | undefined } | undefined;
  const model = (): UgmModule | undefined => (read ??= { model: modelBeside(definition) }).model;
  const module = openPlaced(placement, { model });
  return { module, model, isLazy: lazinessOf(placement.route.kind, module, definition) };
});

function lazinessOf(
  route: Route['kind'],
  module: object,
  { constants = {} }: GraftDefinition,
): (member: string) => boolean {
  if (route === 'direct') return () => false;
  const { modules } = route === 'local' ? openSession() : loopbackSession()!;
  const kinds = modules.outlineOf(module)?.members ?? {};
  if (route === 'loopback') return (name) => outlined.has(kinds[name]);
  const shown = memberNames(Object.keys(kinds));
  return (name) => shown.has(name) && !cheap.has(kinds[name]) && !Object.hasOwn(constants, name);
}

/** The model that a Graft package was made of, which it has beside its code. Beside a bundle there is none, or another's. */
function modelBeside({ from, model: hash }: GraftDefinition): UgmModule | undefined {
  if (from === undefined) return undefined;
  const path = fileURLToPath(new URL('model.json', from));
  if (!existsSync(path)) return undefined;
  const model = parseModel(JSON.parse(readFileSync(path, 'utf8')));
  return hash === undefined || hash === hashModel(model) ? model : undefined;
}

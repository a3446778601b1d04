import { describedMember, describedModule } from '../hypertube/javascript-host/described.js';
import type { UgmMember, UgmModule } from '../model/ugm.js';
import { findBound } from './bound-graft.js';
import { originOf } from './origin.js';

/**
 * The model of a module, or of a member of one; undefined where nobody knows it. What is JavaScript's own function, as the members of a Graft package
 * are on the direct route, has that of the package; of a package that has lost its model, as much as the module itself tells.
 */
export function knownModel(value: object): UgmMember | UgmModule | undefined {
  const origin = originOf(value);
  if (origin !== undefined) return origin.model();
  const found = findBound(value);
  if (found === undefined) return undefined;
  const { name, graft, model } = found;
  if (name !== '') return describedMember(name, value, model);
  return (
    model ??
    describedModule(
      graft,
      Object.keys(value).map((member) => [member, Reflect.get(value, member)] as const),
    )
  );
}

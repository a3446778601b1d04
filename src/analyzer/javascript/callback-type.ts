import type { Signature } from 'typescript';
import type { UgmType } from '../../model/ugm.js';
import { note, type Place, type Scope } from './scope.js';
import { signatureOf, type SignatureForm } from './signature.js';

/** A function as a value. Where it can be called in several ways, the one with the most parameters is kept. */
export function callbackOf(scope: Scope, signatures: readonly (Signature | undefined)[], at: Place, form: SignatureForm): UgmType {
  const all = signatures.filter((one) => one !== undefined);
  const widest = all.reduce<Signature | undefined>(
    (best, one) => (best === undefined || one.parameters.length > best.parameters.length ? one : best),
    undefined,
  );
  if (widest === undefined) return { kind: 'callback' };
  if (all.length > 1) note(scope, at.path, `A function that is a value has ${all.length} signatures; only the longest is kept.`);
  const { parameters, returns, typeParameters } = signatureOf(scope, widest, { ...at, depth: (at.depth ?? 0) + 1 }, form);
  if (typeParameters !== undefined) note(scope, at.path, 'A function that is a value has type parameters of its own.');
  const isAsync = returns?.kind === 'awaitable';
  const gives = isAsync ? returns.of : returns;
  return {
    kind: 'callback',
    parameters,
    ...(gives === undefined || gives.kind === 'any' ? {} : { returns: gives }),
    ...(isAsync ? { async: true as const } : {}),
  };
}

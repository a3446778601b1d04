import type { Symbol as TsSymbol } from 'typescript';
import type { UgmProtocol, UgmProtocolName } from '../../model/ugm.js';
import type { Place, Scope } from './scope.js';
import { signatureOf, type SignatureForm } from './signature.js';

const protocols: Readonly<Record<string, UgmProtocolName>> = {
  iterator: 'iterate',
  asyncIterator: 'iterateAsync',
};

/** What the language itself calls a member for, `[Symbol.iterator]` and `[Symbol.asyncIterator]`; undefined for any other. */
export function protocolModel(
  scope: Scope,
  member: TsSymbol,
  at: Place,
  form: SignatureForm,
): UgmProtocol | undefined {
  const [, symbol = ''] = /^__@(\w+?)(?:@\d+)?$/.exec(member.name) ?? [];
  const name = Object.hasOwn(protocols, symbol) ? protocols[symbol] : undefined;
  const [signature] = scope.checker.getTypeOfSymbol(member).getCallSignatures();
  if (name === undefined || signature === undefined) return undefined;
  const { returns } = signatureOf(scope, signature, { ...at, path: `${at.path}.[Symbol.${symbol}]` }, form);
  const step =
    returns !== undefined && 'of' in returns && !Array.isArray(returns.of) ? returns.of : undefined;
  const isStep = step !== undefined && 'kind' in step && step.kind !== 'any';
  return { name, parameters: [], ...(isStep ? { returns: step } : {}) };
}

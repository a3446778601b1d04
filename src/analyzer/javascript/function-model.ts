import type { Node, Signature } from 'typescript';
import type { UgmFunction, UgmSignature, UgmType } from '../../model/ugm.js';
import { documentationOf } from './documentation.js';
import { type Place, type Scope, silenced } from './scope.js';
import { signatureOf, type SignatureForm } from './signature.js';

/** A function with all ways to call it. `declarations` are where its documentation may stand. */
export function functionModel(
  scope: Scope,
  name: string,
  signatures: readonly Signature[],
  declarations: readonly Node[],
  at: Place,
  form: SignatureForm = 'declared',
): UgmFunction {
  const documented = documentationOf(scope, declarations);
  const { doc, deprecated, raises } = documented;
  const described = signatures.map((signature) => signatureOf(scope, signature, at, isInstantiated(signature) ? 'resolved' : form));
  const own = implementationOf(scope, signatures, declarations, at) ?? widest(described);
  const gives = givenBy([...described, own]);
  const [first] = described;
  const isOverloaded = described.length > 1;
  const { parameters, ...rest } = unwrapped(isOverloaded || first === undefined ? own : first, gives);
  return {
    name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...rest,
    parameters,
    async: gives === 'awaitable' || gives === 'asyncIterator',
    generator: gives === 'iterator' || gives === 'asyncIterator',
    signature: 'known',
    ...(isOverloaded ? { overloads: described.map((one) => unwrapped(one, gives)) } : {}),
    ...(raises === undefined ? {} : { raises }),
  };
}

/** The one that overloads hide: its parameters are those that the function has. */
function implementationOf(
  scope: Scope,
  signatures: readonly Signature[],
  declarations: readonly Node[],
  at: Place,
): UgmSignature | undefined {
  const { ts, checker } = scope;
  if (signatures.length < 2) return undefined;
  const body = declarations.find(
    (one) =>
      (ts.isFunctionDeclaration(one) || ts.isMethodDeclaration(one) || ts.isConstructorDeclaration(one)) &&
      one.body !== undefined,
  );
  const signature =
    body === undefined ? undefined : checker.getSignatureFromDeclaration(body as Parameters<typeof checker.getSignatureFromDeclaration>[0]);
  return signature === undefined ? undefined : signatureOf(silenced(scope), signature, at, 'declared');
}

/** Whether the checker put types into the places of type parameters. */
function isInstantiated(signature: Signature): boolean {
  return (signature as { readonly target?: Signature }).target !== undefined;
}

function widest(signatures: readonly UgmSignature[]): UgmSignature {
  return signatures.reduce<UgmSignature>(
    (best, one) => (one.parameters.length >= best.parameters.length ? one : best),
    { parameters: [] },
  );
}

type Giver = 'awaitable' | 'iterator' | 'asyncIterator';

const givers: readonly (UgmType['kind'] | undefined)[] = ['awaitable', 'iterator', 'asyncIterator'] satisfies Giver[];

/** What calling it gives, where all ways to call it agree. */
function givenBy(signatures: readonly UgmSignature[]): Giver | undefined {
  const kind = signatures[0]?.returns?.kind;
  const isGiver = givers.includes(kind) && signatures.every(({ returns }) => returns?.kind === kind);
  return isGiver ? (kind as Giver) : undefined;
}

function unwrapped(signature: UgmSignature, gives: Giver | undefined): UgmSignature {
  const { returns, ...rest } = signature;
  if (returns === undefined || returns.kind !== gives) return signature;
  return returns.of.kind === 'any' ? rest : { ...rest, returns: returns.of };
}

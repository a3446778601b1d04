import type { UgmClass, UgmType } from '../../model/ugm.js';
import { classMember, classMembers, type ClassMember, type ClassPlace } from './class-members.js';
import { propertyKey } from './reserved-words.js';
import { typeText, type TypePlace } from './type-text.js';

/** As graftwire chooses the class of an error: the nearest one that JavaScript has. */
const natives: ReadonlyMap<string, string> = new Map([
  ['TypeError', 'TypeError'],
  ['SyntaxError', 'SyntaxError'],
  ['IndentationError', 'SyntaxError'],
  ['TabError', 'SyntaxError'],
  ['NameError', 'ReferenceError'],
  ['UnboundLocalError', 'ReferenceError'],
  ['IndexError', 'RangeError'],
  ['OverflowError', 'RangeError'],
  ['RecursionError', 'RangeError'],
  ['RangeError', 'RangeError'],
  ['ReferenceError', 'ReferenceError'],
  ['EvalError', 'EvalError'],
  ['URIError', 'URIError'],
  ['AggregateError', 'AggregateError'],
  ['BaseExceptionGroup', 'AggregateError'],
  ['ExceptionGroup', 'AggregateError'],
]);

/** The class of JavaScript that errors of an exception class are of. */
export function nativeError(exception: string): string {
  return natives.get(exception) ?? 'Error';
}

/** What every class of errors has already, and no static member of a Graft can be. */
const taken: ReadonlySet<string> = new Set([
  'captureStackTrace',
  'prepareStackTrace',
  'stackTraceLimit',
  'isError',
]);

/**
 * What the error has that arrives for an exception of Python: no members of its class, but what `remote` says, with those of its fields that come
 * along (numbers, strings and such).
 */
export function exceptionMembers(
  described: UgmClass,
  place: ClassPlace,
  base: UgmClass | undefined,
): ReadonlyMap<string, ClassMember> {
  const { scope } = place;
  const out: TypePlace = { scope, direction: 'out', variables: place.variables, self: place.local };
  const fields = described.attributes.filter(
    ({ type, inheritedFrom, static: isStatic }) =>
      type !== undefined &&
      isScalar(type) &&
      isStatic !== true &&
      (inheritedFrom === undefined || base === undefined),
  );
  const shape = fields
    .map(({ name, type }) => `readonly ${propertyKey(name)}: ${typeText(type, out)}`)
    .join('; ');
  const above =
    base?.exception === undefined
      ? scope.graftwire('RemoteException')
      : `${scope.types.get(base.name)!.local}['remote']`;
  const remote = shape === '' ? above : `${above} & { readonly fields: { ${shape} } }`;
  const statics = [...classMembers(described, place)].filter(
    ([key]) => key.startsWith('static ') && !taken.has(key.slice('static '.length)),
  );
  return new Map([
    ...statics,
    ['code', classMember('code', [`readonly code: 'exception';`], [])],
    [
      'remote',
      classMember('remote', [`readonly remote: ${remote};`], [{ doc: 'What is known of it in Python.' }]),
    ],
  ]);
}

const scalars: ReadonlySet<UgmType['kind']> = new Set([
  'bool',
  'int',
  'float',
  'number',
  'string',
  'bytes',
  'none',
  'literal',
] as const);

function isScalar(type: UgmType): boolean {
  if (type.kind === 'optional') return isScalar(type.of);
  if (type.kind === 'union') return type.of.every(isScalar);
  return scalars.has(type.kind);
}

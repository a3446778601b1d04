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

/** What errors have already, and no field can be. */
const ofErrors: ReadonlySet<string> = new Set([
  'name',
  'message',
  'stack',
  'cause',
  'code',
  'remote',
  'errors',
]);

/** What every class of errors has already, and no static member of a Graft can be. */
const taken: ReadonlySet<string> = new Set([
  'captureStackTrace',
  'prepareStackTrace',
  'stackTraceLimit',
  'isError',
]);

/**
 * What the error has that arrives for an exception of Python: no methods of its class, but those of its fields that come along (numbers, strings
 * and such), and what `remote` says.
 */
export function exceptionMembers(described: UgmClass, place: ClassPlace): ReadonlyMap<string, ClassMember> {
  const { scope } = place;
  const out: TypePlace = { scope, direction: 'out', variables: place.variables, self: place.local };
  const fields = described.attributes.filter(
    ({ name, type, static: isStatic }) =>
      type !== undefined &&
      isScalar(type) &&
      isStatic !== true &&
      !ofErrors.has(name) &&
      !(name in Error.prototype),
  );
  const statics = [...classMembers(described, place)].filter(
    ([key]) => key.startsWith('static ') && !taken.has(key.slice('static '.length)),
  );
  return new Map([
    ...statics,
    ...fields.map((field) => {
      const key = propertyKey(field.name);
      return [key, classMember(key, [`readonly ${key}: ${typeText(field.type, out)};`], [field])] as const;
    }),
    ['code', classMember('code', [`readonly code: 'exception';`], [])],
    [
      'remote',
      classMember(
        'remote',
        [`readonly remote: ${scope.graftwire('RemoteException')};`],
        [{ doc: 'What is known of it in Python.' }],
      ),
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

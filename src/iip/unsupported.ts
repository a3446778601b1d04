import { constructorName } from './object-kind.js';
import { ValueFault } from './value-fault.js';

/** What to send instead of an instance of these classes. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['Set', 'Send an array of its values: [...set]; among keys, a FrozenSet.'],
  ['Promise', 'Await it and send its result.'],
  ['RegExp', 'Send its source as a string.'],
  ['URL', 'Send its href.'],
  ['Error', 'Send its message.'],
  ['Keywords', 'kw() can only be the last argument of a call.'],
  ['Boolean', 'Send its valueOf().'],
  ['Number', 'Send its valueOf().'],
  ['String', 'Send its valueOf().'],
  ['ArrayBuffer', 'Send new Uint8Array(buffer).'],
  ['SharedArrayBuffer', 'Send a copy in a Uint8Array.'],
  ['WeakMap', 'What it holds cannot be listed.'],
  ['WeakSet', 'What it holds cannot be listed.'],
  ['WeakRef', 'Send what its deref() gives.'],
]);

/** The fault of a value that cannot cross. `role` ends the sentence: "as a key of a Map". */
export function unsupported(value: unknown, role = ''): ValueFault {
  const message = `${nameOf(value)} cannot cross${role === '' ? '' : ` ${role}`}.`;
  return new ValueFault('unsupported-value', message, remedyOf(value));
}

function nameOf(value: unknown): string {
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (Array.isArray(value) && className(value) === 'Array') return 'an array';
  const name = className(value as object);
  if (name === '' || name === 'Object') return 'an object that is not a plain one';
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}

function remedyOf(value: unknown): string {
  if (typeof value === 'symbol') return 'Send its description.';
  if (typeof value === 'function') return 'Send data instead, or what it returns.';
  if (Array.isArray(value) && className(value) === 'Array') {
    return 'Send a tuple: tuple(...items), or Object.freeze(items).';
  }
  const known = remedies.get(className(value as object));
  if (known !== undefined) return known;
  if (ArrayBuffer.isView(value)) {
    return 'Send an array of its numbers, or its bytes: new Uint8Array(x.buffer, x.byteOffset, x.byteLength).';
  }
  if (value instanceof Error) return remedies.get('Error')!;
  return 'Send a plain object or an array of what is in it.';
}

/** The name is for a sentence: a class that throws when asked for it is one without a name. */
function className(value: object): string {
  try {
    return constructorName(value);
  } catch {
    return '';
  }
}

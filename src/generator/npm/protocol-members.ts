import type { UgmClass, UgmProtocol, UgmProtocolName } from '../../model/ugm.js';
import { callForms } from './call-forms.js';
import { callPlace, classMember, type ClassMember, type ClassPlace } from './class-members.js';
import { eventMembers } from './event-members.js';
import { typeText, type TypePlace } from './type-text.js';

/** `wins`: over a member of the class's own, as the steps of an iterator do. */
export type ProtocolMember = ClassMember & { readonly wins?: true };

/** What objects of a class have for what they can do without a name (docs/objects.md), and for their events. */
export function protocolMembers(described: UgmClass, place: ClassPlace): readonly ProtocolMember[] {
  const known = new Map((described.protocols ?? []).map((protocol) => [protocol.name, protocol]));
  const members = [...known.values()].flatMap((protocol) => membersOf(protocol, known, place));
  return [...eventMembers(described, place), ...members, ...ofEveryObject(place)];
}

/** Python's objects can be compared, and given back. */
function ofEveryObject({ scope }: ClassPlace): readonly ProtocolMember[] {
  if (!scope.isPython) return [];
  return [
    member('equals', 'equals(other: unknown): boolean;', "Whether Python's `==` says so."),
    member(`[${scope.symbol('dispose')}]`, `[${scope.symbol('dispose')}](): void;`),
  ];
}

function member(key: string, code: string, doc?: string, wins = false): ProtocolMember {
  const made = classMember(key, [code], [{ doc }]);
  return wins ? { ...made, wins } : made;
}

type Known = ReadonlyMap<UgmProtocolName, UgmProtocol>;

function membersOf(protocol: UgmProtocol, known: Known, place: ClassPlace): readonly ProtocolMember[] {
  const { scope } = place;
  const out: TypePlace = { scope, direction: 'out', variables: place.variables, self: 'this' };
  const given: TypePlace = { ...out, direction: 'in' };
  const result = typeText(protocol.returns, out);
  const argument = (index: number): string => typeText(protocol.parameters[index]?.type, given);
  const [iterator, asyncIterator] = [`[${scope.symbol('iterator')}]`, `[${scope.symbol('asyncIterator')}]`];
  switch (protocol.name) {
    case 'iterate':
      if (known.has('next')) return [];
      return [member(iterator, `${iterator}(): ${scope.global('IterableIterator')}<${result}>;`)];
    case 'next':
      return [
        member(iterator, `${iterator}(): ${scope.global('IterableIterator')}<${result}>;`, undefined, true),
        ...steps(`${scope.global('IteratorResult')}<${result}>`),
      ];
    case 'iterateAsync':
      return [
        member(asyncIterator, `${asyncIterator}(): ${scope.global('AsyncIterableIterator')}<${result}>;`),
      ];
    case 'nextAsync':
      return steps(`${scope.global('Promise')}<${scope.global('IteratorResult')}<${result}>>`);
    case 'exit':
      return scope.isPython
        ? []
        : [member(`[${scope.symbol('dispose')}]`, `[${scope.symbol('dispose')}](): void;`)];
    case 'exitAsync': {
      const key = `[${scope.symbol('asyncDispose')}]`;
      return [member(key, `${key}(): ${scope.global('PromiseLike')}<void>;`)];
    }
    default:
      return scope.isPython ? ofPython(protocol, place, result, argument) : [];
  }
}

function steps(result: string): readonly ProtocolMember[] {
  return [
    member('next', `next(...sent: readonly any[]): ${result};`, undefined, true),
    member('return', `return(value?: any): ${result};`, undefined, true),
    member('throw', `throw(error?: any): ${result};`, undefined, true),
  ];
}

/** What JavaScript's own objects have as methods, if they have it. */
function ofPython(
  protocol: UgmProtocol,
  place: ClassPlace,
  result: string,
  argument: (index: number) => string,
): readonly ProtocolMember[] {
  const orNothing = /(^|[^\w$])any$/.test(result) ? result : `${result} | undefined`;
  switch (protocol.name) {
    case 'length':
      return [member('length', 'readonly length: number;')];
    case 'get':
      return [
        member(
          'get',
          `get(key: ${argument(0)}): ${orNothing};`,
          'The item, or undefined where there is none.',
        ),
        ...(/(^|[^\w$'])(any|number|unknown)$/m.test(argument(0).replace(/ \| .*/, ''))
          ? [member('at', `at(index: ${argument(0)}): ${orNothing};`)]
          : []),
      ];
    case 'set':
      return [member('set', `set(key: ${argument(0)}, value: ${argument(1)}): void;`)];
    case 'delete':
      return [member('delete', `delete(key: ${argument(0)}): void;`)];
    case 'has':
      return [member('has', `has(value: ${argument(0)}): boolean;`)];
    case 'number':
      return [member('valueOf', 'valueOf(): number;')];
    case 'call': {
      const called = { ...protocol, doc: null, async: false, generator: false, signature: 'known' } as const;
      const forms = callForms(called, callPlace(place, 'call', false));
      const code = forms.map(
        ({ typeParameters, parameters, returns }) => `call${typeParameters}(${parameters}): ${returns};`,
      );
      return [classMember('call', code, [])];
    }
    default:
      return [];
  }
}

import type { UgmClass, UgmEvent } from '../../model/ugm.js';
import { classMember, type ClassPlace } from './class-members.js';
import { docComment } from './doc-comment.js';
import { parameterNames } from './free-names.js';
import type { ProtocolMember } from './protocol-members.js';
import { quoted } from './reserved-words.js';
import { restText, typeText, type TypePlace } from './type-text.js';

const listening = ['on', 'once', 'off'] as const;

/** `on`, `once` and `off`, which know what the listeners of each event are called with. */
export function eventMembers(described: UgmClass, place: ClassPlace): readonly ProtocolMember[] {
  const { events = [] } = described;
  if (events.length === 0) return [];
  // Of Python's, an event itself may be called so; a method of the class's own stays.
  const { isPython } = place.scope;
  const taken = new Set(isPython ? events.map(({ name }) => name) : []);
  const within: TypePlace = {
    scope: place.scope,
    direction: 'out',
    variables: place.variables,
    self: 'this',
  };
  return listening.flatMap((name) => {
    if (taken.has(name)) return [];
    const code = events.map(
      (event) =>
        `${name}(event: ${quoted(event.name)}, listener: (${parametersText(event, within)}) => void): this;`,
    );
    return [{ ...classMember(name, code, events), ...(isPython ? {} : { wins: true as const }) }];
  });
}

/** What the listeners of an event are called with, as parameters of a function or as the items of a tuple. */
function parametersText({ parameters }: UgmEvent, place: TypePlace): string {
  const names = parameterNames(parameters.map(({ name }) => name));
  const parts = parameters.map(({ kind, type }, index) =>
    kind === 'var-positional'
      ? `...${names[index]!}: ${restText(type, place)}`
      : `${names[index]!}: ${typeText(type, place)}`,
  );
  return parts.join(', ');
}

/** The events of a class as a type: an interface of what they give, and the member of the class that leads `events.subscribe` to it. */
export interface EventsType {
  readonly declaration: string;
  readonly member: string;
}

export function eventsType(described: UgmClass, place: ClassPlace): EventsType | undefined {
  const { events = [] } = described;
  if (events.length === 0) return undefined;
  const { scope, local } = place;
  const within: TypePlace = { scope, direction: 'out', variables: new Set(), self: local };
  const lines = events.flatMap((event) => [
    ...docComment(event),
    `readonly ${quoted(event.name)}: readonly [${parametersText(event, within)}];`,
  ]);
  const name = scope.give(`${local}Events`);
  const head = `/** What the events of {@link ${local}} give. */\nexport interface ${name} {`;
  return {
    declaration: [head, ...lines.map((line) => `  ${line}`), '}'].join('\n'),
    member: `readonly [${scope.graftwire('emits')}]?: ${name};`,
  };
}

import type { UgmClass, UgmField, UgmFunction, UgmMethod, UgmProperty } from '../../model/ugm.js';
import { callForms, type CallPlace } from './call-forms.js';
import { docComment, docOfForm, firstParagraph, type Documentation } from './doc-comment.js';
import { shownName } from './free-names.js';
import { optionsName, type OptionsInterfaces } from './options-interfaces.js';
import { protocolMembers } from './protocol-members.js';
import { propertyKey } from './reserved-words.js';
import { typeText, type TypePlace } from './type-text.js';
import type { DeclarationScope } from './declaration-scope.js';

/** A member of a class, or of its objects, as TypeScript declares it. */
export interface ClassMember {
  /** `static` and the name, or the name. */
  readonly key: string;
  readonly lines: readonly string[];
  /** Without documentation: members with the same code can stand for each other. */
  readonly code: string;
}

/** Where the members of a class are declared. */
export interface ClassPlace {
  readonly scope: DeclarationScope;
  readonly options: OptionsInterfaces;
  readonly local: string;
  readonly variables: ReadonlySet<string>;
  /** What a base of the model has declared: what is inherited from it is the same. */
  readonly inherited: (base: string, key: string) => ClassMember | undefined;
}

/** The declarations that a member needs: a comment, and a line for each way to call it. */
export function classMember(
  key: string,
  code: readonly string[],
  documentation: readonly Documentation[],
): ClassMember {
  const lines = code.flatMap((line, index) => [
    ...docComment(documentation[index] ?? documentation[0] ?? {}),
    line,
  ]);
  return { key, lines, code: code.join('\n') };
}

/** All members of a class, inherited ones too, by their keys: static ones first, then fields and properties, methods, protocols. */
export function classMembers(described: UgmClass, place: ClassPlace): ReadonlyMap<string, ClassMember> {
  const found = new Map<string, ClassMember>();
  const { isPython } = place.scope;
  const names = instanceNames(described);
  const statics = staticNames(described);
  const add = (
    name: string,
    isStatic: boolean,
    inheritedFrom: string | undefined,
    make: (key: string, prefix: string) => ClassMember,
  ): void => {
    const shown = !isPython
      ? name
      : isStatic
        ? shownName(name, statics, 'class')
        : shownName(name, names, 'instance');
    if (!isPython && (isStatic ? shown === 'prototype' : shown === 'constructor')) return;
    const written = propertyKey(shown);
    const key = isStatic ? `static ${written}` : written;
    if (found.has(key)) return;
    const inherited = inheritedFrom === undefined ? undefined : place.inherited(inheritedFrom, key);
    found.set(key, inherited ?? make(key, key));
  };
  for (const method of [...described.staticMethods, ...described.classMethods]) {
    add(method.name, true, method.inheritedFrom, (key, prefix) =>
      methodMember(method, key, prefix, place, true),
    );
  }
  for (const field of described.attributes) addField(field, place, add);
  for (const property of described.properties) {
    add(property.name, property.static === true, property.inheritedFrom, (key) =>
      propertyMember(property, key, place),
    );
  }
  for (const method of described.methods) {
    add(method.name, false, method.inheritedFrom, (key, prefix) =>
      methodMember(method, key, prefix, place, false),
    );
  }
  for (const member of protocolMembers(described, place)) {
    if (!found.has(member.key) || member.wins === true) found.set(member.key, member);
  }
  return found;
}

type Add = (
  name: string,
  isStatic: boolean,
  inheritedFrom: string | undefined,
  make: (key: string, prefix: string) => ClassMember,
) => void;

/** What has a value is there for the class, and for its objects unless they cannot have their own. */
function addField(field: UgmField, place: ClassPlace, add: Add): void {
  const make = (key: string): ClassMember => fieldMember(field, key, place);
  if (field.static === true || (place.scope.isPython && field.value !== undefined)) {
    add(field.name, true, field.inheritedFrom, make);
  }
  if (field.static !== true) add(field.name, false, field.inheritedFrom, make);
}

function fieldMember(field: UgmField, key: string, place: ClassPlace): ClassMember {
  return valueMember({ ...field, settable: field.readonly !== true }, key, place);
}

function propertyMember(property: UgmProperty, key: string, place: ClassPlace): ClassMember {
  return valueMember(property, key, place);
}

type Value = Pick<UgmProperty, 'type' | 'doc' | 'deprecated' | 'settable'>;

function valueMember(value: Value, key: string, place: ClassPlace): ClassMember {
  const isStatic = key.startsWith('static ');
  const got = typeText(value.type, typePlace(place, 'out', isStatic));
  if (!value.settable) return classMember(key, [withReadonly(key, got)], [value]);
  const set = typeText(value.type, typePlace(place, 'in', isStatic));
  if (got === set) return classMember(key, [`${key}: ${got};`], [value]);
  const [prefix, name] = isStatic ? ['static ', key.slice('static '.length)] : ['', key];
  return classMember(
    key,
    [`${prefix}get ${name}(): ${got};`, `${prefix}set ${name}(value: ${set});`],
    [value, {}],
  );
}

function withReadonly(key: string, type: string): string {
  return key.startsWith('static ')
    ? `static readonly ${key.slice('static '.length)}: ${type};`
    : `readonly ${key}: ${type};`;
}

function typePlace(place: ClassPlace, direction: 'out' | 'in', isStatic: boolean): TypePlace {
  return {
    scope: place.scope,
    direction,
    // What belongs to the class knows nothing of the types of an object of it.
    variables: isStatic ? new Set() : place.variables,
    self: isStatic ? place.local : 'this',
  };
}

/** Where a method of a class is called. */
export function callPlace(place: ClassPlace, name: string, isStatic: boolean): CallPlace {
  const { scope, options, local } = place;
  const { variables, self } = typePlace(place, 'in', isStatic);
  return { scope, options, variables, self, ownName: local, optionsName: optionsName(local, name) };
}

/** A method, with a line for each way to call it. */
export function methodMember(
  method: UgmFunction | UgmMethod,
  key: string,
  prefix: string,
  place: ClassPlace,
  isStatic: boolean,
): ClassMember {
  const forms = callForms(method, callPlace(place, method.name, isStatic));
  const code = forms.map(
    ({ typeParameters, parameters, returns }) => `${prefix}${typeParameters}(${parameters}): ${returns};`,
  );
  // What a class of somewhere else has told is not told again in full.
  const doc = 'inheritedFrom' in method ? firstParagraph(method.doc) : method.doc;
  const documentation = forms.map(({ tags }, index) =>
    docOfForm({ doc, deprecated: method.deprecated, tags }, index),
  );
  return classMember(key, code, documentation);
}

function instanceNames({
  methods,
  staticMethods,
  classMethods,
  properties,
  attributes,
}: UgmClass): ReadonlySet<string> {
  const members = [...methods, ...staticMethods, ...classMethods, ...properties, ...attributes];
  return new Set(members.map(({ name }) => name));
}

function staticNames({ methods, staticMethods, classMethods, attributes }: UgmClass): ReadonlySet<string> {
  return new Set([...methods, ...staticMethods, ...classMethods, ...attributes].map(({ name }) => name));
}

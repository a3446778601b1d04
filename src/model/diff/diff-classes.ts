import type { ModelIndex } from '../model-index.js';
import type {
  UgmClass,
  UgmEvent,
  UgmField,
  UgmFunction,
  UgmMethod,
  UgmParameter,
  UgmProperty,
  UgmProtocol,
  UgmScalar,
} from '../ugm.js';
import type { ChangeLog } from './change-log.js';
import { diffFunctions } from './diff-functions.js';
import type { ModelPart } from './model-change.js';

type Names = ReadonlyMap<string, string>;

interface Inheritable {
  readonly name: string;
  readonly inheritedFrom?: string;
}

/** A member other than an event: properties and attributes are read alike, methods called. */
interface Member {
  readonly part: ModelPart;
  /** Has it from a class of the same model, where it is compared. */
  readonly isInherited: boolean;
  readonly method?: UgmMethod;
  readonly state?: UgmProperty | UgmField;
}

/** Compares two classes. What a class has from one of the same model is compared there. */
export function diffClasses(
  log: ChangeLog,
  old: ModelIndex,
  now: ModelIndex,
  path: string,
  before: UgmClass,
  after: UgmClass,
): void {
  log.described(path, before, after);
  const renamed = log.typeParameters(path, before.typeParameters, after.typeParameters);
  diffBases(log, path, old.ancestorsOf(before), now.ancestorsOf(after));
  if (before.exception !== after.exception) {
    const message = `It is ${after.exception ?? 'no exception'} now, ${before.exception ?? 'no exception'} before.`;
    log.add(path, 'exception-changed', 'breaking', message);
  }
  if (before.abstract !== after.abstract) {
    const message = after.abstract ? 'It cannot be made any more.' : 'It can be made.';
    log.add(path, 'abstract-changed', after.abstract ? 'breaking' : 'additive', message);
  }
  // The documentation of a constructor is mostly that of its class.
  const [made, makes] = [before.constructor, { ...after.constructor, doc: before.constructor.doc }];
  diffFunctions(log, now, path, made, makes, renamed);
  diffMembers(log, now, path, membersOf(before, old), membersOf(after, now), renamed);
  const isOwn = ({ inheritedFrom }: Inheritable): boolean =>
    !isOf(now, inheritedFrom) && !isOf(old, inheritedFrom);
  const [events, others] = [before.events ?? [], after.events ?? []].map((group) => group.filter(isOwn));
  log.each(
    events ?? [],
    others ?? [],
    'event',
    (name) => `${path}.${name}`,
    (own, was, is) => diffEvents(log, own, was, is, renamed),
  );
  log.each(
    (before.protocols ?? []).filter(isOwn),
    (after.protocols ?? []).filter(isOwn),
    'protocol',
    (name) => `${path}.[${name}]`,
    (own, was, is) => {
      diffFunctions(log, now, own, called(was), called(is), renamed);
    },
  );
}

/** What instances can do without a name is compared like a method. */
function called(protocol: UgmProtocol): UgmFunction {
  return { ...protocol, doc: null, async: false, generator: false, signature: 'known' };
}

/** A base that is still one, by way of another, is not gone. */
export function diffBases(
  log: ChangeLog,
  path: string,
  before: readonly string[],
  after: readonly string[],
): void {
  for (const name of before) {
    if (!after.includes(name)) {
      log.add(path, 'base-removed', 'breaking', `It is no ${name} any more.`);
    }
  }
  for (const name of after) {
    if (!before.includes(name)) log.add(path, 'base-added', 'additive', `It is a ${name}, too.`);
  }
}

function diffMembers(
  log: ChangeLog,
  index: ModelIndex,
  path: string,
  before: ReadonlyMap<string, Member>,
  after: ReadonlyMap<string, Member>,
  renamed: Names,
): void {
  const pathOf = (key: string): string => `${path}.${key.slice(key.indexOf(' ') + 1)}`;
  for (const [key, was] of before) {
    const is = after.get(key);
    if (is === undefined) {
      if (!was.isInherited) log.removed(pathOf(key), was.part);
    } else if (!was.isInherited || !is.isInherited) diffMember(log, index, pathOf(key), was, is, renamed);
  }
  for (const [key, { part, isInherited }] of after) {
    if (!before.has(key) && !isInherited) log.added(pathOf(key), part);
  }
}

function diffMember(
  log: ChangeLog,
  index: ModelIndex,
  path: string,
  was: Member,
  is: Member,
  renamed: Names,
): void {
  if (was.part !== is.part) diffKinds(log, path, was.part, is.part);
  if (was.method !== undefined && is.method !== undefined) {
    diffFunctions(log, index, path, was.method, is.method, renamed);
  }
  if (was.state !== undefined && is.state !== undefined) diffStates(log, path, was.state, is.state, renamed);
}

const readAlike: readonly ModelPart[] = ['property', 'attribute'];
const calledAlike: readonly ModelPart[] = ['static-method', 'class-method'];

function diffKinds(log: ChangeLog, path: string, was: ModelPart, is: ModelPart): void {
  const isAlike = [readAlike, calledAlike].some((alike) => alike.includes(was) && alike.includes(is));
  log.add(path, 'kind-changed', isAlike ? 'compatible' : 'breaking', `It is a ${is} now, a ${was} before.`);
}

function diffStates(
  log: ChangeLog,
  path: string,
  was: UgmProperty | UgmField,
  is: UgmProperty | UgmField,
  renamed: Names,
): void {
  log.described(path, was, is);
  if (isSettable(was) !== isSettable(is)) {
    const message = isSettable(is) ? 'It can be set.' : 'It cannot be set any more.';
    log.add(path, 'access-changed', isSettable(is) ? 'additive' : 'breaking', message);
  }
  log.typed(path, was, is, isSettable(was) ? 'both' : 'given', renamed);
  diffValues(log, path, valueOf(was), valueOf(is), !isSettable(is));
}

/** Compares the value of a constant, or a sample of what changes anyway. */
export function diffValues(
  log: ChangeLog,
  path: string,
  before: UgmScalar | undefined,
  after: UgmScalar | undefined,
  isConstant: boolean,
): void {
  if (before === after) return;
  const verdict = isConstant ? 'compatible' : 'none';
  const text = (value: UgmScalar | undefined): string =>
    value === undefined ? 'unknown' : JSON.stringify(value);
  log.add(path, 'value-changed', verdict, `Its value is ${text(after)} now, ${text(before)} before.`);
}

/** A listener is called with the arguments: they are given to it. */
function diffEvents(log: ChangeLog, path: string, was: UgmEvent, is: UgmEvent, renamed: Names): void {
  log.described(path, was, is);
  was.parameters.forEach((parameter, place) => {
    const other: UgmParameter | undefined = is.parameters[place];
    if (other === undefined) return log.removed(`${path}(${parameter.name})`, 'parameter');
    log.typed(`${path}(${other.name})`, parameter, other, 'given', renamed);
  });
  for (const { name } of is.parameters.slice(was.parameters.length))
    log.added(`${path}(${name})`, 'parameter');
}

/** By name; what is of the class itself may have the name of something that its instances have. */
function membersOf(of: UgmClass, index: ModelIndex): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  const add = (
    place: string,
    part: ModelPart,
    { name, inheritedFrom }: Inheritable,
    what: Partial<Member>,
  ): void => {
    members.set(`${place} ${name}`, { part, isInherited: isOf(index, inheritedFrom), ...what });
  };
  const placeOf = (state: UgmProperty | UgmField): string => (state.static === true ? 'class' : 'instance');
  for (const state of of.attributes) add(placeOf(state), 'attribute', state, { state });
  for (const state of of.properties) add(placeOf(state), 'property', state, { state });
  for (const method of of.methods) add('instance', 'method', method, { method });
  for (const method of of.staticMethods) add('class', 'static-method', method, { method });
  for (const method of of.classMethods) add('class', 'class-method', method, { method });
  return members;
}

function isOf({ model }: ModelIndex, inheritedFrom: string | undefined): boolean {
  return inheritedFrom?.startsWith(`${model.name}:`) === true;
}

function isSettable(of: UgmProperty | UgmField): boolean {
  return 'settable' in of ? of.settable : of.readonly !== true;
}

function valueOf(of: UgmProperty | UgmField): UgmScalar | undefined {
  return 'value' in of ? of.value : undefined;
}

import { Extension, ExtensionType } from './extensions.js';
import type { Limits } from './limits.js';
import { isId, isStringMap, type Id, type StringMap } from './string-map.js';
import { ValueFault, within } from './value-fault.js';
import type { ValueReader } from './value-reader.js';
import type { ValueWriter } from './value-writer.js';

/** What a step is invoked on: null for a member of a module, an object of the receiver, or an earlier step's result. */
export type StepTarget = null | { readonly home: Id } | { readonly step: number };

/** What is done with the member. */
export type StepAccess =
  | { readonly kind: 'call'; readonly args: readonly unknown[]; readonly keywords?: StringMap }
  | { readonly kind: 'read' }
  | { readonly kind: 'assign'; readonly value: unknown };

/** One step of an invocation (docs/iip.md, section 4). */
export interface InvocationStep {
  readonly target: StepTarget;
  /** A bound id, a name, or null for the target itself. */
  readonly member: Id | string | null;
  readonly access: StepAccess;
}

/** Writes the body of an invocation. */
export function writeSteps(writer: ValueWriter, steps: readonly InvocationStep[]): void {
  for (const { target, member, access } of steps) {
    writeTarget(writer, target);
    writer.writeValue(member, 0);
    writeAccess(writer, access);
  }
}

function writeTarget(writer: ValueWriter, target: StepTarget): void {
  if (target === null) {
    writer.writeNil();
    return;
  }
  const start = writer.openExtension();
  writer.writeValue('home' in target ? target.home : target.step, 0);
  writer.closeExtension('home' in target ? ExtensionType.home : ExtensionType.step, start);
}

function writeAccess(writer: ValueWriter, access: StepAccess): void {
  if (access.kind === 'read') writer.writeNil();
  else if (access.kind === 'assign') writeOne(writer, ExtensionType.assign, access.value);
  else {
    const { args, keywords } = access;
    writer.writeArrayHeader(args.length + (keywords === undefined ? 0 : 1));
    args.forEach((argument, index) => {
      try {
        writer.writeValue(argument, 0);
      } catch (error) {
        throw within(error, `.args[${index}]`, args);
      }
    });
    if (keywords !== undefined) writeOne(writer, ExtensionType.keywords, keywords);
  }
}

function writeOne(writer: ValueWriter, type: number, value: unknown): void {
  const start = writer.openExtension();
  writer.writeValue(value, 0);
  writer.closeExtension(type, start);
}

/** Reads the body of an invocation to its end. `isSelfContained`: no member may be a bound id. */
export function readSteps(reader: ValueReader, limits: Limits, isSelfContained: boolean): InvocationStep[] {
  const steps: InvocationStep[] = [];
  do {
    if (steps.length === limits.maxSteps) throw malformed(`has more than ${limits.maxSteps} steps`);
    const target = readTarget(reader, steps.length);
    const member = readMember(reader, target);
    if (isSelfContained && isId(member)) throw malformed('is self-contained and names a member by its id');
    const access = readAccess(reader);
    steps.push({ target, member, access });
  } while (!reader.isAtEnd);
  return steps;
}

function readTarget(reader: ValueReader, earlierSteps: number): StepTarget {
  const value = reader.readFlat();
  if (value === null) return null;
  if (
    value instanceof Extension &&
    (value.type === ExtensionType.home || value.type === ExtensionType.step)
  ) {
    const payload = reader.payloadReader(value);
    const id = payload.readId();
    if (!payload.isAtEnd) throw malformed('has a target with more than one id');
    if (value.type === ExtensionType.home) return { home: id };
    if (id < earlierSteps) return { step: Number(id) };
  }
  throw malformed('has a target that is none');
}

function readMember(reader: ValueReader, target: StepTarget): Id | string | null {
  const isFloat = reader.isAtFloat;
  const member = reader.readFlat();
  if (typeof member === 'string' || (member === null && target !== null)) return member;
  if (!isFloat && isId(member)) return member;
  throw malformed('has a member that is neither an id nor a name');
}

function readAccess(reader: ValueReader): StepAccess {
  const count = reader.readArrayHeader();
  if (count < 0) {
    const value = reader.readFlat();
    if (value === null) return { kind: 'read' };
    if (value instanceof Extension && value.type === ExtensionType.assign) {
      return { kind: 'assign', value: payloadOf(reader, value) };
    }
    throw malformed('has a step without arguments');
  }
  const args: unknown[] = [];
  for (let index = 0; index < count; index++) {
    const argument = reader.readValue(0);
    if (argument instanceof Extension) {
      if (argument.type === ExtensionType.assign) throw malformed('has an assign among its arguments');
      if (argument.type === ExtensionType.keywords) {
        if (index !== count - 1) throw malformed('has keywords before its last argument');
        const keywords = payloadOf(reader, argument);
        if (!isStringMap(keywords)) throw malformed('has keywords that are not named by strings');
        return { kind: 'call', args, keywords };
      }
    }
    args.push(argument);
  }
  return { kind: 'call', args };
}

/** The one value of an extension's payload, which is read as a body of its own. */
function payloadOf(reader: ValueReader, extension: Extension): unknown {
  const payload = reader.payloadReader(extension);
  const value = payload.readValue(0);
  if (!payload.isAtEnd) throw malformed('has an extension with more than one value');
  return value;
}

function malformed(what: string): ValueFault {
  return new ValueFault('malformed', `An invocation ${what}.`);
}

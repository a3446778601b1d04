import { GraftError } from '../../errors/graft-error.js';
import { ExtensionType } from '../../iip/extensions.js';
import { HeapMemory } from '../../iip/heap-memory.js';
import { Keywords } from '../../iip/keywords.js';
import type { Limits } from '../../iip/limits.js';
import { locate } from '../../iip/value-fault.js';
import { Assignment } from '../lane-codec.js';
import { CallerObjects } from './caller-objects.js';
import type { CallerLink } from './caller-link.js';
import { HostReader, HostWriter } from './host-codec.js';
import type { HostSide } from './host-codec.js';
import type { HostedModules } from './hosted-modules.js';
import { addHostMembers } from './host-members.js';
import { HostReferences } from './host-references.js';
import { isConstructor } from './function-kind.js';
import { withOptions } from './keyword-arguments.js';
import type { HostedMember } from './member-table.js';
import { thrownFrom } from './received-errors.js';
import { runnerName, writeThrown } from './sent-errors.js';

/** How a caller is served. */
export interface HostOptions {
  readonly modules: HostedModules;
  readonly link: CallerLink;
  readonly limits: Limits;
  /** The caller is of this process: it lends memory, and its bytes are taken to be well-formed as far as that makes reading quicker. */
  readonly isTrusted: boolean;
  /** The lowest number of a reference to an object of this side's. */
  readonly firstReference: number;
  readonly lent?: (number: number) => ArrayBufferView | undefined;
}

type Callable = (...args: unknown[]) => unknown;

/**
 * The receiving half of one session: executes a caller's invocations against modules of JavaScript. It knows bodies of frames, not where they come
 * from; what it executes is looked up in the modules' table.
 */
export class JavaScriptHost {
  readonly references: HostReferences;
  readonly callers: CallerObjects;
  private readonly modules: HostedModules;
  private readonly side: HostSide;
  private readonly options: HostOptions;
  private readonly bound: (HostedMember | undefined)[] = [];
  /** One for each body that is being read or written: what is decoded may run code that comes back here. */
  private readonly readers: HostReader[] = [];

  constructor(options: HostOptions) {
    const { modules, link, firstReference, lent = () => undefined } = options;
    this.options = options;
    this.modules = modules;
    this.references = new HostReferences(firstReference);
    this.callers = new CallerObjects(link);
    this.side = { references: this.references, callers: this.callers, classes: modules.classes, lent };
    addHostMembers(modules, this.callers);
  }

  /**
   * Executes the body of a bind frame, which stands from `from` to `end`.
   *
   * @throws GraftError `unknown-member`, `malformed`
   */
  bind(bytes: Uint8Array, from: number, end: number): void {
    this.reading(bytes, from, end, (reader) => {
      const id = reader.readId();
      this.bound[Number(id)] = this.modules.table.find(String(reader.readValue(0)));
    });
  }

  /**
   * Executes the body of an invocation and gives the result of its last step, which may be a promise.
   *
   * @throws what the modules throw; GraftError `unknown-member`, `unknown-reference`, `invalid-argument` for what is not executed
   */
  invoke(bytes: Uint8Array, from: number, end: number): unknown {
    return this.reading(bytes, from, end, (reader) => {
      const results: unknown[] = [];
      reader.results = results;
      while (!reader.isAtEnd) {
        if (results.length === this.options.limits.maxSteps)
          throw new GraftError('malformed', 'An invocation has too many steps.');
        results.push(this.step(reader, bytes));
      }
      return results.at(-1);
    });
  }

  /** Decodes and executes one step. The reader is another one's while that runs, if it comes back here. */
  private step(reader: HostReader, bytes: Uint8Array): unknown {
    const target = reader.readValue(0);
    const member = reader.readValue(0);
    let args: unknown;
    try {
      args = reader.isAtArray ? this.readArguments(reader) : reader.readValue(0);
    } catch (error) {
      throw locate(error, 'value');
    }
    const at = reader.suspend();
    try {
      return this.execute(target, member, args);
    } finally {
      reader.attach(bytes);
      reader.resume(at);
    }
  }

  private readArguments(reader: HostReader): unknown[] {
    const count = reader.readArrayHeader();
    const args: unknown[] = [];
    for (let index = 0; index < count; index++) {
      try {
        args.push(reader.readValue(0));
      } catch (error) {
        throw locate(error, `args[${index}]`);
      }
    }
    return args;
  }

  private execute(target: unknown, named: unknown, args: unknown): unknown {
    if (named === null) return callObject(target, args, this.modules);
    const member = this.find(target, named);
    switch (member.kind) {
      case 'host':
        return runHosted(member.call as Callable, undefined, args as readonly unknown[]);
      case 'module':
        return useMember(member.exports, member, args);
      case 'object':
        return useMember(target, member, args);
    }
  }

  private find(target: unknown, named: unknown): HostedMember {
    if (typeof named === 'number') {
      const member = this.bound[named];
      if (member !== undefined) return member;
      throw new GraftError('unknown-member', `No member has been bound to ${named}.`);
    }
    const name = String(named);
    if (target === null) return this.modules.table.find(name);
    const found = this.modules.table.findOfClass(this.modules.classes.of(target as object), name);
    if (found !== undefined) return found;
    throw new GraftError('unknown-member', `The object has no member '${name}'.`);
  }

  /** The body of a result frame. What it refers to is in `references`, of which it is the latest answer. */
  encodeResult(value: unknown): Uint8Array {
    return this.encode((writer) => {
      try {
        writer.writeValue(value, 0);
      } catch (error) {
        throw locate(error, 'result');
      }
    });
  }

  /** The body of an exception frame. */
  encodeThrown(thrown: unknown): Uint8Array {
    try {
      return this.encode((writer) => {
        writeThrown(writer, this.side, thrown);
      });
    } catch (error) {
      return this.encode((writer) => {
        writeThrown(writer, this.side, new Error(`What was thrown cannot cross: ${String(error)}`));
      });
    }
  }

  private encode(write: (writer: HostWriter) => void): Uint8Array {
    const memory = new HeapMemory(this.options.limits.maxFrameBytes);
    const writer = new HostWriter(memory, this.options.limits, this.side);
    this.references.begin();
    try {
      write(writer);
    } catch (error) {
      this.references.takeBack();
      throw error;
    }
    return memory.bytes().subarray(0, writer.pos);
  }

  /** The body of an invocation of the caller's object with this number. Nothing is held for an invocation that cannot be written. */
  encodeInvocation(id: number, member: string | null, args: readonly unknown[]): Uint8Array {
    return this.encode((writer) => {
      writer.writeHome(id);
      writer.writeValue(member, 0);
      writer.writeArrayHeader(args.length);
      args.forEach((argument, index) => {
        try {
          writer.writeValue(argument, 0);
        } catch (error) {
          throw locate(error, `args[${index}]`);
        }
      });
    });
  }

  /** The same for setting one of its properties. */
  encodeAssignment(id: number, member: string, value: unknown): Uint8Array {
    return this.encode((writer) => {
      writer.writeHome(id);
      writer.writeString(member);
      const start = writer.openExtension();
      writer.writeValue(value, 0);
      writer.closeExtension(ExtensionType.assign, start);
    });
  }

  /** Reads the body of the caller's answer to an invocation. */
  decodeAnswer(isResult: boolean, bytes: Uint8Array, from: number, end: number): unknown {
    const body = this.reading(bytes, from, end, (reader) => reader.readValue(0));
    if (isResult) return body;
    throw thrownFrom(body, this.callers);
  }

  private reading<T>(bytes: Uint8Array, from: number, end: number, read: (reader: HostReader) => T): T {
    const { limits, isTrusted } = this.options;
    const reader = this.readers.pop() ?? new HostReader(limits, this.side, isTrusted);
    try {
      reader.attach(bytes);
      reader.begin(from, end);
      return read(reader);
    } finally {
      reader.results = [];
      this.readers.push(reader);
    }
  }
}

function callObject(target: unknown, args: unknown, modules: HostedModules): unknown {
  if (typeof target !== 'function') throw new TypeError('This object of JavaScript is not a function');
  if (!Array.isArray(args)) throw new GraftError('malformed', 'An object itself can only be called.');
  const given = positional(target.name, target, args);
  if (!isConstructor(target)) return runHosted(target as Callable, undefined, given);
  modules.check(`${modules.classes.fullNameOf(target)}.constructor`)?.(given);
  return constructHosted(target as unknown as new (...args: unknown[]) => object, given);
}

function useMember(target: unknown, member: Exclude<HostedMember, { kind: 'host' }>, args: unknown): unknown {
  const { name, fullName, check } = member;
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null)
    throw new TypeError(`${fullName} is called on something that is no object of JavaScript`);
  const object = target as Record<string, unknown>;
  if (args === null) return runHosted(() => object[name], undefined, []);
  if (args instanceof Assignment) {
    if (!runHosted(() => Reflect.set(object, name, args.value), undefined, []))
      throw new TypeError(`Cannot assign to read only property '${name}' of ${fullName}`);
    return null;
  }
  const called = object[name];
  if (typeof called !== 'function') throw new TypeError(`${fullName} is not a function`);
  const given = positional(fullName, called, args as readonly unknown[]);
  check?.(given);
  return runHosted(called as Callable, target, given);
}

function positional(shown: string, callee: object, args: readonly unknown[]): readonly unknown[] {
  return args.length > 0 && args.at(-1) instanceof Keywords ? withOptions(shown, callee, args) : args;
}

/** Runs code of a module. By its name `sent-errors.ts` knows where that begins in a stack. */
function runHosted(called: Callable, self: unknown, args: readonly unknown[]): unknown {
  return Reflect.apply(called, self, args);
}

// What is bundled has other names.
Object.defineProperty(runHosted, 'name', { value: runnerName });

function constructHosted(maker: new (...args: unknown[]) => object, args: readonly unknown[]): unknown {
  return runHosted((...given) => Reflect.construct(maker, given), undefined, args);
}

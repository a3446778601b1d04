import { ExtensionType } from '../../iip/extensions.js';
import { Keywords } from '../../iip/keywords.js';
import type { Limits } from '../../iip/limits.js';
import { isBytes } from '../../iip/object-kind.js';
import type { WriterMemory } from '../../iip/scalar-writer.js';
import { unsupported } from '../../iip/unsupported.js';
import { ValueFault } from '../../iip/value-fault.js';
import { ValueReader } from '../../iip/value-reader.js';
import { readValueType } from '../../iip/value-types.js';
import { ValueWriter } from '../../iip/value-writer.js';
import { ByReference } from '../by-reference.js';
import { isExportingObject } from '../exporting-object.js';
import { Assignment } from '../lane-codec.js';
import type { CallerObjects } from './caller-objects.js';
import { isConstructor } from './function-kind.js';
import { readBuffer, writeArray } from './host-arrays.js';
import type { HostClasses } from './host-classes.js';
import type { HostReferences } from './host-references.js';
import { thrownFrom } from './received-errors.js';
import { writeThrown } from './sent-errors.js';

/** What the values of one caller refer to. */
export interface HostSide {
  readonly references: HostReferences;
  readonly callers: CallerObjects;
  readonly classes: HostClasses;
  /** The memory that the caller lends under a number. */
  readonly lent: (number: number) => ArrayBufferView | undefined;
}

/** As `refused` of lane-codec.ts: the same in every language. */
const refused = [RegExp, WeakMap, WeakSet, WeakRef, Number, String, Boolean, Symbol, BigInt, Keywords];

/** Writes values of this side's modules for a caller: what is no value by reference, what is the caller's as that. */
export class HostWriter extends ValueWriter {
  private readonly side: HostSide;

  constructor(memory: WriterMemory, limits: Limits, side: HostSide) {
    super(memory, limits.maxDepth);
    this.side = side;
  }

  override writeValue(value: unknown, depth: number): void {
    if (typeof value === 'object' && value !== null && isExportingObject(value)) this.writeReference(value);
    else super.writeValue(value, depth);
  }

  /** Writes an object of the caller's. */
  writeHome(id: number): void {
    this.writeHead(ExtensionType.home, () => {
      this.writeInt(id);
    });
  }

  protected override writeOther(value: object, depth: number): void {
    const home = this.side.callers.homeOf(value);
    if (home !== 0) this.writeHome(home);
    else if (value instanceof ByReference) this.writeReference(value.value);
    else if (isBytes(value) || !writeArray(this, value, (array) => this.side.references.give(array)))
      super.writeOther(value, depth);
  }

  protected override writeReference(value: object): void {
    const { callers, classes, references } = this.side;
    const home = callers.homeOf(value);
    if (home !== 0) this.writeHome(home);
    else if (refused.some((maker) => value instanceof maker)) throw unsupported(value);
    else if (value instanceof Error) this.writeError(value);
    else {
      if (value instanceof Promise) value.catch(ignore);
      const isType = isConstructor(value);
      const type = isType ? 0 : references.give(classes.of(value), true).id;
      const { id, isKnown } = references.give(value, isType);
      this.writeHead(ExtensionType.reference, () => {
        this.writeInt(id);
        this.writeInt(type);
        if (isKnown) this.writeBoolean(true);
      });
    }
  }

  private writeError(error: Error): void {
    const start = this.openExtension();
    writeThrown(this, this.side, error);
    this.closeExtension(ExtensionType.error, start);
  }

  /** With the longest head, by which the other end of a lane knows these without reading them. */
  private writeHead(type: number, write: () => void): void {
    this.reserve(headBytes);
    const start = this.pos;
    this.pos += headBytes;
    write();
    const { u8, view } = this;
    u8[start] = 0xc9;
    view.setUint32(start + 1, this.pos - start - headBytes);
    u8[start + 5] = type;
  }
}

const headBytes = 6;
const ignore = (): void => undefined;

/** Reads the values of a caller's invocations and answers. */
export class HostReader extends ValueReader {
  private readonly side: HostSide;
  /** What the steps of the invocation that is being read have given. */
  results: readonly unknown[] = [];

  /** @param isTrusted the caller is of this process */
  constructor(limits: Limits, side: HostSide, isTrusted: boolean) {
    super({ limits, strict: !isTrusted, shapes: isTrusted });
    this.side = side;
  }

  protected override readOpaque(type: number, pos: number, length: number): unknown {
    const { pos: after } = this;
    this.pos = pos;
    const value = this.readPayload(type, pos + length);
    this.pos = after;
    return value;
  }

  private readPayload(type: number, end: number): unknown {
    const { references, callers, lent } = this.side;
    switch (type) {
      case ExtensionType.reference:
        return callers.receive(this.readValue(0) as number, this.readValue(0));
      case ExtensionType.home:
        return found(references.find(this.readValue(0) as number));
      case ExtensionType.step:
        return this.stepResult(this.readValue(0) as number);
      case ExtensionType.keywords:
        return new Keywords(this.readValue(0) as Record<string, unknown>);
      case ExtensionType.assign:
        return new Assignment(this.readValue(0));
      case ExtensionType.buffer:
        return readBuffer(this, lent);
      case ExtensionType.error:
        return thrownFrom(this.readValue(0), callers);
      default: {
        const value = readValueType(this, type, end);
        if (value !== undefined) return value;
        throw new ValueFault(
          'unsupported-value',
          type === ExtensionType.enum || type === ExtensionType.record
            ? 'is of a class of Python that a module of JavaScript does not know.'
            : `is a value of extension type ${type}, which cannot be received.`,
          'Send its value, or what is in it.',
        );
      }
    }
  }

  private stepResult(step: number): unknown {
    if (step in this.results) return this.results[step];
    throw new ValueFault('malformed', `refers to step ${step}, which has not been executed.`);
  }
}

function found(value: object | undefined): object {
  if (value !== undefined) return value;
  throw new ValueFault('unknown-reference', 'is an object that has been released, or is not of this lane.');
}

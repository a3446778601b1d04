import type { NativeLane } from '../binding/native-addon.js';
import { processLimits } from '../iip/limits.js';
import type { WriterMemory } from '../iip/scalar-writer.js';
import { ValueFault } from '../iip/value-fault.js';
import { ControlWord } from './control-word.js';

/** The memory of a lane's call record, as a writer and a reader see it. The addon owns it and may move the ArrayBuffer, never the bytes. */
export class CallRecord implements WriterMemory {
  /** The record as words, for headers and control words. */
  words!: Uint32Array;
  /** Its length in bytes, as far as JavaScript has seen it grow. */
  capacity = 0;
  private all!: Uint8Array;
  private readonly native: NativeLane;

  constructor(native: NativeLane) {
    this.native = native;
    this.attach();
  }

  /** Looks at the record anew; to be called when it has grown. */
  attach(): void {
    const buffer = this.native.record();
    this.all = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.capacity = buffer.byteLength;
  }

  bytes(): Uint8Array {
    return this.all;
  }

  grow(neededBytes: number): void {
    if (neededBytes > 2 * processLimits.maxFrameBytes || !this.native.grow(neededBytes)) {
      throw new ValueFault(
        'too-large',
        `does not fit into a call record of ${2 * processLimits.maxFrameBytes} bytes.`,
      );
    }
    this.attach();
  }

  /** Room for a string of so many UTF-16 units, as the addon writes it. */
  static textRoom(units: number): number {
    return 2 * units + 16;
  }

  /** Writes a text as a value at `pos`, where there is room, and gives its bytes. */
  writeText(text: string, pos: number): number {
    const { words } = this;
    words[ControlWord.textOffset] = pos;
    words[ControlWord.textLength] = text.length;
    this.native.writeText(text);
    return words[ControlWord.textLength]!;
  }

  /**
   * Makes a string from UTF-8, or from the payload of an extension of type `form`.
   *
   * @throws ValueFault `too-large` for a text that is longer than the engine's strings can be
   */
  readText(pos: number, length: number, form = 0): string {
    const { words } = this;
    words[ControlWord.textForm] = form;
    words[ControlWord.textOffset] = pos;
    words[ControlWord.textLength] = length;
    const text = this.native.readText();
    if (text === undefined)
      throw new ValueFault('too-large', 'is longer than a string of JavaScript can be.');
    return text;
  }
}

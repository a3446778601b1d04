import { locate } from '../../../../src/iip/value-fault.js';
import { ValueReader, type ValueReaderOptions } from '../../../../src/iip/value-reader.js';
import { readValueType } from '../../../../src/iip/value-types.js';

/** Reads extensions as a lane's reader does. */
class TypeReader extends ValueReader {
  protected override readOpaque(type: number, pos: number, length: number): unknown {
    const behind = this.pos;
    this.pos = pos;
    const value = readValueType(this, type, pos + length);
    if (value === undefined) {
      this.pos = behind;
      return super.readOpaque(type, pos, length);
    }
    return value;
  }
}

/** The one value that `bytes` are, of whatever type. */
export function decodeTypes(bytes: Uint8Array, options: ValueReaderOptions = {}): unknown {
  const reader = new TypeReader(options);
  reader.attach(bytes);
  try {
    const value = reader.readValue(0);
    if (!reader.isAtEnd) throw new Error(`${reader.end - reader.pos} bytes are left`);
    return value;
  } catch (error) {
    throw locate(error, 'result');
  }
}

export const decodeTypesHex = (hex: string, options?: ValueReaderOptions): unknown =>
  decodeTypes(Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')), options);

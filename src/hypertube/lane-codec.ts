import { ExtensionType } from '../iip/extensions.js';
import { processLimits } from '../iip/limits.js';
import { longestShortText } from '../iip/scalar-writer.js';
import { ValueFault } from '../iip/value-fault.js';
import { ValueReader } from '../iip/value-reader.js';
import { ValueWriter } from '../iip/value-writer.js';
import { CallRecord } from './call-record.js';

/** Of ext 32. */
const wideHeadBytes = 6;

/** Writes values into a lane's record: long texts as the addon finds them in V8, without converting them. */
export class LaneWriter extends ValueWriter {
  private readonly record: CallRecord;

  constructor(record: CallRecord) {
    super(record, processLimits.maxDepth);
    this.record = record;
  }

  /** Writes a text that is no value but part of a frame: always as UTF-8. */
  writeName(name: string): void {
    if (name.length > longestShortText) super.writeLongString(name);
    else this.writeString(name);
  }

  /** Always with the longest head: what stands in the payload is not moved, since UTF-16 in it stands at an even address. */
  override openExtension(): number {
    this.reserve(wideHeadBytes);
    const start = this.pos;
    this.pos += wideHeadBytes;
    return start;
  }

  override closeExtension(type: number, start: number): void {
    const { u8, view } = this;
    u8[start] = 0xc9;
    view.setUint32(start + 1, this.pos - start - wideHeadBytes);
    u8[start + 5] = type;
  }

  protected override writeLongString(text: string): void {
    this.reserve(CallRecord.textRoom(text.length));
    this.pos += this.record.writeText(text, this.pos);
  }
}

/** Reads values from a lane's record. The other end is of the same process, and is trusted to have sent a map's keys once. */
export class LaneReader extends ValueReader {
  private readonly record: CallRecord;

  constructor(record: CallRecord) {
    super({
      limits: processLimits,
      strict: false,
      shapes: true,
      readText: (pos, length) => record.readText(pos, length),
    });
    this.record = record;
    this.attach(record.bytes());
  }

  protected override readOpaque(type: number, pos: number, length: number): unknown {
    if (type === ExtensionType.utf16 || type === ExtensionType.latin1)
      return this.record.readText(pos, length, type);
    throw new ValueFault('unsupported-value', `a value of extension type ${type} cannot be received yet.`);
  }
}

import type { NestedRecord } from '../pools/record.js';

type Field = NestedRecord[string];

/** The JavaScript side of the format in bench/native/record.h: least work for this one kind of object, no checks. */
export interface FloorRecord {
  readonly memory: ArrayBuffer;
  write(value: NestedRecord): void;
  read(): NestedRecord;
}

const tags = { none: 0, no: 1, yes: 2, int32: 3, float64: 4, text: 5, list: 6, dict: 7 } as const;

export function createFloorRecord(): FloorRecord {
  const memory = new ArrayBuffer(4096);
  const bytes = new Uint8Array(memory);
  // Numbers go through one aligned slot: a DataView costs more than eight byte stores.
  const slot = new Float64Array(1);
  const slotBytes = new Uint8Array(slot.buffer);
  const keys: (string | undefined)[] = new Array<string | undefined>(256).fill(undefined);
  let at = 0;

  function writeText(text: string): void {
    const { length } = text;
    bytes[at++] = length;
    for (let index = 0; index < length; index++) bytes[at++] = text.charCodeAt(index);
  }

  function writeValue(value: Field): void {
    if (typeof value === 'string') {
      bytes[at++] = tags.text;
      writeText(value);
    } else if (typeof value === 'number') {
      if ((value | 0) === value) {
        bytes[at] = tags.int32;
        bytes[at + 1] = value;
        bytes[at + 2] = value >> 8;
        bytes[at + 3] = value >> 16;
        bytes[at + 4] = value >> 24;
        at += 5;
      } else {
        bytes[at++] = tags.float64;
        slot[0] = value;
        for (let index = 0; index < 8; index++) bytes[at++] = slotBytes[index] as number;
      }
    } else if (typeof value === 'boolean') {
      bytes[at++] = value ? tags.yes : tags.no;
    } else if (value === null) {
      bytes[at++] = tags.none;
    } else if (Array.isArray(value)) {
      bytes[at++] = tags.list;
      bytes[at++] = value.length;
      for (let index = 0; index < value.length; index++) writeValue(value[index] as string);
    } else {
      writeRecord(value as NestedRecord);
    }
  }

  function writeRecord(record: NestedRecord): void {
    bytes[at++] = tags.dict;
    const count = at++;
    let entries = 0;
    for (const key in record) {
      writeText(key);
      writeValue(record[key] as Field);
      entries++;
    }
    bytes[count] = entries;
  }

  function readText(): string {
    const length = bytes[at++] as number;
    const first = at;
    at += length;
    if (length === 1) return String.fromCharCode(bytes[first] as number);
    let text = '';
    let index = first;
    // Four at a time: each joining makes a string that is thrown away.
    for (; index + 4 <= at; index += 4) {
      text += String.fromCharCode(
        bytes[index] as number,
        bytes[index + 1] as number,
        bytes[index + 2] as number,
        bytes[index + 3] as number,
      );
    }
    for (; index < at; index++) text += String.fromCharCode(bytes[index] as number);
    return text;
  }

  function readKey(): string {
    const length = bytes[at] as number;
    const first = at + 1;
    const hash =
      length * 31 +
      (bytes[first] as number) * 7 +
      (bytes[first + length - 1] as number) * 3 +
      (bytes[first + (length >> 1)] as number);
    const known = keys[hash & 255];
    if (known !== undefined && known.length === length) {
      let index = 0;
      while (index < length && known.charCodeAt(index) === bytes[first + index]) index++;
      if (index === length) {
        at = first + length;
        return known;
      }
    }
    const text = readText();
    keys[hash & 255] = text;
    return text;
  }

  function readValue(): Field {
    switch (bytes[at++]) {
      case tags.no:
        return false;
      case tags.yes:
        return true;
      case tags.int32: {
        const value =
          (bytes[at] as number) |
          ((bytes[at + 1] as number) << 8) |
          ((bytes[at + 2] as number) << 16) |
          ((bytes[at + 3] as number) << 24);
        at += 4;
        return value;
      }
      case tags.float64:
        for (let index = 0; index < 8; index++) slotBytes[index] = bytes[at++] as number;
        return slot[0] as number;
      case tags.text:
        return readText();
      case tags.list: {
        const items: string[] = [];
        for (let left = bytes[at++] as number; left > 0; left--) items.push(readValue() as string);
        return items;
      }
      case tags.dict:
        return readRecord();
      default:
        return null;
    }
  }

  function readRecord(): NestedRecord {
    const record: Record<string, Field> = {};
    for (let left = bytes[at++] as number; left > 0; left--) {
      const key = readKey();
      record[key] = readValue();
    }
    return record;
  }

  return {
    memory,
    write(value) {
      at = 0;
      writeRecord(value);
    },
    read() {
      at = 1;
      return readRecord();
    },
  };
}

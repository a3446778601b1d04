// Integers as extension 1 carries them: two's complement, big-endian.

/** `value` in as few bytes as hold it. */
export function bigIntToBytes(value: bigint): Uint8Array {
  // The bits of ~value are those of value without its sign; one more bit holds the sign.
  const magnitude = (value < 0n ? ~value : value).toString(16);
  const bits = magnitude.length * 4 - (Math.clz32(Number.parseInt(magnitude[0]!, 16)) - 28);
  const bytes = new Uint8Array((bits >> 3) + 1);
  const flip = value < 0n ? 0xff : 0;
  const digits = magnitude.padStart(bytes.length * 2, '0');
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16) ^ flip;
  }
  return bytes;
}

/** The integer of `length` bytes at `pos`; at least one. */
export function bytesToBigInt(u8: Uint8Array, pos: number, length: number): bigint {
  const isNegative = u8[pos]! >= 0x80;
  const flip = isNegative ? 0xff : 0;
  const digits = new Array<string>(length);
  for (let index = 0; index < length; index++) digits[index] = hexOfByte[u8[pos + index]! ^ flip]!;
  const magnitude = BigInt(`0x${digits.join('')}`);
  return isNegative ? ~magnitude : magnitude;
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

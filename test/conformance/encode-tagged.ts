import { fromHex, parseFloatName, wtf8Of, type Tagged } from './tagged.js';

/**
 * Chooses one of `count` forms, the first being the canonical one. A form that cannot hold the value is not offered.
 */
export type ChooseForm = (count: number) => number;

/** The canonical forms only. */
export const canonical: ChooseForm = () => 0;

/**
 * The bytes of a value, written after the specification of MessagePack and docs/iip.md and nothing else: what the
 * three implementations are measured by. With another `choose` it writes any of the forms that a reader must accept.
 */
export function encodeTagged(tagged: Tagged, choose: ChooseForm = canonical): number[] {
  if (tagged === null) return [0xc0];
  if (typeof tagged === 'boolean') return [tagged ? 0xc3 : 0xc2];
  if ('int' in tagged) return encodeInt(BigInt(tagged.int), choose);
  if ('float' in tagged) return encodeFloat(parseFloatName(tagged.float), choose);
  if ('str' in tagged) return encodeText([...wtf8Of(tagged.str)], choose);
  if ('wtf8' in tagged) return extension(2, [...fromHex(tagged.wtf8)], choose);
  if ('bin' in tagged) return sized([0xc4, 0xc5, 0xc6], [...fromHex(tagged.bin)], choose);
  if ('ext' in tagged) return extension(tagged.ext[0], [...fromHex(tagged.ext[1])], choose);
  if ('array' in tagged) {
    const items = tagged.array.flatMap((item) => encodeTagged(item, choose));
    return [...counted(0x90, 0xdc, tagged.array.length, choose), ...items];
  }
  const items = tagged.map.flatMap(([key, value]) => [
    ...encodeTagged(key, choose),
    ...encodeTagged(value, choose),
  ]);
  return [...counted(0x80, 0xde, tagged.map.length, choose), ...items];
}

const bigEndian = (value: bigint, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => Number((value >> BigInt(8 * (bytes - 1 - index))) & 0xffn));

function encodeInt(value: bigint, choose: ChooseForm): number[] {
  const forms: number[][] = [];
  if (value >= 0n && value < 0x80n) forms.push([Number(value)]);
  if (value < 0n && value >= -0x20n) forms.push([Number(value) + 0x100]);
  const signed: number[][] = [];
  const unsigned: number[][] = [];
  for (const [index, bytes] of [1, 2, 4, 8].entries()) {
    const bits = BigInt(8 * bytes);
    if (BigInt.asUintN(Number(bits), value) === value)
      unsigned.push([0xcc + index, ...bigEndian(value, bytes)]);
    if (BigInt.asIntN(Number(bits), value) === value) signed.push([0xd0 + index, ...bigEndian(value, bytes)]);
  }
  forms.push(...unsigned, ...signed);
  let bytes = 1;
  while (BigInt.asIntN(8 * bytes, value) !== value) bytes += 1;
  const inExtension = (more: number): number[] => extension(1, bigEndian(value, bytes + more), choose);
  if (forms.length === 0) forms.push(inExtension(0));
  return choose(4) === 3 ? inExtension(choose(3)) : (forms[choose(forms.length)] as number[]);
}

function encodeFloat(value: number, choose: ChooseForm): number[] {
  const view = new DataView(new ArrayBuffer(8));
  if (Number.isNaN(value)) return [[0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0], ...otherNaNs][choose(4)] as number[];
  view.setFloat64(0, value);
  const forms = [[0xcb, ...new Uint8Array(view.buffer)]];
  if (Math.fround(value) === value) {
    view.setFloat32(0, value);
    forms.push([0xca, ...new Uint8Array(view.buffer, 0, 4)]);
  }
  return forms[choose(forms.length)] as number[];
}

const otherNaNs = [
  [0xca, 0x7f, 0xc0, 0, 0],
  [0xca, 0xff, 0xbf, 0xff, 0xff],
  [0xcb, 0xff, 0xf0, 0, 0, 0, 0, 0, 1],
];

function encodeText(utf8: number[], choose: ChooseForm): number[] {
  if (choose(8) === 7) return extension(2, utf8, choose);
  const sizes = sized([0xd9, 0xda, 0xdb], utf8, choose);
  return utf8.length < 32 && choose(2) === 0 ? [0xa0 | utf8.length, ...utf8] : sizes;
}

function sized(
  tokens: readonly number[],
  payload: number[],
  choose: ChooseForm,
  between: number[] = [],
): number[] {
  const forms = tokens.flatMap((token, index) => {
    const bytes = 1 << index;
    return payload.length < 2 ** (8 * bytes)
      ? [[token, ...bigEndian(BigInt(payload.length), bytes), ...between]]
      : [];
  });
  return [...(forms[choose(forms.length)] as number[]), ...payload];
}

function extension(type: number, payload: number[], choose: ChooseForm): number[] {
  const fixed = [1, 2, 4, 8, 16].indexOf(payload.length);
  if (fixed >= 0 && choose(2) === 1) return [0xd4 + fixed, type & 0xff, ...payload];
  return sized([0xc7, 0xc8, 0xc9], payload, choose, [type & 0xff]);
}

function counted(fix: number, wide: number, count: number, choose: ChooseForm): number[] {
  const forms: number[][] = [];
  if (count < 16) forms.push([fix | count]);
  if (count < 0x10000) forms.push([wide, ...bigEndian(BigInt(count), 2)]);
  forms.push([wide + 1, ...bigEndian(BigInt(count), 4)]);
  return forms[choose(forms.length)] as number[];
}

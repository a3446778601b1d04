import { FrameKind } from '../../src/iip/kinds.js';
import { canonical, encodeTagged, type ChooseForm } from './encode-tagged.js';
import { fromHex, taggedString, type Tagged } from './tagged.js';

/** One step of an invocation as test/vectors writes it. */
export interface StepRow {
  readonly target: null | { readonly home: string } | { readonly step: string };
  readonly member: Tagged;
  readonly access:
    | { readonly call: readonly Tagged[]; readonly keywords?: readonly (readonly [Tagged, Tagged])[] }
    | { readonly assign: Tagged }
    | 'read';
}

/** A frame as test/vectors writes it: `steps` of an invocation, and of every other kind `body`, its values. */
export interface FrameRow {
  readonly kind: keyof typeof FrameKind;
  readonly correlation: number;
  readonly session: number;
  readonly oneWay?: boolean;
  readonly selfContained?: boolean;
  readonly optional?: {
    /** Microseconds. */
    readonly deadline?: string;
    readonly trace?: { readonly traceId: string; readonly spanId: string; readonly flags: number };
    readonly modelHash?: string;
    readonly headers?: readonly (readonly [string, string])[];
    readonly unknown?: readonly (readonly [tag: number, payload: string])[];
  };
  readonly steps?: readonly StepRow[];
  readonly body?: readonly Tagged[];
  readonly segments?: readonly string[];
}

const littleEndian = (value: bigint, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));
const u16 = (value: number): number[] => littleEndian(BigInt(value), 2);
const u32 = (value: number): number[] => littleEndian(BigInt(value), 4);

/** The bytes of a frame, written after docs/iip.md and nothing else; see {@link encodeTagged}. */
export function encodeFrameRow(row: FrameRow, choose: ChooseForm = canonical): Uint8Array {
  const body = row.steps?.flatMap((step) => encodeStep(step, choose)) ?? encodeAll(row.body ?? [], choose);
  const fields = optionalFields(row, choose);
  const tableBytes = row.segments === undefined ? 0 : 8 + 8 * row.segments.length;
  const optionalBytes = fields.reduce((sum, { payload }) => sum + 4 + payload.length, 0) + tableBytes;
  const bodyOffset = 16 + optionalBytes;
  const tail: number[] = [];
  if (row.segments !== undefined) {
    const table = u32(body.length);
    for (const segment of row.segments) {
      const end = bodyOffset + body.length + tail.length;
      const offset = Math.ceil(end / 8) * 8 + 8 * choose(2);
      table.push(...u32(offset), ...u32(segment.length / 2));
      tail.push(...new Array<number>(offset - end).fill(0), ...fromHex(segment));
    }
    fields.push({ tag: 5, payload: table });
  }
  fields.sort((one, other) => one.tag - other.tag);
  const optional = fields.flatMap(({ tag, payload }) => [tag, 0, ...u16(payload.length), ...payload]);
  const flags = (row.oneWay ? 1 : 0) | (row.selfContained ? 2 : 0) | (row.segments === undefined ? 0 : 4);
  const length = bodyOffset + body.length + tail.length;
  const header = [...u32(length), FrameKind[row.kind], flags, ...u16(optional.length)];
  return Uint8Array.from([
    ...header,
    ...u32(row.correlation),
    ...u32(row.session),
    ...optional,
    ...body,
    ...tail,
  ]);
}

const encodeAll = (values: readonly Tagged[], choose: ChooseForm): number[] =>
  values.flatMap((value) => encodeTagged(value, choose));

function encodeStep({ target, member, access }: StepRow, choose: ChooseForm): number[] {
  const out = encodeTarget(target, choose);
  out.push(...encodeTagged(member, choose));
  if (access === 'read') return [...out, 0xc0];
  if ('assign' in access) return [...out, ...inExtension(23, encodeTagged(access.assign, choose), choose)];
  const items = access.call.map((argument) => encodeTagged(argument, choose));
  if (access.keywords !== undefined) {
    items.push(inExtension(22, encodeTagged({ map: access.keywords }, choose), choose));
  }
  // An array of nil has the header of any array of as many.
  const header = encodeTagged({ array: items.map(() => null) }, choose).slice(0, -items.length || undefined);
  return [...out, ...header, ...items.flat()];
}

function encodeTarget(target: StepRow['target'], choose: ChooseForm): number[] {
  if (target === null) return [0xc0];
  const [type, id] = 'home' in target ? [20, target.home] : [21, target.step];
  return inExtension(type, encodeTagged({ int: id }, choose), choose);
}

function inExtension(type: number, payload: readonly number[], choose: ChooseForm): number[] {
  return encodeTagged({ ext: [type, Buffer.from(payload).toString('hex')] }, choose);
}

function optionalFields(row: FrameRow, choose: ChooseForm): { tag: number; payload: readonly number[] }[] {
  const { deadline, trace, modelHash, headers, unknown = [] } = row.optional ?? {};
  const fields = unknown.map(([tag, payload]) => ({ tag, payload: [...fromHex(payload)] }));
  if (deadline !== undefined) fields.push({ tag: 1, payload: littleEndian(BigInt(deadline), 8) });
  if (trace !== undefined) {
    fields.push({ tag: 2, payload: [...fromHex(trace.traceId), ...fromHex(trace.spanId), trace.flags] });
  }
  if (modelHash !== undefined) fields.push({ tag: 3, payload: [...fromHex(modelHash)] });
  if (headers !== undefined) {
    const map = headers.map(([name, value]) => [taggedString(name), taggedString(value)] as const);
    fields.push({ tag: 4, payload: encodeTagged({ map }, choose) });
  }
  return fields;
}

import type { FrameBody } from '../../src/iip/body.js';
import type { Frame } from '../../src/iip/frame.js';
import type { InvocationStep, StepAccess, StepTarget } from '../../src/iip/invocation.js';
import { FrameKind } from '../../src/iip/kinds.js';
import type { OptionalFields } from '../../src/iip/optional-header.js';
import type { Id, StringMap } from '../../src/iip/string-map.js';
import type { FrameRow, StepRow } from './encode-frame.js';
import { fromHex, fromTagged, toHex, toTagged, type Tagged } from './tagged.js';

/** The frame that a row of test/vectors describes. */
export function frameOf(row: FrameRow): Frame {
  return {
    body:
      row.steps === undefined
        ? bodyOf(FrameKind[row.kind], (row.body ?? []).map(fromTagged))
        : { kind: FrameKind.invocation, steps: row.steps.map(stepOf) },
    correlation: row.correlation,
    session: row.session,
    isOneWay: row.oneWay ?? false,
    isSelfContained: row.selfContained ?? false,
    optional: optionalOf(row.optional ?? {}),
    ...(row.segments === undefined ? {} : { segments: row.segments.map(fromHex) }),
  };
}

function stepOf({ target, member, access }: StepRow): InvocationStep {
  return {
    target:
      target === null ? null : 'home' in target ? { home: idOf(target.home) } : { step: Number(target.step) },
    member: fromTagged(member) as Id | string | null,
    access: accessOf(access),
  };
}

function accessOf(access: StepRow['access']): StepAccess {
  if (access === 'read') return { kind: 'read' };
  if ('assign' in access) return { kind: 'assign', value: fromTagged(access.assign) };
  const call = { kind: 'call', args: access.call.map(fromTagged) } as const;
  return access.keywords === undefined
    ? call
    : { ...call, keywords: fromTagged({ map: access.keywords }) as StringMap };
}

const idOf = (text: string): Id => fromTagged({ int: text }) as Id;

function optionalOf(optional: NonNullable<FrameRow['optional']>): OptionalFields {
  const { deadline, trace, modelHash, headers, unknown } = optional;
  return {
    ...(deadline === undefined ? {} : { deadlineMicroseconds: idOf(deadline) }),
    ...(trace === undefined
      ? {}
      : { trace: { traceId: fromHex(trace.traceId), spanId: fromHex(trace.spanId), flags: trace.flags } }),
    ...(modelHash === undefined ? {} : { modelHash: fromHex(modelHash) }),
    ...(headers === undefined ? {} : { headers: new Map(headers) }),
    ...(unknown === undefined
      ? {}
      : { unknown: unknown.map(([tag, bytes]) => ({ tag, bytes: fromHex(bytes) })) }),
  };
}

function bodyOf(kind: FrameKind, values: readonly unknown[]): FrameBody {
  const [first, second, third] = values as [never, never, never];
  switch (kind) {
    case FrameKind.hello:
    case FrameKind.exception:
      return { kind, fields: first };
    case FrameKind.bind:
      return { kind, id: first, name: second };
    case FrameKind.invocation:
      throw new Error('an invocation has steps');
    case FrameKind.result:
      return { kind, value: first };
    case FrameKind.cancel:
      return { kind };
    case FrameKind.release: {
      const ids = values as readonly Id[];
      const pairs = Array.from({ length: ids.length / 2 }, (_, index) => ids.slice(2 * index, 2 * index + 2));
      return { kind, releases: pairs.map(([id, count]) => ({ id: id as Id, count: count as Id })) };
    }
    case FrameKind.item:
      return { kind, stream: first, values: values.slice(1) };
    case FrameKind.end:
      return { kind, stream: first, exception: second };
    case FrameKind.credit:
      return { kind, stream: first, count: second };
    case FrameKind.event:
      return { kind, subscription: first, args: second };
    case FrameKind.unsubscribe:
      return { kind, subscription: first };
    case FrameKind.describe:
      return { kind, module: first };
    case FrameKind.resume:
      return { kind, session: first, token: second };
    case FrameKind.ping:
      return { kind, bytes: first };
    case FrameKind.goodbye:
      return { kind, code: first, message: second, lastCorrelation: third };
  }
}

/** The row that describes `frame`, which was read with exact floats. */
export function rowOf(frame: Frame): FrameRow {
  const { body, optional, segments } = frame;
  const kind = Object.entries(FrameKind).find(([, number]) => number === body.kind)![0] as FrameRow['kind'];
  const fields = optionalRow(optional);
  return {
    correlation: frame.correlation,
    session: frame.session,
    kind,
    ...(frame.isOneWay ? { oneWay: true } : {}),
    ...(frame.isSelfContained ? { selfContained: true } : {}),
    ...(Object.keys(fields).length === 0 ? {} : { optional: fields }),
    ...(segments === undefined ? {} : { segments: segments.map(toHex) }),
    ...(body.kind === FrameKind.invocation
      ? { steps: body.steps.map(stepRow) }
      : { body: valuesOf(body).map(toTagged) }),
  };
}

function stepRow({ target, member, access }: InvocationStep): StepRow {
  return { target: targetRow(target), member: toTagged(member), access: accessRow(access) };
}

function targetRow(target: StepTarget): StepRow['target'] {
  if (target === null) return null;
  return 'home' in target ? { home: String(target.home) } : { step: String(target.step) };
}

function accessRow(access: StepAccess): StepRow['access'] {
  if (access.kind === 'read') return 'read';
  if (access.kind === 'assign') return { assign: toTagged(access.value) };
  const call = access.args.map(toTagged);
  if (access.keywords === undefined) return { call };
  const { map } = toTagged(access.keywords) as { map: readonly (readonly [Tagged, Tagged])[] };
  return { call, keywords: map };
}

function optionalRow(optional: OptionalFields): NonNullable<FrameRow['optional']> {
  const { deadlineMicroseconds, trace, modelHash, headers, unknown } = optional;
  return {
    ...(deadlineMicroseconds === undefined ? {} : { deadline: String(deadlineMicroseconds) }),
    ...(trace === undefined
      ? {}
      : { trace: { traceId: toHex(trace.traceId), spanId: toHex(trace.spanId), flags: trace.flags } }),
    ...(modelHash === undefined ? {} : { modelHash: toHex(modelHash) }),
    ...(headers === undefined ? {} : { headers: [...headers] }),
    ...(unknown === undefined
      ? {}
      : { unknown: unknown.map(({ tag, bytes }) => [tag, toHex(bytes)] as const) }),
  };
}

/** All that a body says, in its order: the properties of FrameBody stand in that of the values. */
function valuesOf(body: FrameBody): unknown[] {
  const values = Object.entries(body).flatMap(([name, value]) => (name === 'kind' ? [] : [value]));
  if (body.kind === FrameKind.release) return body.releases.flatMap(({ id, count }) => [id, count]);
  return body.kind === FrameKind.item ? [body.stream, ...body.values] : values;
}

import { describe, expect, it } from 'vitest';
import { Extension } from '../../../src/iip/extensions.js';
import { decodeFrame, encodeFrame, type Frame } from '../../../src/iip/frame.js';
import { FrameKind } from '../../../src/iip/kinds.js';
import { networkLimits } from '../../../src/iip/limits.js';
import type { InvocationStep } from '../../../src/iip/invocation.js';
import { errorOf } from './codec.js';

const envelope = {
  correlation: 1,
  session: 9,
  isOneWay: false,
  isSelfContained: false,
  optional: {},
} as const;
const result = (value: unknown): Frame => ({ ...envelope, body: { kind: FrameKind.result, value } });
const invocation = (...steps: InvocationStep[]): Frame => ({
  ...envelope,
  body: { kind: FrameKind.invocation, steps },
});
const call = (...args: unknown[]): InvocationStep => ({
  target: null,
  member: 7,
  access: { kind: 'call', args },
});

describe('a frame', () => {
  it('is refused with the path to a value in it that cannot be sent', () => {
    expect(errorOf(() => encodeFrame(result({ when: /x/ }))).path).toBe('result.when');
    expect(errorOf(() => encodeFrame(invocation(call(1, [/y/])))).path).toBe('invocation.args[1][0]');
  });

  it.each<[string, Partial<Frame>]>([
    ['one-way with a correlation id', { ...invocation(call()), isOneWay: true }],
    ['a one-way result', { ...result(1), correlation: 0, isOneWay: true }],
    ['an invocation without correlation id', { ...invocation(call()), correlation: 0 }],
    [
      'self-contained in a session',
      { ...invocation(call()), isSelfContained: true, optional: { modelHash: new Uint8Array(32) } },
    ],
    [
      'self-contained without the hash of a model',
      { ...invocation(call()), session: 0, isSelfContained: true },
    ],
    ['with a hash of another length', { ...result(1), optional: { modelHash: new Uint8Array(31) } }],
  ])('is not written when its parts contradict each other: %s', (_, frame) => {
    expect(errorOf(() => encodeFrame(frame as Frame)).code).toBe('malformed');
  });

  it('is written up to the limit of bytes and not beyond', () => {
    const limits = { ...networkLimits, maxFrameBytes: 1000 };
    const ofBytes = (bytes: number, last: unknown = null): Frame =>
      result([
        new Uint8Array(bytes - 16 - 1 - 3 - (last === null ? 1 : Buffer.byteLength(last as string) + 1)),
        last,
      ]);
    const frame = encodeFrame(ofBytes(1000), limits);
    expect(frame.length).toBe(1000);
    expect(encodeFrame(ofBytes(1000, 'short'), limits).length).toBe(1000);
    expect(errorOf(() => encodeFrame(ofBytes(1001, 'short'), limits)).code).toBe('too-large');
    expect(decodeFrame(frame, { limits }).body).toMatchObject({ kind: FrameKind.result });
    expect(errorOf(() => encodeFrame(ofBytes(1001), limits)).code).toBe('too-large');
    expect(errorOf(() => decodeFrame(frame, { limits: { ...limits, maxFrameBytes: 999 } })).code).toBe(
      'too-large',
    );
  });

  it('counts its segments against the limit', () => {
    const limits = { ...networkLimits, maxFrameBytes: 1000 };
    const frame = { ...result(null), segments: [new Uint8Array(400), new Uint8Array(600)] };
    expect(errorOf(() => encodeFrame(frame, limits)).code).toBe('too-large');
  });

  it('has an optional header of at most 65,535 bytes', () => {
    const optional = { headers: new Map([['h', 'x'.repeat(70_000)]]) };
    expect(errorOf(() => encodeFrame({ ...result(null), optional })).code).toBe('too-large');
  });

  it('gives its buffers apart, aligned to 8 and copied', () => {
    const segments = [Uint8Array.of(1), Uint8Array.of(2, 3)];
    const bytes = encodeFrame({ ...result(new Extension(26, Uint8Array.of(0))), segments });
    const at = bytes.lastIndexOf(2);
    expect(at % 8).toBe(0);
    const frame = decodeFrame(bytes);
    bytes.fill(0xff);
    expect(frame.segments).toEqual(segments);
  });

  it('takes as many steps as the limit says', () => {
    const steps = (count: number): Frame => invocation(...Array.from({ length: count }, () => call()));
    expect(decodeFrame(encodeFrame(steps(256))).body).toMatchObject({ steps: { length: 256 } });
    expect(errorOf(() => decodeFrame(encodeFrame(steps(257)))).code).toBe('malformed');
  });

  it('reads floats as numbers unless they are to be exact', () => {
    const bytes = encodeFrame(result(1.5));
    new DataView(bytes.buffer).setFloat64(17, 2);
    expect(decodeFrame(bytes).body).toEqual({ kind: FrameKind.result, value: 2 });
    expect(decodeFrame(bytes, { floats: 'exact' }).body).toMatchObject({ value: { value: 2 } });
  });

  it('does not take an integral float for an id', () => {
    const bytes = Buffer.from('1e000000020000000000000009000000cb3ff0000000000000a3613a62', 'hex');
    bytes.writeUInt32LE(bytes.length, 0);
    expect(errorOf(() => decodeFrame(bytes)).code).toBe('malformed');
  });

  it('does not take an integral float for a member', () => {
    const bytes = Buffer.from('1b000000030000000100000009000000c0cb4000000000000000' + '90', 'hex');
    expect(errorOf(() => decodeFrame(bytes)).code).toBe('malformed');
    bytes.set(Buffer.from('cf0000000000000002', 'hex'), 17);
    expect(decodeFrame(bytes).body).toMatchObject({ steps: [{ member: 2 }] });
  });

  it('keeps keywords apart from a map that is the last argument', () => {
    const withKeywords = decodeFrame(
      encodeFrame(
        invocation({
          target: null,
          member: 7,
          access: { kind: 'call', args: [{ a: 1 }], keywords: { axis: 0 } },
        }),
      ),
    );
    expect(withKeywords.body).toMatchObject({
      steps: [{ access: { kind: 'call', args: [{ a: 1 }], keywords: { axis: 0 } } }],
    });
    const without = decodeFrame(encodeFrame(invocation(call({ a: 1 }))));
    expect(without.body).toMatchObject({ steps: [{ access: { kind: 'call', args: [{ a: 1 }] } }] });
    expect(JSON.stringify(without.body)).not.toContain('keywords');
  });

  it('keeps headers of any names apart, as strings', () => {
    const headers = new Map([
      ['b', '2'],
      ['1', '1'],
      ['__proto__', 'x'],
    ]);
    const frame = decodeFrame(encodeFrame({ ...result(null), optional: { headers } }));
    expect([...frame.optional.headers!]).toEqual([...headers]);
  });
});

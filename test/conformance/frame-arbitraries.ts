import fc from 'fast-check';
import { scalars, values } from './arbitraries.js';
import type { FrameRow, StepRow } from './encode-frame.js';
import { taggedString, toHex, type Tagged } from './tagged.js';

const u32 = fc.oneof(fc.constantFrom(1, 2, 127, 128, 2 ** 32 - 1), fc.integer({ min: 1, max: 2 ** 32 - 1 }));
const ids = fc
  .oneof(fc.bigInt(0n, 200n), fc.constantFrom(2n ** 32n, 2n ** 53n, 2n ** 64n - 1n))
  .map((value): Tagged => ({ int: String(value) }));
const strings = fc.string({ unit: 'grapheme', maxLength: 24 }).map(taggedString);
const names = fc.constantFrom('stats:mean', 'stats:Portfolio.add', 'größe:µ', '').map(taggedString);
const hex = (length: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map(toHex);
const bins = fc.uint8Array({ maxLength: 64 }).map((bytes): Tagged => ({ bin: toHex(bytes) }));
const stringMaps = fc.array(fc.tuple(strings, values), { maxLength: 6 }).map((map): Tagged => ({ map }));
/** What may stand where something else should: sometimes, so that most frames are valid. */
const wrong = (right: fc.Arbitrary<Tagged>): fc.Arbitrary<Tagged> =>
  fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: scalars });
const sequence = (...parts: fc.Arbitrary<Tagged>[]): fc.Arbitrary<Tagged[]> => fc.tuple(...parts.map(wrong));
const list = (part: fc.Arbitrary<Tagged>, minLength = 0): fc.Arbitrary<Tagged[]> =>
  fc.array(wrong(part), { minLength, maxLength: 6 });

const bodies: Readonly<Partial<Record<FrameRow['kind'], fc.Arbitrary<Tagged[]>>>> = {
  hello: sequence(stringMaps),
  bind: sequence(ids, names),
  result: sequence(values),
  exception: sequence(stringMaps),
  cancel: sequence(),
  release: fc.array(fc.tuple(ids, ids), { maxLength: 5 }).map((pairs) => pairs.flat()),
  item: fc.tuple(ids, list(values, 1)).map(([id, items]) => [id, ...items]),
  end: sequence(ids, fc.oneof(fc.constant(null), stringMaps)),
  credit: sequence(ids, ids),
  event: sequence(
    ids,
    list(values).map((array): Tagged => ({ array })),
  ),
  unsubscribe: sequence(ids),
  describe: sequence(fc.oneof(fc.constant(null), strings)),
  resume: sequence(ids, bins),
  ping: sequence(bins),
  goodbye: sequence(strings, strings, ids),
};

const targets: fc.Arbitrary<StepRow['target']> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ home: '0' }, { home: '70000' }, { home: '18446744073709551615' }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ step: '0' }, { step: '1' }, { step: '5' }) },
);

const accesses: fc.Arbitrary<StepRow['access']> = fc.oneof(
  list(values).map((call) => ({ call })),
  fc
    .tuple(list(values), fc.array(fc.tuple(wrong(strings), values), { maxLength: 4 }))
    .map(([call, keywords]) => ({ call, keywords })),
  fc.constant('read' as const),
  values.map((assign) => ({ assign })),
);

const steps = fc.array(
  fc.record({
    target: targets,
    member: fc.oneof(ids, names, fc.constant(null), wrong(ids)),
    access: accesses,
  }),
  { minLength: 1, maxLength: 4 },
);

const optional = fc.record(
  {
    deadline: fc.constantFrom('0', '5000000', '18446744073709551615'),
    trace: fc.record({ traceId: hex(16), spanId: hex(8), flags: fc.integer({ min: 0, max: 255 }) }),
    modelHash: hex(32),
    headers: fc.array(fc.tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 40 })), { maxLength: 3 }),
    unknown: fc
      .uniqueArray(fc.integer({ min: 6, max: 130 }), { maxLength: 2 })
      .map((tags) => tags.map((tag) => [tag, '0102'] as const)),
  },
  { requiredKeys: [] },
);

const isAnswered = (kind: string): boolean => ['invocation', 'describe', 'resume', 'ping'].includes(kind);

/** Frames of every kind; some break a rule. */
export const frames: fc.Arbitrary<FrameRow> = fc
  .constantFrom(...(Object.keys(bodies) as FrameRow['kind'][]), 'invocation' as const, 'invocation' as const)
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      correlation: fc.oneof(u32, fc.constant(isAnswered(kind) ? 1 : 0)),
      session: fc.oneof(u32, fc.constant(0)),
      flavour: fc.constantFrom('plain', 'plain', 'oneWay', 'selfContained', 'both'),
      optional: fc.oneof(fc.constant({}), optional),
      hash: hex(32),
      steps: kind === 'invocation' ? steps : fc.constant(undefined),
      body: bodies[kind] ?? fc.constant(undefined),
      segments: fc.option(fc.array(fc.uint8Array({ maxLength: 20 }).map(toHex), { maxLength: 3 }), {
        nil: undefined,
        freq: 3,
      }),
    }),
  )
  .map(({ flavour, hash, segments, steps: ofInvocation, body, ...row }): FrameRow => {
    const oneWay = row.kind === 'invocation' && (flavour === 'oneWay' || flavour === 'both');
    const selfContained = row.kind === 'invocation' && (flavour === 'selfContained' || flavour === 'both');
    return {
      ...row,
      ...(ofInvocation === undefined ? {} : { steps: ofInvocation }),
      ...(body === undefined ? {} : { body }),
      ...(oneWay ? { oneWay, correlation: 0 } : {}),
      ...(selfContained ? { selfContained, session: 0, optional: { ...row.optional, modelHash: hash } } : {}),
      ...(segments === undefined ? {} : { segments }),
    };
  });

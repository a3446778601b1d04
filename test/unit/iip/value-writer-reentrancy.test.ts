import { describe, expect, it } from 'vitest';
import { HeapMemory } from '../../../src/iip/heap-memory.js';
import { ValueWriter } from '../../../src/iip/value-writer.js';
import { encode } from './codec.js';

const hexOf = (writer: ValueWriter, from: number): string =>
  Buffer.from(writer.u8.subarray(from, writer.pos)).toString('hex');

/** Writes `value` behind what is being written, as a nested invocation does, and takes it back. */
function nested(writer: ValueWriter, value: unknown): string {
  const start = writer.pos;
  try {
    writer.writeValue(value, 0);
    return hexOf(writer, start);
  } finally {
    writer.pos = start;
  }
}

describe('a writer that is used again by a getter of what it writes', () => {
  const large = 'x'.repeat(100_000);

  it.each<[string, (again: () => unknown) => unknown]>([
    [
      'an object',
      (again) => ({
        a: 1,
        get b() {
          return again();
        },
        c: [2],
      }),
    ],
    [
      'an object within arrays',
      (again) => [
        [
          0,
          {
            get b() {
              return again();
            },
          },
          'behind',
        ],
        'end',
      ],
    ],
    [
      'an object in a Map',
      (again) =>
        new Map<string, unknown>([
          [
            'k',
            {
              get b() {
                return again();
              },
            },
          ],
          ['l', 2],
        ]),
    ],
    [
      'an object of more than 15 keys',
      (again) =>
        Object.defineProperty(
          Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`k${at}`, at])),
          'k7',
          { get: again, enumerable: true },
        ),
    ],
    [
      'a Proxy of an array',
      (again) =>
        new Proxy([1, 2, 3], {
          get: (target, key) => (key === '1' ? again() : (Reflect.get(target, key) as unknown)),
        }),
    ],
    [
      'a Proxy of an object',
      (again) =>
        new Proxy(
          { a: 1, b: 2 },
          { get: (target, key) => (key === 'b' ? again() : (Reflect.get(target, key) as unknown)) },
        ),
    ],
  ])('writes both as if each were alone: %s', (_, valueOf) => {
    const writer = new ValueWriter(new HeapMemory(2 ** 24, 8));
    let inner = '';
    // Large enough for the memory to be replaced in the middle of the outer value.
    const again = (): unknown => {
      inner = nested(writer, [large, { deep: [large] }]);
      return 'given';
    };
    writer.writeValue(valueOf(again), 0);
    expect(hexOf(writer, 0)).toBe(Buffer.from(encode(valueOf(() => 'given'))).toString('hex'));
    expect(inner).toBe(Buffer.from(encode([large, { deep: [large] }])).toString('hex'));
  });

  it('goes on where it was when what the getter writes is refused', () => {
    const writer = new ValueWriter(new HeapMemory(2 ** 20, 8));
    const value = {
      before: 1,
      get refused(): string {
        expect(() => nested(writer, ['half', Symbol('s')])).toThrow(/symbol/);
        return 'given';
      },
    };
    writer.writeValue(value, 0);
    expect(hexOf(writer, 0)).toBe(Buffer.from(encode({ before: 1, refused: 'given' })).toString('hex'));
  });

  it('does not add the outer path to an error of an inner value that has its own', () => {
    const inner = (): never => {
      throw Object.assign(new Error('inner'), { path: 'args[7]' });
    };
    expect(() =>
      encode({
        get a() {
          return inner();
        },
      }),
    ).toThrow(expect.objectContaining({ path: 'args[7]' }));
  });
});

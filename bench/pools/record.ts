import { createRandom } from './random.js';

/** The small nested object: numbers, text, a list, an object in it, a boolean and a null. */
export interface NestedRecord {
  readonly [key: string]: string | number | boolean | null | readonly string[] | NestedRecord;
}

/** The keys of one record, in the order of its fields. */
interface Names {
  readonly top: readonly [
    id: string,
    name: string,
    price: string,
    tags: string,
    owner: string,
    active: string,
    note: string,
  ];
  readonly owner: readonly [first: string, last: string, age: string];
}

/** A record beside the keys under which its parts stand, for a check that need not search. */
export interface RecordSample {
  readonly record: NestedRecord;
  readonly idKey: string;
  readonly ownerKey: string;
  readonly ageKey: string;
  readonly id: number;
  readonly age: number;
}

const vocabulary = {
  top: [
    ['id', 'sku', 'number', 'ref'],
    ['name', 'title', 'label', 'symbol'],
    ['price', 'cost', 'value', 'amount'],
    ['tags', 'labels', 'groups', 'marks'],
    ['owner', 'contact', 'author', 'keeper'],
    ['active', 'enabled', 'listed', 'open'],
    ['note', 'remark', 'comment', 'extra'],
  ],
  owner: [
    ['first', 'given', 'forename', 'call'],
    ['last', 'family', 'surname', 'house'],
    ['age', 'years', 'seniority', 'born'],
  ],
} as const;

const shapes = 32;

/**
 * A maker of records that differ in every value and come in 32 sets of keys, drawn at random: a reader may remember
 * keys, as it may in a real program, but not one shape, and no value comes twice.
 */
export function createRecordMaker(seed: number): () => RecordSample {
  const random = createRandom(seed);
  const names = Array.from({ length: shapes }, () => drawNames(random));
  let serial = 1000;
  return () => {
    const keys = names[random(shapes)] as Names;
    const id = (serial += 1 + random(7));
    const age = 300 + random(100_000);
    const owner = {
      [keys.owner[0]]: word(random, 3),
      [keys.owner[1]]: word(random, 8),
      [keys.owner[2]]: age,
    };
    const record: NestedRecord = {
      [keys.top[0]]: id,
      [keys.top[1]]: word(random, 4),
      [keys.top[2]]: random(1_000_000) + 0.5,
      [keys.top[3]]: [word(random, 1), word(random, 1), word(random, 1)],
      [keys.top[4]]: owner,
      [keys.top[5]]: random(2) === 1,
      [keys.top[6]]: null,
    };
    return { record, idKey: keys.top[0], ownerKey: keys.top[4], ageKey: keys.owner[2], id, age };
  };
}

function drawNames(random: (limit: number) => number): Names {
  const draw = (choices: readonly string[]): string => choices[random(choices.length)] as string;
  return {
    top: vocabulary.top.map(draw) as unknown as Names['top'],
    owner: vocabulary.owner.map(draw) as unknown as Names['owner'],
  };
}

function word(random: (limit: number) => number, length: number): string {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) bytes[index] = 0x61 + random(26);
  return bytes.toString('latin1');
}

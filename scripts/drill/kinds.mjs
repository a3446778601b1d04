import { join } from 'node:path';

function thrown(action, code) {
  try {
    action();
  } catch (error) {
    if (error.code === code) return;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function check(condition, what) {
  if (!condition) throw new Error(`a wrong result: ${what}`);
}

const texts = [
  (i) => `fresh ${i}`,
  (i) =>
    `a fresh text of about a hundred bytes, with a number in it, as logs and keys have it: ${i} and a tail ${i * 7}`,
  (i) => `é latin ${i} ÿ`.repeat((i % 9) + 1),
  (i) => `the BMP 世界 ${i}`.repeat((i % 9) + 1),
  (i) => `astral 🎉 ${i}`.repeat((i % 9) + 1),
  (i) => `\ud800 alone ${i}`,
];

/** Loads what the calls go to. */
export function loadCalled({ graft, kw }) {
  return { called: graft.loadSync(join(import.meta.dirname, 'called.py')), graft, kw };
}

/** The kinds that most calls are of; the others are drilled with a tenth of the calls. */
export const mainKinds = ['scalars', 'strings', 'dicts', 'exceptions', 'keywords'];

/**
 * The kinds of calls that must leave memory flat: each makes its call number `i`, with values that are new each time, and
 * checks what comes back.
 * @type {Record<string, (i: number, target: ReturnType<typeof loadCalled>) => void>}
 */
export const callKinds = {
  scalars(i, { called }) {
    check(called.add(i, 2) === i + 2, 'int');
    check(called.echo(i + 0.5) === i + 0.5, 'float');
    check(called.echo(2n ** 70n + BigInt(i)) === 2n ** 70n + BigInt(i), 'big int');
    check(called.echo(i % 2 === 0) === (i % 2 === 0) && called.echo(null) === null, 'bool and None');
  },
  strings(i, { called }) {
    const text = texts[i % texts.length](i);
    check(called.echo(text) === text, 'text');
    if (i % 1000 === 0) check(called.echo(text.repeat(500)) === text.repeat(500), 'long text');
  },
  dicts(i, { called }) {
    const back = called.echo({
      id: i,
      name: `name ${i}`,
      [`key ${i % 3000}`]: [i, { deep: i / 3 }],
      tags: ['a', 'b'],
    });
    check(back.id === i && back.tags[1] === 'b' && back[`key ${i % 3000}`][1].deep === i / 3, 'dict');
  },
  'dicts of new keys'(i, { called }) {
    const back = called.echo({ [`only once ${i}`]: i, [`k${i}`]: { [`inner${i}`]: true } });
    check(back[`only once ${i}`] === i && back[`k${i}`][`inner${i}`] === true, 'dict of new keys');
  },
  'lists, bytes and Maps'(i, { called }) {
    check(called.echo([i, [i], [[i]]])[2][0][0] === i, 'list');
    check(called.echo(Uint8Array.of(i, i >> 8))[1] === ((i >> 8) & 255), 'bytes');
    check(called.echo(new Map([[i, 'int'], [i + 0.5, 'float']])).get(i) === 'int', 'Map'); // prettier-ignore
  },
  exceptions(i, { called }) {
    thrown(() => called.fail(`text ${i}`), 'exception');
  },
  refusals(i, { called, graft }) {
    thrown(() => called.echo({ a: [i, Symbol('no')] }), 'unsupported-value');
    thrown(() => graft.python.eval(String.raw`[1, {"a": '\ud83d\ude00'}]`), 'unsupported-value');
  },
  keywords(i, { called, kw }) {
    check(called.keyword_only(i, { c: 3 }) === i + 4, 'keyword-only');
    check(called.collect(i, kw({ x: i, [`name${i % 3000}`]: 2 }))[1].x === i, 'kw()');
  },
  attributes(i, { called }) {
    called.setting = i;
    check(called.setting === i, 'attribute');
  },
  'code as text'(i, { graft }) {
    check(graft.python.eval('value + 1', { value: i }) === i + 1, 'eval');
    if (i % 50 === 0) check(graft.python.eval(`${i} + 1`) === i + 1, 'eval of new text');
  },
  'calls from getters'(i, { called }) {
    const argument = { get inner() { return called.echo([i]); } }; // prettier-ignore
    check(called.echo(argument).inner[0] === i, 'getter');
  },
  objects(i, { called }) {
    const counter = new called.Counter(i);
    check(counter.add(1) === i + 1 && counter.value === i + 1, 'object');
    check(called.echo([counter])[0] === counter, 'the same object');
  },
  callbacks(i, { called }) {
    check(called.call((value) => value + i, 1) === i + 1, 'callback');
    const held = new (class Held {})();
    check(called.echo(held) === held, 'object of JavaScript');
  },
  'errors of callbacks'(i, { called }) {
    const error = new Error(`text ${i}`);
    try {
      called.call(() => {
        throw error;
      }, i);
    } catch (caught) {
      check(caught === error, 'the same error');
    }
    thrown(() => called.call(() => called.fail(`text ${i}`), i), 'exception');
  },
  iterators(i, { called }) {
    let sum = 0;
    for (const item of called.count(5)) if ((sum += item) > 5) break;
    check(sum === 6, 'generator');
    check(called.first([i].values()) === i, 'iterator');
  },
  arrays(i, { called }) {
    check(called.last(Float64Array.of(i, i + 0.5)) === i + 0.5, 'lent array');
    check(called.array(i)[1] === i, 'shown array');
  },
  'values of classes'(i, { called }) {
    const back = called.echo([new Date(i), new Set([i]), Object.freeze([i, { a: i }])]);
    check(back[0].getTime() === i && back[1].has(i) && back[2][1].a === i, 'date, set and tuple');
  },
  loading(i, { graft }) {
    check(graft.python.import('json').dumps([1]) === '[1]', 'import');
  },
};

const kept = [];

/** No kinds of their own: with them, the drill must find that memory grows. */
export const controls = {
  'kept in JavaScript'(i, { called }) {
    kept.push(called.echo([i, `kept ${i}`]));
  },
  'kept in Python'(i, { called }) {
    called.keep(`kept ${i}`);
  },
};

import { createRandom } from '../pools/random.js';
import type { ObjectCalls, OpenSubject } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

const batch = 1024;
const arrayItems = 1_000_000;
const arrayBatch = 16;

/** What is done with an object that is held: its method, its attribute. */
const methodRow = createObjectRow('method', 'method of a held object', ({ method }) => {
  const random = createRandom(23);
  let base = random(1000);
  return {
    run: () => {
      let total = 0;
      for (let index = 0; index < batch; index++) total += method((base + index) & 127, 1);
      let expected = 0;
      for (let index = 0; index < batch; index++) expected += ((base + index) & 127) + 1;
      if (total !== expected) wrong(`the method gave ${total} for ${expected}`);
    },
    renew: () => {
      base = random(1000);
    },
  };
});

const heldAttributeRow = createObjectRow(
  'object-attribute',
  'attribute of a held object',
  ({ readAttribute, setAttribute }) => {
    if (readAttribute === undefined || setAttribute === undefined) return undefined;
    const random = createRandom(29);
    let value = random(1000) + 1000;
    setAttribute(value);
    return {
      run: () => {
        let total = 0;
        for (let index = 0; index < batch; index++) total += readAttribute();
        if (total !== value * batch) wrong(`${total / batch} was read on average for ${value}`);
      },
      renew: () => {
        value = random(1000) + 1000;
        setAttribute(value);
      },
    };
  },
);

/** Python calls a function of JavaScript's in a loop of its own, which is timed with it. */
const callbackRow = createObjectRow('callback', 'callback from Python, its loop included', ({ callBack }) => {
  let calls = 0;
  return {
    run: () => {
      calls = 0;
      const total = callBack((left, right) => {
        calls += 1;
        return left + right;
      }, batch);
      const expected = (batch * (batch - 1)) / 2 + batch;
      if (calls !== batch || total !== expected) wrong(`${calls} calls gave ${total} for ${expected}`);
    },
    renew: () => undefined,
  };
});

const createRow = createObjectRow('object', 'create an object and drop it', ({ create }) => {
  return {
    run: () => {
      let last: unknown;
      for (let index = 0; index < batch; index++) last = create();
      if (typeof last !== 'object' || last === null) wrong('no object came');
    },
    renew: () => undefined,
  };
});

const arrayRow: TimedRow = {
  ...createObjectRow(
    'array',
    `a Float64Array of ${arrayItems}, of which Python reads the last item`,
    ({ lastOf }) => {
      if (lastOf === undefined) return undefined;
      const array = new Float64Array(arrayItems);
      let value = 0.5;
      return {
        run: () => {
          array[arrayItems - 1] = value;
          for (let index = 0; index < arrayBatch; index++)
            if (lastOf(array) !== value) wrong('the last item is not what it was set to');
        },
        renew: () => {
          value += 1;
        },
      };
    },
  ),
  extra: true,
};

/** What V8 takes for one entry of a FinalizationRegistry, its end included: the floor of an object that something is done for at its end. */
const registryRow: TimedRow = {
  name: 'part-registry',
  title: 'an object with an entry in a FinalizationRegistry',
  prepare(subject) {
    if (subject.kind !== 'sync' || subject.floor?.takeGil === undefined) return undefined;
    const registry = new FinalizationRegistry(() => undefined);
    return {
      kind: 'sync',
      batchSize: batch,
      run: () => {
        for (let index = 0; index < batch; index++) registry.register({}, index);
      },
      renew: () => undefined,
    };
  },
};

export const objectRows: readonly TimedRow[] = [
  methodRow,
  heldAttributeRow,
  callbackRow,
  createRow,
  registryRow,
  arrayRow,
];

function createObjectRow(
  name: string,
  title: string,
  prepare: (objects: ObjectCalls) => Pick<Task & { kind: 'sync' }, 'run' | 'renew'> | undefined,
): TimedRow {
  return {
    name,
    title,
    prepare(subject: OpenSubject): Task | undefined {
      const objects = subject.kind === 'sync' ? subject.objects : undefined;
      const task = objects === undefined ? undefined : prepare(objects);
      return task === undefined
        ? undefined
        : { kind: 'sync', batchSize: name === 'array' ? arrayBatch : batch, ...task };
    },
  };
}

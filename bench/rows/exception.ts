import type { AsyncCalls, SyncCalls } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

const syncBatch = 64;
const asyncBatch = 8;

/** Python raises, JavaScript catches and finds the message, which is another one each time. */
export const exceptionRow: TimedRow = {
  name: 'exception',
  title: 'exception round trip',
  prepare: (subject) => (subject.kind === 'sync' ? failNow(subject.calls) : failLater(subject.calls)),
};

function failNow({ fail }: SyncCalls): Task {
  let serial = 100_000;
  return {
    kind: 'sync',
    batchSize: syncBatch,
    run: () => {
      for (let index = 0; index < syncBatch; index++) {
        const message = `no such order: ${serial++}`;
        let caught: unknown;
        try {
          fail(message);
        } catch (error) {
          caught = error;
        }
        check(caught, message);
      }
    },
    renew: () => undefined,
  };
}

function failLater({ fail }: AsyncCalls): Task {
  let serial = 100_000;
  return {
    kind: 'async',
    batchSize: asyncBatch,
    run: async () => {
      for (let index = 0; index < asyncBatch; index++) {
        const message = `no such order: ${serial++}`;
        let caught: unknown;
        try {
          await fail(message);
        } catch (error) {
          caught = error;
        }
        check(caught, message);
      }
    },
    renew: () => undefined,
  };
}

function check(caught: unknown, message: string): void {
  if (caught === undefined) wrong('nothing was thrown');
  if (!(caught instanceof Error)) wrong(`a ${typeof caught} was thrown, not an Error`);
  if (!caught.message.includes(message)) wrong('the message of the exception is lost');
}

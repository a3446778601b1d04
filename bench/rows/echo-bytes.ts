import { createBytesMaker } from '../pools/bytes.js';
import { Pool } from '../pools/pool.js';
import type { SyncCalls } from '../subjects/subject.js';
import { type Task, type TimedRow, wrong } from './row.js';

const size = 1000;
// Enough for one sample of the fastest subject, so that no bytes are used twice.
const capacity = 8192;
const batchSize = 256;
const compared = 64;

/** Of the subjects whose calls are asynchronous none gives bytes for bytes. */
export const echoBytesRow: TimedRow = {
  name: 'echo-bytes',
  title: 'echo 1 kB of bytes',
  extra: true,
  prepare: (subject) =>
    subject.kind === 'sync' && subject.calls.echoBytes !== undefined
      ? echoNow(subject.calls.echoBytes)
      : undefined,
};

function echoNow(echoBytes: NonNullable<SyncCalls['echoBytes']>): Task {
  const pool = new Pool(capacity, createBytesMaker(size, 29));
  const { values } = pool;
  return {
    kind: 'sync',
    batchSize,
    run: () => {
      const end = pool.take(batchSize) + batchSize;
      for (let index = end - batchSize; index < end; index++) {
        const sent = values[index] as Uint8Array;
        const received = echoBytes(sent);
        const probe = size - 1 - (index & 7);
        if (received.length !== size || received[probe] !== sent[probe]) differs(received, sent);
      }
    },
    renew: () => {
      for (const sent of pool.lastTaken(compared)) {
        const received = echoBytes(sent);
        if (received.buffer === sent.buffer) wrong('the very same memory came back: nothing crossed');
        if (Buffer.compare(received, sent) !== 0) differs(received, sent);
      }
      pool.renew();
    },
  };
}

function differs(received: unknown, sent: Uint8Array): never {
  if (!(received instanceof Uint8Array)) wrong(`a ${typeof received} came back for bytes`);
  if (received.length !== sent.length) wrong(`${received.length} of ${sent.length} bytes came back`);
  wrong('other bytes of the same length came back');
}

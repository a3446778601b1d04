import type { NestedRecord } from '../pools/record.js';
import type { Encoding } from '../pools/text.js';

export const subjectNames = [
  'floor',
  'floor-kept',
  'graftwire',
  'node-calls-python',
  'pymport',
  'pyodide',
  'pythonia',
] as const;
export type SubjectName = (typeof subjectNames)[number];

/** Whether a target speaks of it: it, or what it is compared with. */
export function isInTargets(subject: SubjectName): boolean {
  return subject.startsWith('floor') || subject === 'graftwire' || subject === 'node-calls-python';
}

type Reply<When, Value> = When extends 'now' ? Value : Promise<Value>;

/** What is called, in the way that a user of the subject would write it. */
interface Calls<When> {
  /** Whole numbers in, their sum out. */
  readonly add: (left: number, right: number) => Reply<When, number>;
  readonly echoText: (text: string) => Reply<When, string>;
  /** A plain object in, a plain object of the same content out; never a handle to the remote one. */
  readonly echoRecord: (record: NestedRecord) => Reply<When, unknown>;
  /** Python's `scale(value, factor=factor)`. */
  readonly scale: (value: number, factor: number) => Reply<When, number>;
  /** Python's `echo` with an int (a whole number that CPython does not keep ready made) or a float. */
  readonly echoNumber: (value: number) => Reply<When, number>;
  /** A `bytes` for Python, bytes of one's own in JavaScript. Not where the subject has no such conversion. */
  readonly echoBytes?: (bytes: Uint8Array) => Reply<When, Uint8Array>;
  /** A real list of floats for Python, an Array in JavaScript. */
  readonly echoList: (values: readonly number[]) => Reply<When, readonly number[]>;
  /** The module's attribute `level`, read anew each time. Not where only functions can be reached. */
  readonly readLevel?: () => Reply<When, number>;
  /** Python's `set_level(value)`, which changes it. */
  readonly setLevel: (value: number) => Reply<When, unknown>;
  /** Python's `fail(message)`, which raises ValueError(message): throws, or rejects. */
  readonly fail: (message: string) => Reply<When, unknown>;
}

export type SyncCalls = Calls<'now'>;
export type AsyncCalls = Calls<'later'>;

/** What is done with objects and functions that are passed by reference. */
export interface ObjectCalls {
  /** `add` of an object that is held. */
  readonly method: SyncCalls['add'];
  /** The attribute `value` of that object, read anew each time. */
  readonly readAttribute?: () => number;
  readonly setAttribute?: (value: number) => void;
  /** Python's `call_back(function, times)`. */
  readonly callBack: (call: (left: number, right: number) => number, times: number) => number;
  /** Makes an object of Python's. */
  readonly create: () => unknown;
  /** Python's `last_of(values)`, which reads one item and not all: what is left is what passing the array takes. */
  readonly lastOf?: (values: Float64Array) => number;
}

/** What a subject may be without, and then says why. */
export type Capability = 'asynchronous defs' | 'coroutines' | 'threads';

/** The asynchronous calls that the subject documents, of workload_later.py: made without awaiting the one before. */
export interface LaterCalls {
  /** A plain def, which does not run on the calling thread. */
  readonly add?: AsyncCalls['add'];
  /** An async def that does not suspend. */
  readonly coroutineAdd?: AsyncCalls['add'];
  /** An async def that awaits `asyncio.sleep(0)`. */
  readonly awaitingAdd?: AsyncCalls['add'];
  /** Plain defs that are busy for so many seconds, off the calling thread: asleep, and in a loop of pure Python. */
  readonly sleep?: (seconds: number) => Promise<unknown>;
  readonly spin?: (seconds: number) => Promise<unknown>;
}

/** What only a subject has that several threads of one process can use at once: each opens it for itself. */
export interface ThreadCalls {
  /** Python's `spin(seconds)`: a loop that never lets go of the GIL by itself. Gives how often it went round. */
  readonly spin: (seconds: number) => number;
}

/** Calls of one `add` by the routes that there are to it: so many, from a base on, and the sum of what they gave. */
export type RouteCalls = Readonly<
  Record<'plain' | 'direct' | 'loaded' | 'generated' | 'loopback', (base: number, size: number) => number>
>;

/** What only a floor has. */
export interface FloorCalls {
  /** An empty native call. */
  readonly noop: () => void;
  /** So many times in one native call: the GIL taken and given back. Not where it is kept. */
  readonly takeGil?: (count: number) => void;
  /** So many times in one native call: add(2, 3) out of C++, the GIL held. */
  readonly callAdd: (count: number) => void;
  /** Written for one kind of text each, as nobody can who does not know what will come. */
  readonly echoFor: Readonly<Record<Encoding, SyncCalls['echoText']>>;
  /** Likewise: `echoNumber` of the calls is for ints, this for floats. */
  readonly echoFloat: SyncCalls['echoNumber'];
}

/**
 * A subject that has been started. A synchronous one is timed in a tight loop, an asynchronous one call by call, each
 * awaited before the next.
 */
export type OpenSubject = Concurrency &
  (
    | {
        readonly kind: 'sync';
        readonly calls: SyncCalls;
        readonly floor?: FloorCalls;
        readonly objects?: ObjectCalls;
        readonly threads?: ThreadCalls;
      }
    | { readonly kind: 'async'; readonly calls: AsyncCalls }
  );

interface Concurrency {
  /** Not before it is needed, so that nothing asynchronous is there while synchronous calls are timed. */
  readonly openLater?: () => LaterCalls | Promise<LaterCalls>;
  /** Not before it is needed: Grafts are generated for it. */
  readonly openRoutes?: () => Promise<RouteCalls | undefined>;
  readonly lacks?: Readonly<Partial<Record<Capability, string>>>;
}

/** What a subject was opened as: with it another thread can open the same. */
export interface Origin {
  readonly subject: SubjectName;
  /** As in `Subject.open`. */
  readonly checkout: string;
}

/** One way from Node to Python. `open` runs once in a process of its own and throws when the subject cannot start. */
export interface Subject {
  readonly name: SubjectName;
  readonly title: string;
  /**
   * @param workload the absolute path of workload.py, which has workload_later.py beside it
   * @param checkout the graftwire that is measured: a folder with its package.json, built
   */
  open(workload: string, checkout: string): Promise<OpenSubject>;
}

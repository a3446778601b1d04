import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GraftErrorCode } from '../errors/codes.js';
import { GraftError } from '../errors/graft-error.js';
import { packageFolder } from './package-folder.js';

/** A lane as the addon gives it: the record's memory, and functions whose arguments are words at its beginning. */
export interface NativeLane {
  /**
   * Executes the frame whose offset is in the first control word; its answer stands in its place. A frame may end in a text that has not been
   * written: it is given here. A result that is a long text is returned, and any other is not.
   */
  execute(text?: string): string | undefined;
  /** Writes a text as a value into the record; see `control-word.ts`. */
  writeText(text: string): void;
  /** Makes a string from a text in the record; undefined where the engine has no strings of that length. */
  readText(): string | undefined;
  /** Lets go of the GIL where it is kept between calls. */
  endTurn(): void;
  /** All of the record. The buffer that it gave before is detached. */
  record(): ArrayBuffer;
  /** Makes the record at least so many bytes long; false where it cannot be. */
  grow(bytes: number): boolean;
  /** Remembers, weakly, what stands for the reference in the control word. */
  hold(handle: object): void;
  /** What stands for the reference in the control word, if it still lives. */
  handle(): object | undefined;
  /** Gives back the reference in the control word. */
  release(): void;
  /** Gives back the references of all that stood for one and is gone. */
  sweep(): void;
  /** Ids of objects of JavaScript that Python has given up, each followed by how often it had received them. */
  takeReleased(): readonly number[];
  /** How many objects of Python JavaScript holds, and how many of JavaScript's Python. */
  counts(): readonly [python: number, javaScript: number];
  /**
   * Lends a typed array or DataView to Python in the way (`Way` of memory.ts) that the control word `inUse` says, to the frame that is written
   * at the place in the word `reference`; its number is in that word then.
   */
  lend(view: ArrayBufferView): void;
  /** An ArrayBuffer over the memory of Python's that has the number in the word `reference`. */
  show(): ArrayBuffer | undefined;

  // For what is called asynchronously; the word `reference` says on which thread of the lane.

  /** Memory for frames that `submit` hands over. */
  outbox(): ArrayBuffer;
  /** Hands over the frames in the outbox, so many bytes as the word `textLength` says. The word `reference`: 0 where there is no thread. */
  submit(): void;
  /** Hands over the frame in the record whose offset is in the first control word. */
  submitFrame(): void;
  /** What the frame in the record, from the word `frameOffset` to `inUse`, was lent is the invocation's in the word `reference`. */
  handOver(): void;
  /** The invocation with the correlation id in the word `textLength` is not wanted any more. */
  cancel(): void;
  /** What has been handed over is to end: KeyboardInterrupt is raised there. */
  interruptThreads(): void;
  /** On which threads something goes on that has not heard of that, as bits, in the word `reference`. */
  unheard(): void;
  /** Wakes the threads that have something to do. */
  wakeThreads(): void;
  /** Executes what other threads have posted; the record is free from the word `inUse` on. Sets the word `attention`. */
  serve(): void;
  /** Copies answers into the record, from the word `inUse` on; the first control word says where they end. */
  collect(): void;
  /** Prints what Python has printed on other threads; the record is free from the word `inUse` on. */
  printPosted(): void;
  /** JavaScript goes to sleep until `wake` is called; the word `reference`: 0 where something has come, and it does not. */
  park(): void;
  /** Whether calls are under way, in the word `reference`. */
  keepAlive(): void;
}

/** What a lane calls in JavaScript. */
export interface LaneCallees {
  /** Prints what Python prints while the lane executes something. */
  readonly write: (descriptor: number, bytes: Uint8Array) => void;
  /** Executes the frame whose offset is in the first control word, and puts the answer in its place. */
  readonly dispatch: () => void;
  /** Called in a turn of the event loop, after other threads have done something that JavaScript waits for or is to do. */
  readonly wake: () => void;
}

/** What went wrong in C++, from which the error is made here. */
export interface NativeFailure {
  readonly code: GraftErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** What the addon exports. */
export interface NativeAddon {
  readonly version: string;
  /** Tells copies of the addon in one process from each other. */
  readonly id: string;
  /** Whether the thread that loaded it is the process's main one; node:worker_threads says so too, but takes milliseconds to load. */
  readonly isMainThread: boolean;
  /** Loads libpython and initialises it, or finds it running; once for a process. */
  startPython(options: {
    readonly library: string;
    readonly executable: string;
    readonly hostFolder: string;
  }): NativeFailure | undefined;
  /** The lane of the calling thread. */
  openLane(callees: LaneCallees): NativeLane;
  /**
   * From now on what this thread does in Python is interrupted after so many milliseconds (`Infinity`: not by time), until `endGuard`;
   * pairs are nested. Gives a number for `cancelGuard`.
   */
  beginGuard(timeoutMs: number): number;
  /** Nothing is raised any more for the guard that began last. Gives 0; 1 where its time is over, 2 where it was cancelled. */
  endGuard(): number;
  /** Interrupts what this thread does in Python, where that guard has not ended. */
  cancelGuard(id: number): void;
  /** Lets Ctrl-C go to Python first after Node has put its own handler there, or taken it away. */
  goFirstAtCtrlC(): void;
  /** Says which number the calling thread has in node:worker_threads; 0, that of the main one, needs not be said. */
  nameThread(threadId: number): void;
  /** Interrupts what that thread has Python do; false where it has no lane. */
  endThread(threadId: number): boolean;
  /**
   * Interrupts all calls of other threads, runs Python's exit handlers and flushes its files. From now on the process ends with this code,
   * although such a call goes on.
   */
  stopPython(exitCode: number): void;
  /**
   * Sets how many milliseconds, a whole number, Python's threads wait for JavaScript's, 0 for no limit. Gives what is set for the process,
   * undefined where nobody has.
   */
  callbackTimeout(timeoutMs?: number): number | undefined;
  /** An ArrayBuffer over so many bytes, at least 1, of memory that Python can share; undefined where there are none. */
  allocate(bytes: number): ArrayBuffer | undefined;
}

let loaded: NativeAddon | undefined;

/**
 * Loads the addon that was built here or shipped for this platform.
 *
 * @throws GraftError `addon-not-loadable`
 */
export function loadAddon(): NativeAddon {
  loaded ??= requireAddon(packageFolder());
  return loaded;
}

function requireAddon(folder: string): NativeAddon {
  const require = createRequire(import.meta.filename);
  try {
    const built = join(folder, 'build', 'Release', 'graftwire.node');
    // Looking for it here saves node-gyp-build's search of the folders, which start-up would pay for.
    const isChosenElsewhere = process.env['GRAFTWIRE_PREBUILD'] !== undefined;
    if (!isChosenElsewhere && existsSync(built)) return require(built) as NativeAddon;
    return (require('node-gyp-build') as (folder: string) => NativeAddon)(folder);
  } catch (cause) {
    const { platform, arch } = process;
    throw new GraftError('addon-not-loadable', `The native addon for ${platform}-${arch} cannot be loaded.`, {
      remedy: 'Install a C++ compiler and make, and run: npm rebuild graftwire.',
      cause,
    });
  }
}

import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getEnvironmentData, MessageChannel, setEnvironmentData } from 'node:worker_threads';
import { packageFolder } from '../binding/package-folder.js';
import { library } from './library.js';
import type { Answer, HooksData, Question } from './questions.js';
import { failureOf } from './questions.js';

/** What a hooks thread inherits while it begins. */
const beginning = 'graftwire: hooks thread';

/**
 * Has `import` load Python files where Node.js has only hooks that run on a thread of their own: that thread asks this one, which
 * loads the file, so that Python's module is made on the thread that is going to use it, and once.
 */
export function registerThreadedHooks(): void {
  // What --require names is loaded in the hooks thread as well, which has no hooks.
  if (getEnvironmentData(beginning) === true) return;
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (question: Question) => {
    answer(question, (message) => {
      port1.postMessage(message);
    });
  });
  // A program that has nothing else to do ends.
  port1.unref();
  const data: HooksData = {
    port: port2,
    mayBeBlocked: Number(process.versions.node.split('.')[0]) > 20,
  };
  setEnvironmentData(beginning, true);
  register(pathToFileURL(join(packageFolder(), 'dist', 'register-hooks.js')), {
    data,
    transferList: [port2],
  });
  setEnvironmentData(beginning, undefined);
}

function answer({ id, file }: Question, post: (message: Answer) => void): void {
  post({ id, kind: 'taken' });
  try {
    post({ id, kind: 'loaded', members: Object.keys(library().loadPython(file)) });
  } catch (error) {
    post({ id, kind: 'failed', failure: failureOf(error) });
  }
}

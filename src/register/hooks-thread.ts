import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { GraftError } from '../errors/graft-error.js';
import { libraryPrologue } from './library.js';
import { moduleFormat } from './module-format.js';
import { moduleSource } from './module-source.js';
import { pythonFileOf } from './python-file.js';
import type { Answer, HooksData, Question } from './questions.js';
import { errorOf } from './questions.js';
import { isTypeScript, nodeStripsTypes, transpile } from './transpile.js';

interface Loaded {
  readonly format: string;
  /** Null: the CommonJS loader of the importing thread reads it. */
  readonly source: string | null;
  readonly shortCircuit: true;
}

interface Waiting {
  taken(): void;
  resolve(members: readonly string[]): void;
  reject(error: Error): void;
}

/** How long the importing thread may be busy before it is taken for one that waits for this thread. */
const busyMs = 10_000;

const strips = nodeStripsTypes();
const waiting = new Map<number, Waiting>();
let asked = 0;
let given: HooksData | undefined;

export function initialize(data: HooksData): void {
  given = data;
  data.port.on('message', (answer: Answer) => {
    const asker = waiting.get(answer.id);
    if (answer.kind === 'taken') asker?.taken();
    else {
      waiting.delete(answer.id);
      if (waiting.size === 0) data.port.unref();
      if (answer.kind === 'loaded') asker?.resolve(answer.members);
      else asker?.reject(errorOf(answer.failure));
    }
  });
  data.port.unref();
}

export async function load(
  url: string,
  context: unknown,
  next: (url: string, context: unknown) => unknown,
): Promise<unknown> {
  const file = pythonFileOf(url);
  if (file !== undefined && given !== undefined) return python(file, given);
  return (strips ? undefined : await typescript(url)) ?? next(url, context);
}

async function python(file: string, { port, mayBeBlocked }: HooksData): Promise<Loaded> {
  const members = await new Promise<readonly string[]>((resolve, reject) => {
    const question: Question = { id: ++asked, file };
    const timer = mayBeBlocked ? setTimeout(() => reject(blocked(file)), busyMs) : undefined;
    // While it is asked for something, this thread is not to end.
    port.ref();
    waiting.set(question.id, { taken: () => clearTimeout(timer), resolve, reject });
    port.postMessage(question);
  });
  const source = moduleSource({
    prologue: libraryPrologue,
    file: JSON.stringify(file),
    members,
    requirable: true,
  });
  return { format: 'module', source, shortCircuit: true };
}

function blocked(file: string): GraftError {
  return new GraftError('deadlock', `${file} cannot be loaded: the thread that imports it does not answer.`, {
    remedy:
      'An ES module that is loaded with require cannot import Python in this Node.js: import that module, or use Node.js 22.15 or later.',
  });
}

async function typescript(url: string): Promise<Loaded | undefined> {
  if (!url.startsWith('file:')) return undefined;
  const path = fileURLToPath(url);
  if (!isTypeScript(path)) return undefined;
  const javascript = transpile(await readFile(path, 'utf8'), path);
  const format = moduleFormat(path, () => javascript);
  return { format, source: format === 'module' ? javascript : null, shortCircuit: true };
}

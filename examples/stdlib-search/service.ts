// Which part of Python's standard library does what I need? A TypeScript service that answers with a search engine
// written in Python (search.py), inside its own process. `npm start -- --serve` offers it over HTTP.
import { styleText } from 'node:util';
import { graft, type RemoteError } from 'graftwire';
import { startJsonChild } from './json-child.js';
import type { Match, Search } from './search.js';
import { serve } from './serve.js';
import { timings } from './timing.js';

const sys = await graft.load<{ version: string; executable: string }>('python:sys');
const search = await graft.load<Search>('./search.py', { from: import.meta.url });

console.log(`Node.js ${process.version} and Python ${sys.version.split(' ')[0]} in process ${process.pid}`);
const { files, entries, words } = search.build();
console.log(
  `Indexed ${count(entries)} entries, ${count(words)} words, from ${count(files)} modules of Python's library`,
);

if (process.argv.includes('--serve')) await serve(search, Number(process.env['PORT'] ?? 7420));
else await demonstrate();

async function demonstrate(): Promise<void> {
  title("search.search('create a temporary directory')");
  show(search.search('create a temporary directory'));

  title("search.search('guess the type of a file', { top: 1 })   a keyword argument of Python's");
  show(search.search('guess the type of a file', { top: 1 }));

  title("search.complete('arch')   as often as a key is pressed");
  console.log(`  ${search.complete('arch').join(', ')}`);

  title("search.search('unpack an archiv')   an exception of Python's, with the frames of both languages");
  show(searchOrCorrect('unpack an archiv'));

  title('Time per call, beside the same Python in a child process that speaks JSON   (medians, both warm)');
  const child = startJsonChild(sys.executable);
  const rows = await timings(search, child, [
    ['frequency', 'archive'],
    ['complete', 'arch'],
    ['search', 'temporary directory'],
  ]);
  child.stop();
  console.log(dim(`  ${''.padEnd(32)}${'graftwire'.padStart(12)}${'child process'.padStart(16)}`));
  for (const { call, inProcessUs, childUs } of rows) {
    const times = `${micros(inProcessUs).padStart(12)}${micros(childUs).padStart(16)}`;
    console.log(`  ${call.padEnd(32)}${times}${`${(childUs / inProcessUs).toFixed(1)} x`.padStart(10)}`);
  }
}

/** Searches. A word that no documentation has is replaced by the nearest one, which Python's exception carries. */
function searchOrCorrect(query: string): readonly Match[] {
  try {
    return search.search(query);
  } catch (error) {
    const { stack, remote } = error as RemoteError;
    const { word, nearest } = remote?.fields ?? {};
    if (typeof word !== 'string' || typeof nearest !== 'string') throw error;
    console.log(`${stack}\n`);
    return searchOrCorrect(query.replace(word, nearest));
  }
}

function show(matches: readonly Match[]): void {
  for (const { name, summary, where, score } of matches) {
    console.log(`  ${score.toFixed(1).padStart(4)}  ${name}  ${dim(where)}`);
    console.log(`        ${summary.length > 88 ? `${summary.slice(0, 87)}…` : summary}`);
  }
}

function title(text: string): void {
  console.log(`\n${styleText('bold', text)}`);
}

function dim(text: string): string {
  return styleText('dim', text);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function micros(value: number): string {
  return `${value.toFixed(2)} µs`;
}

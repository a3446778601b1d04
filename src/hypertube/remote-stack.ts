import type { RemoteFrame } from './remote-error.js';

/** The callee's frames in the form of V8's, innermost first, each with its line of source. */
export function pythonStack(traceback: readonly RemoteFrame[]): string[] {
  const lines: string[] = [];
  let repeated = 0;
  let before = '';
  const endRun = (): void => {
    if (repeated > 0) lines.push(`    … the same ${repeated} more ${repeated === 1 ? 'time' : 'times'}`);
    repeated = 0;
  };
  for (const frame of traceback.toReversed()) {
    const line = frameLine(frame);
    if (line === before) {
      repeated += 1;
      continue;
    }
    endRun();
    lines.push(line);
    before = line;
  }
  endRun();
  return lines;
}

function frameLine({ file, line, function: name, source }: RemoteFrame): string {
  // In the place of frames that were left out stands a remark without a file.
  if (file === '') return `    … ${name}`;
  const place = `    at ${name} (${file}:${line})`;
  return source === null || source === '' ? place : `${place}  # ${source}`;
}

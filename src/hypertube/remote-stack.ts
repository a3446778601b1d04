import { sep } from 'node:path';
import { packageFolder } from '../binding/native-addon.js';
import type { RemoteFrame } from './remote-error.js';

/** One stack of both sides: the title, the callee's frames, and below them the caller's. */
export function joinedStack(title: string, traceback: readonly RemoteFrame[], callerStack: string): string {
  const callerFrames = withoutOwnFrames(String(callerStack)).split('\n').filter(isFrame);
  return [title, ...pythonStack(traceback), ...callerFrames].join('\n');
}

/** The callee's frames in the form of V8's, innermost first, each with its line of source. */
function pythonStack(traceback: readonly RemoteFrame[]): string[] {
  return traceback.toReversed().map(({ file, line, function: name, source }) => {
    const place = `    at ${name} (${file}:${line})`;
    return source === null || source === '' ? place : `${place}  # ${source}`;
  });
}

let ownFolders: readonly string[] | undefined;

/** A stack without the frames at its top that lie in this package: the caller's line is what its reader looks for. */
export function withoutOwnFrames(stack: string): string {
  ownFolders ??= ['dist', 'src'].map((folder) => `${packageFolder()}${sep}${folder}${sep}`);
  const lines = stack.split('\n');
  const first = lines.findIndex(isFrame);
  if (first < 0) return stack;
  let caller = first;
  while (caller < lines.length && isOwn(lines[caller]!, ownFolders)) caller += 1;
  return [...lines.slice(0, first), ...lines.slice(caller)].join('\n');
}

function isFrame(line: string): boolean {
  return line.startsWith('    at ');
}

function isOwn(line: string, folders: readonly string[]): boolean {
  // dist/examples and the like are ours, but not the library's.
  return folders.some((folder) => line.includes(folder)) && !line.includes(`${sep}examples${sep}`);
}

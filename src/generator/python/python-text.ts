import type { UgmScalar } from '../../model/ugm.js';

/** A string as Python writes it. */
export function pythonString(text: string): string {
  // JSON's escapes are Python's, but for the surrogate pairs that JSON may have and JSON.stringify does not write.
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff]/g, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}

/** A scalar as Python writes it. */
export function pythonScalar(value: UgmScalar): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  return typeof value === 'string' ? pythonString(value) : Object.is(value, -0) ? '-0.0' : String(value);
}

/** Documentation as a docstring, as lines without indentation. */
export function docstring(doc: string): readonly string[] {
  const lines = doc
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', '\\"\\"\\"')
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());
  const last = lines.length - 1;
  if (last === 0) return [`"""${lines[0]!}${lines[0]!.endsWith('"') ? ' ' : ''}"""`];
  return [`"""${lines[0]!}`, ...lines.slice(1), '"""'];
}

/** Lines, each but the empty ones with `level` steps of indentation. */
export function indented(lines: readonly string[], level = 1): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `${'    '.repeat(level)}${line}`));
}

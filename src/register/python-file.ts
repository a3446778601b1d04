import { fileURLToPath } from 'node:url';

/** The path of the Python file that a module's URL names; undefined where it names none. */
export function pythonFileOf(url: string): string | undefined {
  // Without parsing what every other module of the program is called.
  if (!url.startsWith('file:') || !url.includes('.py')) return undefined;
  const { pathname } = new URL(url);
  return pathname.endsWith('.py') ? fileURLToPath(new URL(url)) : undefined;
}

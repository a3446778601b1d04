/**
 * `import()` of what is only known when a program runs. In the package it is a file of its own, which `require` runs: Node.js has no way to do
 * it for code that comes compiled out of the cache (compiled-code.ts).
 *
 * @param url a `file:` URL
 */
export function importModule(url: string): Promise<object> {
  return import(url) as Promise<object>;
}

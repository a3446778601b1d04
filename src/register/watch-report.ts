/** Tells `node --watch` that the program has read a file, as Node.js does for modules of its own kinds. */
export function reportToWatch(path: string): void {
  if (process.env['WATCH_REPORT_DEPENDENCIES'] !== undefined) process.send?.({ 'watch:require': [path] });
}

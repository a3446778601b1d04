/**
 * What the process of a start check runs: it starts Python as any program does, and prints one line of JSON. The path
 * of the library is its only argument.
 */
export const startScript = `
const begin = performance.now();
const { graft } = require(process.argv[1]);
const sys = graft.loadSync('python:sys');
const version = sys.version.split(' ')[0];
const startMs = performance.now() - begin;
const calls = 10000;
for (let call = 0; call < calls; call++) sys.getrecursionlimit();
const first = performance.now();
for (let call = 0; call < calls; call++) sys.getrecursionlimit();
const callNs = ((performance.now() - first) / calls) * 1e6;
console.log(JSON.stringify({ version, prefix: sys.prefix, executable: sys.executable, startMs, callNs }));
`;

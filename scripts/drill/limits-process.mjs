// node scripts/drill/limits-process.mjs <package>: values at the limit of a frame inside a process, 1 GiB, and beyond. Needs 6 GB.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { graft } = await import(pathToFileURL(join(process.argv[2], 'dist', 'index.js')).href);
const gibibyte = 2 ** 30;

function refused(action) {
  assert.throws(action, { name: 'GraftError', code: 'too-large' });
  assert.equal(graft.python.eval('value', { value: 'still here' }), 'still here');
}

const half = new Uint8Array(gibibyte / 2);
assert.equal(graft.python.eval('len(value)', { value: half }), half.length);
refused(() => graft.python.eval('len(value)', { value: [half, half] }));
refused(() => graft.python.eval('len(value)', { value: [half, half, half] }));
refused(() => graft.python.eval('len(value)', { value: [half, half, half, half, half] }));
refused(() => graft.python.eval('[bytes(2**29)] * 5'));
assert.equal(graft.python.eval('bytes(2**29)').length, half.length);
// V8's longest string is a little less than half a gibibyte.
refused(() => graft.python.eval("'x' * (2**29 + 1)"));
assert.equal(graft.python.eval("'x' * (2**28)").length, 2 ** 28);
console.log('limits hold');

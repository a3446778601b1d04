// `node --import graftwire/register`: nothing of graftwire is loaded before the first Python file is.
import { addRequireHooks } from './require-hooks.js';
import { registerSynchronousHooks } from './synchronous-hooks.js';
import { registerThreadedHooks } from './threaded-hooks.js';

const registered = Symbol.for('graftwire.register');

// Loaded twice, by --import and by require for instance, it asks Node.js once.
if (!Reflect.has(globalThis, registered)) {
  Reflect.set(globalThis, registered, true);
  if (!registerSynchronousHooks()) {
    addRequireHooks();
    registerThreadedHooks();
  }
}

import { atExit } from './at-exit.js';
import type { NativeAddon } from '../../binding/native-addon.js';

/** What a shell says of a program that Ctrl-C has ended. */
const interruptedExitCode = 130;

/**
 * Keeps Ctrl-C going to Python first while Python runs, whoever begins and stops listening for it, and gives a program the exit code 130
 * that ends because nobody has caught a KeyboardInterrupt. On the main thread, once.
 */
export function watchCtrlC(addon: NativeAddon): void {
  const follow = (event: string | symbol): void => {
    if (event === 'SIGINT') addon.goFirstAtCtrlC();
  };
  // Node's own listeners for these two, which come first, have libuv put its signal handler there, or take it away.
  process.on('newListener', follow);
  process.on('removeListener', follow);
  let isInterrupted = false;
  process.on('uncaughtExceptionMonitor', (error: unknown) => {
    isInterrupted = isKeyboardInterrupt(error) && process.listenerCount('uncaughtException') === 0;
  });
  atExit((code) => {
    if (isInterrupted && code === 1) process.exitCode = interruptedExitCode;
  });
}

function isKeyboardInterrupt(error: unknown): boolean {
  const { remote } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly remote?: { readonly mro?: readonly string[] };
  };
  return remote?.mro?.includes('KeyboardInterrupt') === true;
}

import { join } from 'node:path';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';

const script = (name) => join(import.meta.dirname, name);

/** Ends `times` workers in the middle of calls, in processes of `each`. Gives what went wrong. */
export async function terminateWorkers(times, onProgress, each = Math.min(times, 100)) {
  const wrong = [];
  for (let done = 0; done < times; done += each) {
    const args = [script('terminate-process.mjs'), root, String(each), String(done)];
    const { code, output } = await runCommand(process.execPath, args);
    if (code !== 0 || !/^threads 1, objects of Python 0, of JavaScript 0$/m.test(output))
      wrong.push(`ended with ${code}: ${output.slice(-2000)}`);
    onProgress(done + each);
  }
  return wrong;
}

/** Ends `times` processes with calls pending and Python threads alive. Gives what went wrong. */
export async function exitProcesses(times, onProgress) {
  const wrong = [];
  for (let done = 0; done < times; done++) {
    const args = [script('exit-process.mjs'), root, String(done)];
    const { code, output } = await runCommand(process.execPath, args);
    if (code !== 7 || output !== 'handlers\n')
      wrong.push(`${done} ended with ${code}: ${output.slice(-2000)}`);
    onProgress(done + 1);
  }
  return wrong;
}

import { join } from 'node:path';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';

const script = (name) => join(import.meta.dirname, name);

/** Ends `times` workers in the middle of calls, in processes of a hundred each. Gives what went wrong. */
export async function terminateWorkers(times, onProgress) {
  const wrong = [];
  for (let done = 0; done < times; done += 100) {
    const { code, output } = await runCommand(process.execPath, [
      script('terminate-process.mjs'),
      root,
      '100',
    ]);
    if (code !== 0 || !/^threads 1$/m.test(output)) wrong.push(`ended with ${code}: ${output.slice(-2000)}`);
    onProgress(done + 100);
  }
  return wrong;
}

/** Ends `times` processes with calls pending and Python threads alive. Gives what went wrong. */
export async function exitProcesses(times, onProgress) {
  const wrong = [];
  for (let done = 0; done < times; done++) {
    const { code, output } = await runCommand(process.execPath, [script('exit-process.mjs'), root]);
    if (code !== 7 || output !== 'handlers\n') wrong.push(`ended with ${code}: ${output.slice(-2000)}`);
    if ((done + 1) % 20 === 0) onProgress(done + 1);
  }
  return wrong;
}

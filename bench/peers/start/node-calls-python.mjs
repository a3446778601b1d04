import { interpreter } from 'node-calls-python';
import { hold } from '../../start/hold.mjs';

const workload = interpreter.importSync(process.argv[2]);
console.log(interpreter.callSync(workload, 'add', 2, 3));
hold(() => interpreter.callSync(workload, 'prefix'));

import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { hold } from '../../start/hold.mjs';

const python = await loadPyodide();
python.FS.writeFile('/home/pyodide/workload.py', readFileSync(process.argv[2], 'utf8'));
const workload = python.pyimport('workload');
console.log(workload.add(2, 3));
hold(() => workload.prefix());

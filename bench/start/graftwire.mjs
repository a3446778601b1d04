import { graft } from '../../dist/index.js';
import { hold } from './hold.mjs';

const workload = graft.loadSync(process.argv[2]);
console.log(workload.add(2, 3));
hold(() => workload.prefix());

import { python } from 'pythonia';
import { hold } from '../../start/hold.mjs';

const workload = await python(process.argv[2]);
console.log(await workload.add(2, 3));
hold(() => workload.prefix());

import { basename, dirname } from 'node:path';
import { pymport } from 'pymport';
import { hold } from '../../start/hold.mjs';

pymport('sys').get('path').get('insert').call(0, dirname(process.argv[2]));
const workload = pymport(basename(process.argv[2], '.py'));
console.log(workload.get('add').call(2, 3).toJS());
hold(() => workload.get('prefix').call().toJS());

import { hold } from './hold.mjs';

console.log(2 + 3);
hold();

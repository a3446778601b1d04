// Reads arrays of the values that its arguments give as hexadecimal, and prints for each the bytes read and the memory that
// the result holds. In a process of its own, so that nothing else allocates. `*` in a value stands for a byte that differs.
import { ValueReader } from '../../../src/iip/value-reader.js';

const bodyBytes = 200_000;
const letters = Buffer.from('abcdefghijklmnopqrstuvwxyz');

function bodyOf(pattern: string): Buffer {
  const count = Math.floor(bodyBytes / (pattern.length / 2));
  let hex = `dd${count.toString(16).padStart(8, '0')}`;
  for (let index = 0; index < count; index++) {
    let rest = index;
    hex += pattern.replaceAll('**', () => {
      const letter = letters[rest % letters.length] as number;
      rest = Math.floor(rest / letters.length);
      return letter.toString(16);
    });
  }
  return Buffer.from(hex, 'hex');
}

const collect = (globalThis as unknown as { readonly gc: () => void }).gc;
const used = (): number => {
  for (let time = 0; time < 3; time++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const measured = process.argv.slice(2).map((pattern) => {
  const body = bodyOf(pattern);
  const reader = new ValueReader();
  reader.attach(body);
  const before = used();
  const value = reader.readValue(0) as unknown[];
  const allocated = used() - before;
  return { bytes: body.length, allocated, count: value.length };
});
// The first reading compiles what the others use, so it is done twice and counted once.
process.stdout.write(JSON.stringify(measured.slice(1)));

import { describe, expect, it } from 'vitest';
import { packageRoot, Project } from './project.js';
import { chosenPython } from './pythons.js';

/**
 * Writes frames into a lane's record by hand, past everything that would write them well, and executes them: a process of its
 * own, since what this looks for is a crash.
 */
const driver = `
  const { join } = require('node:path');
  const [root, library, executable, seedText, roundsText] = process.argv.slice(2);
  const addon = require(join(root, 'build/Release/graftwire.node'));
  addon.startPython({ library, executable, hostFolder: join(root, 'python-host') });
  const lane = addon.openLane(() => undefined);
  lane.grow(1 << 20);
  const buffer = lane.record();
  const words = new Uint32Array(buffer, 0, 64);
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  const start = 64;

  let state = Number(seedText);
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const kinds = new Map();
  /** Executes the frame that stands at the start, and checks that what is there now is an answer. */
  const execute = () => {
    words.fill(0, 0, 16);
    words[0] = start;
    lane.execute();
    const [length, kind] = [view.getUint32(start, true), bytes[start + 4]];
    if ((kind !== 4 && kind !== 5) || length < 16 || length > bytes.length - start) throw new Error('no answer: ' + kind + ' of ' + length);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    return kind;
  };
  const write = (kind, body, { flags = 0, optional = 0, length = 16 + body.length } = {}) => {
    view.setUint32(start, length, true);
    view.setUint8(start + 4, kind);
    view.setUint8(start + 5, flags);
    view.setUint16(start + 6, optional, true);
    view.setUint32(start + 8, 1, true);
    view.setUint32(start + 12, 0, true);
    bytes.set(body, start + 16);
  };
  const text = (value) => { const utf8 = Buffer.from(value); return utf8.length < 32 ? [0xa0 | utf8.length, ...utf8] : [0xd9, utf8.length, ...utf8]; };

  write(2, [1, ...text('graftwire.host:eval')]);
  if (execute() !== 4) throw new Error('cannot bind');
  const value = [0x86, ...text('a'), 0x93, 1, 0xcb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xc4, 2, 1, 2, ...text('b'), 0xc7, 9, 1, 0x40, 0, 0, 0, 0, 0, 0, 0, 0,
    ...text('c'), 0xc7, 3, 2, 0xed, 0xa0, 0x80, ...text('d'), 0x81, 0xc0, 0xc2, ...text('key é 🎉'), 0xd3, 255, 255, 255, 255, 0, 0, 0, 0, ...text('f'), 0xdc, 0, 2, 0xa3, 120, 0, 121, 0xc3];
  const valid = [
    [2, [2, ...text('graftwire.host:info')]],
    [3, [0xc0, 1, 0x92, ...text('v'), 0x81, ...text('v'), ...value]],
    [3, [0xc0, 1, 0x92, ...text('1'), 0xc7, 4, 22, 0x81, ...text('x'), 2]],
    [3, [0xc0, 1, 0x91, ...text('1'), 0xc0, 1, 0x91, 0xd4, 21, 0]],
    [3, [0xc0, 1, 0xc0]],
    [3, [0xc0, 1, 0xc7, 1, 23, 5]],
  ];

  const rounds = Number(roundsText);
  for (let round = 0; round < rounds; round++) {
    if (round % 3 === 0) {
      // Noise in the shape of a frame.
      const body = Array.from({ length: random(200) }, () => random(256));
      write(random(18), body, { flags: random(4) === 0 ? random(256) : 0, optional: random(4) === 0 ? random(40) : 0 });
    } else {
      const [kind, body] = valid[random(valid.length)];
      const changed = [...body];
      // The first bytes stay: what is called is eval, and code that is made by chance should not be run; its values may be anything.
      const fixed = kind === 3 ? 5 : 0;
      for (let change = random(4); change >= 0; change--) {
        const at = fixed + random(Math.max(1, changed.length - fixed));
        if (random(3) === 0) changed.splice(at, 1 + random(4));
        else if (random(2) === 0) changed.splice(at, 0, random(256));
        else changed[at] = random(256);
      }
      const lies = random(5) === 0 ? { length: random(2) === 0 ? random(400) : 2 ** 32 - 1 - random(1000) } : {};
      write(kind, changed, lies);
    }
    execute();
  }
  // Everything still works.
  write(3, [0xc0, 1, 0x91, ...text('6 * 7')]);
  const last = execute() === 4 ? bytes[start + 16] : 'an exception';
  console.log(JSON.stringify({ last, answers: kinds.get(4), refusals: kinds.get(5) }));
  // What a changed length said is not the record's: end without giving anything back.
  process.exit(0);`;

describe('bytes that are no frame, or were one once', () => {
  it.each([1, 2, 3])('are answered with an exception frame, never with a crash (seed %d)', async (seed) => {
    const project = new Project({ 'driver.cjs': driver });
    const args = [packageRoot, chosenPython.library!, chosenPython.executable, String(seed), '30000'];
    const { out, err, code, signal } = await project.run('driver.cjs', { args });
    expect({ err, code, signal }).toEqual({ err: '', code: 0, signal: null });
    const { last, answers, refusals } = JSON.parse(out) as {
      last: number;
      answers: number;
      refusals: number;
    };
    expect(last).toBe(42);
    // Both happen, so that neither kind of input is missing.
    expect(refusals).toBeGreaterThan(10_000);
    expect(answers).toBeGreaterThan(100);
  });
});

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Graftwire from '../src/index.js';
import type { NativeAddon, NativeLane } from '../src/binding/native-addon.js';
import { ControlWord } from '../src/hypertube/control-word.js';
import { places } from './places.js';
import type { WireBytes } from './results.js';

// The frames that really cross are measured: graftwire loads the same instance of the addon, and between the two stands
// a lane that reads each frame's length before and after it is executed.
const addon = createRequire(import.meta.url)(
  join(places.root, 'build', 'Release', 'graftwire.node'),
) as NativeAddon;

let last: WireBytes | undefined;

function tap(lane: NativeLane): NativeLane {
  let words = new Uint32Array(lane.record());
  const lengthOfFrame = (): number => words[(words[ControlWord.frameOffset] ?? 0) >>> 2] ?? 0;
  const execute = lane.execute.bind(lane);
  const record = lane.record.bind(lane);
  return Object.assign(lane, {
    execute: (...parameters: Parameters<NativeLane['execute']>) => {
      const out = lengthOfFrame();
      const answer = execute(...parameters);
      last = { out, back: lengthOfFrame() };
      return answer;
    },
    record: () => {
      const buffer = record();
      words = new Uint32Array(buffer);
      return buffer;
    },
  });
}

const openLane = addon.openLane.bind(addon);
Object.assign(addon, { openLane: (write: Parameters<typeof openLane>[0]) => tap(openLane(write)) });

// By its path: by its name it would be that of the folder in which the bundle of the benchmark lies.
const entry = pathToFileURL(join(places.root, 'dist', 'index.js')).href;
const { graft } = (await import(entry)) as typeof Graftwire;
const workload = graft.loadSync<{ add: (left: number, right: number) => number }>(places.workload);
// The first call binds the member; the second is what every later one is like.
workload.add(2, 3);
const sum = workload.add(2, 3);
if (sum !== 5 || last === undefined) throw new Error('no frame of add(2, 3) was seen');
process.stdout.write(JSON.stringify(last));

import { floor, floorKept } from './floor.js';
import { graftwire } from './graftwire.js';
import { nodeCallsPython } from './node-calls-python.js';
import { pymport } from './pymport.js';
import { pyodide } from './pyodide.js';
import { pythonia } from './pythonia.js';
import type { Subject, SubjectName } from './subject.js';

export const subjects: Readonly<Record<SubjectName, Subject>> = {
  floor,
  'floor-kept': floorKept,
  graftwire,
  'node-calls-python': nodeCallsPython,
  pymport,
  pyodide,
  pythonia,
};

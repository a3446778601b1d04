// Looks at the compiled addon as the system's loader will: which glibc it asks for, which libraries, and what it shows
// to others. node scripts/check/addon-binary.mjs <file.node>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';

// The README states the same floor: Debian 12, Ubuntu 22.04, RHEL 9 and later. On an older system npm compiles.
const glibcFloor = '2.34';
// All of these are loaded before the addon, by Node itself.
const allowedLibraries =
  /^(libc\.so\.6|libm\.so\.6|libdl\.so\.2|libpthread\.so\.0|libgcc_s\.so\.1|ld-linux-.*)$/;
const allowedExports = /^(napi_register_module_v1|node_api_module_get_api_version_v1)$/;

const file = process.argv[2];
const problems = [];

async function objdump(option) {
  const { code, output } = await runCommand('objdump', [option, file]);
  if (code !== 0) problems.push(`objdump ${option} ${file}: ${output.trim()}`);
  return output;
}

const isAbove = (version, floor) => version.localeCompare(floor, 'en', { numeric: true }) > 0;

const symbols = (await objdump('-T')).split('\n');
for (const line of symbols) {
  const [, version] = /\(?GLIBC_([\d.]+)\)?/.exec(line) ?? [];
  if (version !== undefined && isAbove(version, glibcFloor)) {
    problems.push(
      `needs glibc ${version}, the stated floor is ${glibcFloor}: ${line.trim().split(/\s+/).at(-1)}`,
    );
  }
  const isDefined = /^[0-9a-f]{8,} [gwu]/.test(line) && !line.includes('*UND*');
  const name = line.trim().split(/\s+/).at(-1);
  if (isDefined && !allowedExports.test(name))
    problems.push(`shows ${name}, which another addon's could meet`);
}
for (const [, library] of (await objdump('-p')).matchAll(/NEEDED\s+(\S+)/g)) {
  if (!allowedLibraries.test(library)) problems.push(`needs ${library}`);
}
if (!readFileSync(join(root, 'README.md'), 'utf8').includes(`glibc ${glibcFloor}`)) {
  problems.push(`README.md does not say "glibc ${glibcFloor}"`);
}

for (const problem of problems) console.error(`${file}: ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(
  `${file}: glibc ${glibcFloor} or later, no library that Node does not load itself, nothing shown but its entry`,
);

import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Why the file at `path` cannot be a shared library of this process, or undefined if it can: judged by its header
 * alone, because loading the wrong file gives an error that names neither the file's kind nor its machine.
 */
export function sharedObjectFault(path: string, arch: string = process.arch): string | undefined {
  const header = readHeader(path);
  if (header === undefined) return 'cannot be read';
  const kind = kindOf(header);
  if (kind === undefined) return 'is not a shared library';
  // ET_DYN; a position-independent program is one too, and the loader tells these apart.
  if (kind === 'elf' && elfField(header, 16) !== 3) return 'is an ELF file, but no shared library';
  return machineFault(kind, header, arch);
}

/**
 * Why the program at `path` cannot run here, or undefined if it can, or is a script. Asked before running it: what the
 * system refuses is handed to a shell, which takes a foreign binary for a script.
 */
export function programFault(path: string, arch: string = process.arch): string | undefined {
  const header = readHeader(path);
  if (header === undefined || header.toString('latin1', 0, 2) === '#!') return undefined;
  const kind = kindOf(header);
  const known = kind !== undefined && nativeKinds(process.platform).includes(kind);
  return known ? machineFault(kind, header, arch) : 'is no program of this system';
}

type Kind = 'elf' | 'mach-o' | 'universal' | 'pe';

function kindOf(header: Buffer): Kind | undefined {
  if (header.length < 64) return undefined;
  if (header.readUInt32BE(0) === 0x7f454c46) return 'elf';
  if (header.readUInt32LE(0) === 0xfeedfacf) return 'mach-o';
  if (header.readUInt32BE(0) === 0xcafebabe) return 'universal';
  return header.toString('latin1', 0, 2) === 'MZ' ? 'pe' : undefined;
}

function nativeKinds(platform: string): readonly Kind[] {
  if (platform === 'darwin') return ['mach-o', 'universal'];
  return platform === 'win32' ? ['pe'] : ['elf'];
}

/** ELF is what is tested; the others are written from their specifications. */
function machineFault(kind: Kind, header: Buffer, arch: string): string | undefined {
  // A universal file has one part a machine; the loader picks, and says so if ours is missing.
  const found =
    kind === 'elf' ? elfMachine(header) : kind === 'mach-o' ? machOMachine(header) : peMachine(kind, header);
  return found === undefined || found === arch || (kind === 'elf' && elfMachines[arch] === undefined)
    ? undefined
    : `is built for another machine (${found}, this Node is ${arch})`;
}

/** e_machine, EI_CLASS (1: 32 bits, 2: 64) and EI_DATA (1: little endian, 2: big), by Node's name of the machine. */
const elfMachines: Readonly<Record<string, readonly [machine: number, bits: number, order: number]>> = {
  x64: [62, 2, 1],
  arm64: [183, 2, 1],
  ia32: [3, 1, 1],
  arm: [40, 1, 1],
  riscv64: [243, 2, 1],
  loong64: [258, 2, 1],
  ppc64: [21, 2, 1],
  s390x: [22, 2, 2],
};

function elfMachine(header: Buffer): string {
  const found = [elfField(header, 18), header[4], header[5]];
  const known = Object.entries(elfMachines).find(([, parts]) =>
    parts.every((part, index) => part === found[index]),
  );
  return known?.[0] ?? `ELF machine ${found.join('/')}`;
}

function elfField(header: Buffer, offset: number): number {
  return header[5] === 1 ? header.readUInt16LE(offset) : header.readUInt16BE(offset);
}

function machOMachine(header: Buffer): string | undefined {
  return { 0x01000007: 'x64', 0x0100000c: 'arm64' }[header.readUInt32LE(4)];
}

function peMachine(kind: Kind, header: Buffer): string | undefined {
  const offset = header.readUInt32LE(0x3c) + 4;
  if (kind !== 'pe' || offset + 2 > header.length) return undefined;
  return { 0x8664: 'x64', 0xaa64: 'arm64', 0x014c: 'ia32' }[header.readUInt16LE(offset)];
}

function readHeader(path: string): Buffer | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const header = Buffer.alloc(4096);
    return header.subarray(0, readSync(file, header, 0, header.length, 0));
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

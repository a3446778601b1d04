import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFault, sharedObjectFault } from '../../../../src/runtime/python/binary-header.js';
import { libraryOf, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

const library = libraryOf(sharedPython().prefix) ?? '';

/** A file with the header of the real library, changed. */
function changed(change: (header: Buffer) => void): string {
  const header = readFileSync(library).subarray(0, 4096);
  change(header);
  const path = join(temporaryDirectory(), 'changed');
  writeFileSync(path, header);
  return path;
}

describe('a shared library', () => {
  it('of this machine has no fault, and one on another machine', () => {
    expect(sharedObjectFault(library)).toBeUndefined();
    const other = process.arch === 'arm64' ? 'x64' : 'arm64';
    expect(sharedObjectFault(library, other)).toBe(
      `is built for another machine (${process.arch}, this Node is ${other})`,
    );
  });

  it('of another width, byte order or machine is refused by name', () => {
    const narrow = changed((header) => {
      header.writeUInt16LE(3, 18);
      header[4] = 1;
    });
    const big = changed((header) => {
      header[5] = 2;
      header.writeUInt16BE(3, 16);
      header.writeUInt16BE(22, 18);
    });
    const unknown = changed((header) => {
      header.writeUInt16LE(9999, 18);
    });
    expect([narrow, big, unknown].map((path) => sharedObjectFault(path))).toEqual([
      `is built for another machine (ia32, this Node is ${process.arch})`,
      `is built for another machine (s390x, this Node is ${process.arch})`,
      `is built for another machine (ELF machine 9999/2/1, this Node is ${process.arch})`,
    ]);
    expect(sharedObjectFault(unknown, 'a machine that Node knows and we do not')).toBeUndefined();
  });

  it('is told from other files', () => {
    const object = changed((header) => {
      header.writeUInt16LE(1, 16);
    });
    expect(sharedObjectFault(object)).toBe('is an ELF file, but no shared library');
    expect(sharedObjectFault('/etc/passwd')).toBe('is not a shared library');
    expect(sharedObjectFault('/dev/null')).toBe('is not a shared library');
    expect(sharedObjectFault('/etc')).toBe('cannot be read');
    expect(sharedObjectFault('/no/such/file')).toBe('cannot be read');
  });
});

describe('a program', () => {
  it('may be one of this machine or a script', () => {
    const script = join(temporaryDirectory(), 'script');
    writeFileSync(script, '#!/bin/sh\n');
    expect([process.execPath, sharedPython().path, script].map((path) => programFault(path))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('of another machine or system is refused', () => {
    expect(programFault(process.execPath, process.arch === 'arm64' ? 'x64' : 'arm64')).toMatch(
      /another machine/,
    );
    const windows = changed((header) => {
      header.write('MZ', 0, 'latin1');
    });
    expect(programFault(windows)).toBe('is no program of this system');
    expect(programFault('/etc/passwd')).toBe('is no program of this system');
  });
});

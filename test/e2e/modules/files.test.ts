import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Path, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const pathlib = imported('pathlib');
const tempfile = imported('tempfile');
const hashlib = imported('hashlib');

function inFolder(action: (folder: string) => void): void {
  const manager = new tempfile.TemporaryDirectory(kw({ prefix: 'graftwire-' }));
  try {
    action(graft.enter(manager) as string);
  } finally {
    manager[Symbol.dispose]();
  }
}

describe('tempfile', () => {
  it('has a folder that is there until its block is left', () => {
    let kept = '';
    inFolder((folder) => {
      kept = folder;
      expect(existsSync(folder)).toBe(true);
    });
    expect(existsSync(kept)).toBe(false);
  });

  it('gives a file that is read and written, and gone when it is closed', () => {
    const file = tempfile.TemporaryFile('w+');
    file.write('first\nsecond\n');
    file.seek(0);
    expect(file.readline()).toBe('first\n');
    expect([...file]).toEqual(['second\n']);
    file.close();
    expect(file.closed).toBe(true);
    expect(failure(() => file.read())).toMatchObject({ remote: { type: 'ValueError' } });
  });

  it('gives a named file, whose methods that are found at run time only come through graft.get', () => {
    const file = tempfile.NamedTemporaryFile('w', kw({ suffix: '.txt' }));
    const call = (name: string, ...args: unknown[]): unknown =>
      (graft.get(file, name) as (...args: unknown[]) => unknown)(...args);
    expect(call('write', 'abc')).toBe(3);
    call('flush');
    expect(readFileSync(file.name, 'utf8')).toBe('abc');
    file.close();
    expect(existsSync(file.name)).toBe(false);
  });
});

describe('pathlib', () => {
  it('makes paths that are those of JavaScript', () => {
    const path = new pathlib.PurePosixPath('/usr', 'lib', 'x.tar.gz');
    expect(path).toBeInstanceOf(Path);
    expect(String(path)).toBe('/usr/lib/x.tar.gz');
    expect(String(pathlib.PurePath.with_suffix(path, '.xz'))).toBe('/usr/lib/x.tar.xz');
    expect(pathlib.PurePath.match(path, '*.gz')).toBe(true);
    expect(String(pathlib.Path.cwd())).toBe(process.cwd());
  });

  it('reads, writes and lists files', () => {
    inFolder((folder) => {
      const { Path: Files } = pathlib;
      const path = new Files(folder, 'ü.txt');
      expect(Files.write_text(path, 'a\nb\n', kw({ encoding: 'utf-8' }))).toBe(4);
      expect(readFileSync(join(folder, 'ü.txt'), 'utf8')).toBe('a\nb\n');
      expect(Files.stat(path).st_size).toBe(4);
      Files.mkdir(new Files(folder, 'deep/er'), kw({ parents: true }));
      const found = [...Files.rglob(new Files(folder), '*')] as Path[];
      expect(found.map(String).sort()).toEqual(
        ['deep', 'deep/er', 'ü.txt'].map((name) => join(folder, name)).sort(),
      );
      const file = Files.open(path);
      expect([...file]).toEqual(['a\n', 'b\n']);
      file[Symbol.dispose]();
      expect(file.closed).toBe(true);
    });
  });

  it('says which file is not there', () => {
    expect(failure(() => pathlib.Path.read_text(new Path('/no/such/file')))).toMatchObject({
      remote: { type: 'FileNotFoundError', fields: { errno: 2 } },
    });
  });
});

describe('hashlib', () => {
  it('hashes bytes, all at once and piece by piece', () => {
    expect(hashlib.md5(new TextEncoder().encode('abc')).hexdigest()).toBe('900150983cd24fb0d6963f7d28e17f72');
    const hash = hashlib.sha256();
    hash.update(Buffer.from('a'));
    const copy = hash.copy();
    hash.update(new Uint8Array([98]));
    expect(hash.hexdigest()).toBe('fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603');
    expect(copy.hexdigest()).not.toBe(hash.hexdigest());
    expect([hash.name, hash.digest_size, hash.digest().length]).toEqual(['sha256', 32, 32]);
  });

  it('has functions whose names mean something to JavaScript, and options', () => {
    expect(hashlib.new('sha1', Buffer.from('abc')).hexdigest()).toBe(
      'a9993e364706816aba3e25717850c26c9cd0d89d',
    );
    expect(new hashlib.blake2b(Buffer.from(''), kw({ digest_size: 4 })).hexdigest()).toBe('1271cf25');
    const key = hashlib.pbkdf2_hmac('sha256', Buffer.from('p'), Buffer.from('s'), 1);
    expect(Buffer.from(key).toString('hex')).toBe(
      '372cc9815244c4a2b75955b1358cde090d9c122d1a7de302a904e04d35ba6b06',
    );
    expect(hashlib.algorithms_guaranteed.has('sha512')).toBe(true);
  });

  it('hashes bytes, not text', () => {
    expect(failure(() => hashlib.md5('abc'))).toMatchObject({ name: 'TypeError' });
    expect(failure(() => hashlib.new('no such'))).toMatchObject({ remote: { type: 'ValueError' } });
  });
});

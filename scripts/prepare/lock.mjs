import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The process that holds the lock, or undefined when it was released between two looks at it. */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function hasAcquired(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function acquire(path) {
  let isAnnounced = false;
  while (!hasAcquired(path)) {
    const owner = ownerOf(path);
    // An owner that was killed leaves its file behind. 0 is one that has made the file and not yet written to it.
    if (owner && !isAlive(owner)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!isAnnounced)
      console.error(`graftwire: waiting for process ${owner ?? ''}, which prepares this folder`);
    isAnnounced = true;
    await sleep(200);
  }
}

/** Runs `work` while no other process prepares the same tree: two builds in one folder would break each other. */
export async function withLock(root, work) {
  const path = join(root, '.prepare.lock');
  await acquire(path);
  try {
    await work();
  } finally {
    rmSync(path, { force: true });
  }
}

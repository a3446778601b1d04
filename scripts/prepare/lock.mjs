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

async function acquire(path) {
  for (let isAnnounced = false; ; isAnnounced = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    let owner = 0;
    try {
      owner = Number(readFileSync(path, 'utf8'));
    } catch {
      continue; // released between the two calls
    }
    // An owner that was killed leaves its file behind.
    if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true });
    else {
      if (!isAnnounced) console.error(`graftwire: waiting for process ${owner}, which prepares this folder`);
      await sleep(200);
    }
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

import { Project } from '../e2e/project.js';
import type { Outcome, RunOptions } from '../e2e/project.js';
import type { RunningNode } from '../e2e/running-node.js';

export const python = `
import asyncio, atexit, os, signal, sys, time

def say(text):
    # In one piece: Ctrl-C comes as soon as it is read.
    os.write(1, text.encode() + b"\\n")

def ready():
    say("ready")

def loop():
    ready()
    while True:
        pass

def sleep():
    ready()
    time.sleep(1000)

def read():
    ready()
    sys.stdin.readline()

def swallow():
    text = "ready"
    while True:
        try:
            say(text)
            time.sleep(1000)
        except KeyboardInterrupt:
            text = "swallowed"

def wait_for_file():
    ready()
    while not os.path.exists("signalled"):
        time.sleep(0.01)
    say("waited")

def wait_for_callback(callback):
    callback()
    while True:
        pass

def one():
    return 1

def clean_up():
    try:
        ready()
        loop_for_ever()
    finally:
        say("cleaned up")

def loop_for_ever():
    while True:
        pass

async def wait():
    try:
        ready()
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        say("cancelled")
        raise

async def clean_up_on_loop():
    await asyncio.sleep(0)
    clean_up()

async def block_loop():
    sleep()

def at_end():
    file = open("file.txt", "w")
    file.write("written")
    atexit.register(say, "handlers")

got = []
def handle():
    signal.signal(signal.SIGINT, lambda number, frame: got.append(number))
    ready()
    while not got:
        time.sleep(0.01)
    return got
`;

export const head = `
  const { graft } = require('graftwire');
  const calls = graft.loadSync('./calls.py');
  const fs = require('node:fs');
  // At once: console.log waits for nothing, and the process may end.
  const log = (...values) => fs.writeSync(1, values.join(' ') + '\\n');
  const caught = (action) => {
    try {
      log('returned', action());
    } catch (error) {
      log(error.name, error.remote?.type);
    }
  };`;

/** Runs a program, and sends it a SIGINT whenever it has written the next of `texts`. */
export async function interrupted(
  body: string,
  texts: readonly string[] = ['ready'],
  options: RunOptions = {},
): Promise<Outcome> {
  const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${body}` });
  const running = project.start('main.cjs', options);
  for (const text of texts) {
    await running.until(text);
    interrupt(running);
  }
  return running.outcome;
}

export function interrupt(running: RunningNode): void {
  process.kill(running.pid, 'SIGINT');
}

/** Sends a program one SIGINT after another, whenever `next` is, until it has ended. */
export async function interruptUntilItEnds(
  running: RunningNode,
  next: () => Promise<unknown>,
): Promise<Outcome> {
  let hasEnded = false;
  void running.outcome.then(() => {
    hasEnded = true;
  });
  for (;;) {
    await Promise.race([next(), running.outcome]).catch(() => running.outcome);
    if (hasEnded) return running.outcome;
    try {
      interrupt(running);
    } catch {
      // Just now.
      return running.outcome;
    }
  }
}

export const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

export const killed = { code: null, signal: 'SIGINT' };

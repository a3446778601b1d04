import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project, type Outcome } from '../e2e/project.js';

const jobs = `
import concurrent.futures, multiprocessing, os, subprocess, sys, threading, time
from graftwire.errors import GraftError
def square(value): return value * value
def pool(method, values):
    with multiprocessing.get_context(method).Pool(2) as workers:
        return workers.map(square, values)
def executor(method, values):
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as workers:
        return list(workers.map(square, values))
def fork(work):
    """What work() gives or raises in a forked child, as text."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            text = repr(work())
        except BaseException as error:
            text = type(error).__name__ + " " + str(getattr(error, "code", error))
        os.write(writing, text.encode())
        os._exit(3)
    os.close(writing)
    with open(reading) as pipe:
        text = pipe.read()
    return [text, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]
def use(function): return fork(lambda: function(1))
def use_member(thing): return fork(lambda: thing.member)
def drop(function):
    held = [function]
    return fork(held.clear)
def fork_and_return(value, function=None):
    child = os.fork()
    if child == 0:
        if function is not None: return function()
        if value == "raise": raise LookupError("in the child")
        if value == "exit": sys.exit(5)
        return value
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
def fork_in_thread():
    statuses = []
    def work():
        child = os.fork()
        if child == 0: return
        statuses.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return statuses
def start_and_end():
    child = subprocess.Popen(["sleep", "1000"])
    child.terminate()
    return child.wait()
async def start_and_end_on_loop(): return start_and_end()
async def fork_on_loop(function): return use(function)
async def return_on_loop(): return fork_and_return("value")
`;

function program(inMain: string, inWorker = ''): Project {
  return new Project({
    'jobs.py': jobs,
    'main.cjs': `
      const { Worker, isMainThread, parentPort } = require('node:worker_threads');
      const { once } = require('node:events');
      const { graft } = require('graftwire');
      const jobs = graft.loadSync('./jobs.py');
      const later = graft.async(jobs);
      let ran = 0;
      const call = () => { ran += 1; require('node:fs').appendFileSync('ran.txt', 'x'); };
      async function main() { ${inMain} }
      async function work() { ${inWorker} }
      if (isMainThread) main(); else work();`,
  });
}

// CPython 3.12 and later warn of forking where there are threads, of which Node has some.
const env = { PYTHONWARNINGS: 'ignore' };
const sound = (out: string): Partial<Outcome> => ({ out, err: '', code: 0, signal: null });

describe('a forked child', () => {
  it('has no JavaScript: it is told so, and never waits', async () => {
    const project = program(
      `require('node:fs').writeFileSync('ran.txt', '');
       console.log(JSON.stringify([
         jobs.use(call), jobs.use_member(new (class { get member() { return call(); } })()), jobs.drop(call),
         await later.use(call), await jobs.fork_on_loop(call),
       ]));
       jobs.use(call);
       console.log(ran, graft.python.eval('6 * 7'));`,
    );
    const refused = '["GraftError forked-process",3]';
    expect(await project.run('main.cjs', { env })).toMatchObject(
      sound(`[${refused},${refused},["None",3],${refused},${refused}]\n0 42\n`),
    );
    expect(readFileSync(project.path('ran.txt'), 'utf8')).toBe('');
  });

  it.each([
    ['a value', 'jobs.fork_and_return("value")', 0, /^$/],
    ['an exit code', 'jobs.fork_and_return("exit")', 5, /^$/],
    ['an exception', 'jobs.fork_and_return("raise")', 1, /LookupError: in the child/],
    [
      'what JavaScript refuses',
      'jobs.fork_and_return("", call)',
      1,
      /forked from the one that runs JavaScript/,
    ],
    ['a value in an asynchronous call', 'await later.fork_and_return("value")', 0, /^$/],
    [
      'an exception in an asynchronous call',
      'await later.fork_and_return("raise")',
      1,
      /LookupError: in the child/,
    ],
    ['a value on the loop', 'await jobs.return_on_loop()', 0, /^$/],
    ['a value in a call in a callback', 'jobs.fork(() => undefined) && graft.python.eval("f()", { f: () => jobs.fork_and_return("value") })', 0, /^$/], // prettier-ignore
  ])('that gives %s back to JavaScript ends there', async (_, call, status, said) => {
    const project = program(
      `graft.python.exec('import atexit; atexit.register(print, "handlers")');
       process.on('exit', () => console.log('listener'));
       console.log(${call});`,
    );
    const { err, ...rest } = await project.run('main.cjs', { env });
    expect(rest).toEqual({ out: `${status}\nhandlers\nlistener\n`, code: 0, signal: null });
    expect(err).toMatch(said);
  });

  it('of a thread of Python’s ends with that thread', async () => {
    const project = program('console.log(jobs.fork_in_thread());');
    expect(await project.run('main.cjs', { env })).toMatchObject(sound('[ 0 ]\n'));
  });

  it('of a worker is none of Node’s either', async () => {
    const project = program(
      `const [answer] = await once(new Worker(__filename), 'message');
       console.log(JSON.stringify(answer));`,
      `parentPort.postMessage([jobs.use(call), jobs.fork_and_return("value"), jobs.pool('fork', [1, 2])]);`,
    );
    expect(await project.run('main.cjs', { env })).toMatchObject(
      sound('[["GraftError forked-process",3],0,[1,4]]\n'),
    );
  });
});

describe('multiprocessing', () => {
  it.each(['fork', 'spawn', 'forkserver'])('works with the start method %s', async (method) => {
    const project = program(
      `await once(new Worker(__filename), 'exit');
       void later.square(2);
       console.log(jobs.pool('${method}', [1, 2, 3]), jobs.executor('${method}', [4, 5]));
       console.log(await later.pool('${method}', [6, 7]), await later.executor('${method}', [8]));
       graft.python.exec('import atexit; atexit.register(print, "handlers")');`,
      'graft.python.eval("1");',
    );
    expect(await project.run('main.cjs', { env })).toMatchObject(
      sound('[ 1, 4, 9 ] [ 16, 25 ]\n[ 36, 49 ] [ 64 ]\nhandlers\n'),
    );
  });

  it('ends processes that asynchronous calls have started: they take signals', async () => {
    const project = program('console.log(await later.start_and_end(), await jobs.start_and_end_on_loop());');
    expect(await project.run('main.cjs', { env })).toMatchObject(sound('-15 -15\n'));
  });
});

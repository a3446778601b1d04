const builtinTypes: ReadonlySet<string> = new Set(
  (
    'object bool int float complex str bytes bytearray memoryview range slice list tuple dict set frozenset type ' +
    'BaseException Exception ArithmeticError AssertionError AttributeError BufferError EOFError ImportError ' +
    'ModuleNotFoundError LookupError IndexError KeyError MemoryError NameError UnboundLocalError OSError ' +
    'BlockingIOError ChildProcessError ConnectionError BrokenPipeError ConnectionAbortedError ' +
    'ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError ' +
    'IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError ReferenceError ' +
    'RuntimeError NotImplementedError RecursionError StopIteration StopAsyncIteration SyntaxError ' +
    'IndentationError TabError SystemError TypeError ValueError UnicodeError UnicodeDecodeError ' +
    'UnicodeEncodeError UnicodeTranslateError Warning DeprecationWarning FutureWarning ImportWarning ' +
    'PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning ' +
    'KeyboardInterrupt SystemExit GeneratorExit'
  ).split(' '),
);

/** Whether every Python has it without an import. Generic ones have their own kind of type. */
export function isBuiltinType(name: string): boolean {
  return builtinTypes.has(name);
}

const exceptionName = /(?:Error|Exception|Exit|Iteration|Interrupt|Warning)$/;

/** Whether it is an exception that every Python has. */
export function isBuiltinException(name: string): boolean {
  return builtinTypes.has(name) && exceptionName.test(name);
}

const standardTypes: ReadonlySet<string> = new Set(
  [
    'argparse ArgumentParser Namespace',
    'asyncio AbstractEventLoop Event Lock Semaphore StreamReader StreamWriter',
    'datetime tzinfo timezone',
    'decimal Context',
    'email.message EmailMessage',
    'enum Enum Flag IntEnum IntFlag',
    'io BytesIO StringIO TextIOWrapper TextIOBase BufferedReader BufferedWriter IOBase RawIOBase',
    'ipaddress IPv4Address IPv4Network IPv6Address IPv6Network',
    'json JSONDecoder JSONEncoder',
    'json.decoder JSONDecoder',
    'json.encoder JSONEncoder',
    'logging Filter Formatter Handler LogRecord Logger',
    'pathlib Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath',
    'random Random',
    'socket socket',
    'sqlite3 Connection Cursor Row',
    'ssl SSLContext',
    'string Template',
    'threading Event Thread',
    'types CodeType FrameType FunctionType MethodType ModuleType SimpleNamespace TracebackType',
    'zoneinfo ZoneInfo',
  ].flatMap((line) => {
    const [module, ...names] = line.split(' ');
    return names.map((name) => `${module}:${name}`);
  }),
);

/** Whether type checkers know it without anything being installed, and without type arguments. */
export function isStandardType(module: string, name: string): boolean {
  return standardTypes.has(`${module}:${name}`);
}

/**
 * What the probed interpreter runs. It must parse from Python 3.4 on, so that an old one can say its version, and it
 * prints one line of ASCII JSON, last, so that a shim may print before it.
 *
 * It runs under `-I -S`: no site-packages, no .pth files, no PYTHON* variables, hence no code but the standard
 * library's. Under -S, CPython up to 3.13 leaves `sys.prefix` at the base even in a virtual environment, which is why
 * the environment is found from `sys.executable` (virtual-environment.ts) instead of being asked for here.
 *
 * `loaded` is the libpython that the interpreter itself runs on, where the system can tell: no guess beats it.
 */
export const probeScript = `
import json, sys, sysconfig
def var(name):
    try:
        value = sysconfig.get_config_var(name)
    except Exception:
        value = None
    return value if isinstance(value, str) and value else None
def flag(name):
    try:
        return bool(sysconfig.get_config_var(name))
    except Exception:
        return False
def loaded():
    try:
        with open('/proc/self/maps') as maps:
            for line in maps:
                path = line[line.find('/'):].strip() if '/' in line else ''
                if path.rpartition('/')[2].startswith('libpython3'):
                    return path
    except Exception:
        pass
    return None
abi = getattr(sys, 'abiflags', '')
print(json.dumps({
    'graftwireProbe': 1,
    'implementation': sys.implementation.name,
    'version': list(sys.version_info[:3]),
    'versionText': sys.version.split()[0],
    'executable': sys.executable,
    'basePrefix': sys.base_prefix,
    'freeThreaded': flag('Py_GIL_DISABLED') or 't' in abi,
    'debugBuild': flag('Py_DEBUG') or hasattr(sys, 'gettotalrefcount'),
    'loaded': loaded(),
    'soName': var('INSTSONAME'),
    'linkName': var('LDLIBRARY'),
    'versionSuffix': var('LDVERSION'),
    'libraryDirectory': var('LIBDIR'),
    'configDirectory': var('LIBPL'),
    'multiarch': var('MULTIARCH'),
    'frameworkPrefix': var('PYTHONFRAMEWORKPREFIX'),
}))
`;

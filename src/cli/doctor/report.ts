import type { Palette } from '../palette.js';
import type { Diagnosis, PythonFinding } from './diagnosis.js';
import type { StartCheck } from './start-check.js';

/** The diagnosis as a person reads it. */
export function report(diagnosis: Diagnosis, paint: Palette): string {
  return [
    ...aboutThisProcess(diagnosis, paint),
    '',
    ...aboutPythons(diagnosis, paint),
    '',
    ...verdict(diagnosis, paint),
    '',
  ].join('\n');
}

function aboutThisProcess({ graftwire, node, addon, cache }: Diagnosis, paint: Palette): string[] {
  const found = addon.path ?? 'not found';
  return [
    `${paint('strong', 'graftwire')}  ${graftwire.version}`,
    row(
      'Node',
      `${node.version} (ABI ${node.abi}, Node-API ${node.nodeApi}) on ${node.platform} ${node.arch}`,
    ),
    row('Addon', addon.loads ? `${paint('good', '✓')} ${found}` : `${paint('bad', '✗')} ${found}`),
    ...(addon.error === null ? [] : [row('', addon.error), row('', addon.remedy ?? '')]),
    row('Cache', cache ?? 'off'),
  ];
}

function aboutPythons({ pythons }: Diagnosis, paint: Palette): string[] {
  if (pythons.length === 0) return [paint('strong', 'No Python was found.')];
  const versions = pythons.map((python) => python.installation?.versionText ?? '?');
  const width = Math.max(...versions.map((version) => version.length));
  const places = pythons.map((python) => python.installation?.executable ?? python.path);
  const placeWidth = Math.max(...places.map((place) => place.length));
  const lines = pythons.flatMap((python, index) => {
    const head = `${(versions[index] ?? '').padEnd(width)}  ${(places[index] ?? '').padEnd(placeWidth)}`;
    const details = detailsOf(python).map((detail) => `    ${' '.repeat(width)}  ${paint('faint', detail)}`);
    return [`  ${mark(python, paint)} ${head}  ${paint('faint', python.source)}`, ...details];
  });
  return [paint('strong', 'Pythons'), ...lines];
}

function mark({ chosen, fault }: PythonFinding, paint: Palette): string {
  if (fault !== null) return paint('bad', '✗');
  return paint('good', chosen ? '→' : '✓');
}

function detailsOf({ installation, fault }: PythonFinding): string[] {
  const details: string[] = [];
  if (installation?.venv !== undefined) details.push(`virtual environment ${installation.venv}`);
  if (installation?.library !== undefined) details.push(`library ${installation.library}`);
  if (installation?.debugBuild === true) details.push('debug build');
  if (fault !== null) details.push(`${fault.code}: ${fault.message}`);
  return details;
}

function verdict({ choice, fault, addon, start, usable }: Diagnosis, paint: Palette): string[] {
  const lines: string[] = [];
  if (choice !== null) {
    lines.push(row('Chosen', choice.installation.executable), row('', `because ${choice.because}`));
    if (choice.warning !== null) lines.push(row('', paint('bad', choice.warning)));
  }
  if (fault !== null) {
    lines.push(row('Chosen', `${paint('bad', 'none')} (${fault.code})`), row('', fault.message));
    if (fault.remedy !== null) lines.push(row('', fault.remedy));
  }
  if (start !== null) lines.push(...aboutStart(start, paint));
  const missing = choice === null ? 'a Python' : addon.loads ? undefined : 'the addon';
  lines.push(
    '',
    usable
      ? paint('good', 'Python runs in this Node.')
      : paint(
          'bad',
          `Python does not run in this Node${missing === undefined ? '' : `: it lacks ${missing}`}.`,
        ),
  );
  return lines;
}

function aboutStart(start: StartCheck, paint: Palette): string[] {
  if (!start.ok) return [row('Start', `${paint('bad', '✗')} ${start.error}`), row('', start.remedy)];
  return [
    row('Start', `${paint('good', '✓')} CPython ${start.version} answers in a Node process`),
    row('', `${start.startMs.toFixed(1)} ms to the first answer, ${start.callNs.toFixed(0)} ns a call`),
    row('', `sys.executable ${start.executable}`),
    row('', `sys.prefix     ${start.prefix}`),
  ];
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(8)} ${text}`;
}

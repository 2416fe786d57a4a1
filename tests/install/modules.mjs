// Prints which npm modules of a folder are not there as its package.json names them, or cannot be used. Argument: the folder.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = path.resolve(process.argv[2]);
const require = createRequire(path.join(folder, 'package.json'));
const { dependencies, optionalDependencies = {} } = read(folder);

function read(place) {
  return JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'));
}

function place(name) {
  return path.join(folder, 'node_modules', name);
}

function hasVersion(name, version) {
  const installed = read(place(name)).version;
  if (installed !== version) throw new Error(`version ${installed} is installed`);
}

// Native code is loaded with it.
async function load(name, version) {
  hasVersion(name, version);
  await import(pathToFileURL(require.resolve(name)));
}

// buf is a program: a package for each kind of processor, of which one is installed.
function runBuf(names) {
  const name = names.find(each => existsSync(place(each)));
  if (!name) throw new Error('none is installed');
  hasVersion(name, optionalDependencies[name]);
  const { status, error } = spawnSync(path.join(place(name), 'bin', 'buf'), ['--version']);
  if (status !== 0) throw new Error(error?.message ?? `exit code ${status}`);
}

async function tell(what, use) {
  try {
    await use();
  } catch (error) {
    console.log(`npm's ${what}: ${error.message.split('\n')[0]}`);
  }
}

for (const [name, version] of Object.entries(dependencies)) await tell(`${name} ${version}`, () => load(name, version));
const programs = Object.keys(optionalDependencies);
if (programs.length > 0) await tell(programs.join(' or '), () => runBuf(programs));
// A module that was loaded may hold the process.
process.exit();

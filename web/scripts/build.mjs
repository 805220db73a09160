// Builds the page into one C++ source, build/web/page_files.cpp: what CMake calls.
// Installs packages only where the lockfile has changed, and builds only where an input has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embed } from './embed.mjs';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(web);
const out = join(root, 'build', 'web');
const target = join(out, 'page_files.cpp');

function files(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)],
  );
}

// What the built page is a function of.
function inputs() {
  const own = [
    'index.html',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vite.config.ts',
  ];
  return [
    ...own.map((name) => join(web, name)),
    ...['src', 'public', 'scripts'].flatMap((name) => files(join(web, name))),
    join(root, 'src', 'api', 'openapi.json'),
  ].filter((path) => !/schema\.d\.ts$|\.test\.tsx?$|[/\\]src[/\\]testing[/\\]/.test(path));
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.sort()) hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest('hex');
}

function readOrEmpty(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function fail(sentence, said = '') {
  console.error(`${said}\nerror: ${sentence}`);
  process.exit(1);
}

function npm(words, sentence) {
  const done = spawnSync('npm', words, { cwd: web, encoding: 'utf8' });
  if (done.status !== 0) fail(sentence, `${done.stdout ?? ''}${done.stderr ?? ''}`);
}

function installPackages() {
  const stamp = join(web, 'node_modules', '.lockfile-sha256');
  const lockfile = hashOf([join(web, 'package-lock.json')]);
  if (readOrEmpty(stamp) === lockfile) return;
  console.log('web: installing packages (npm ci)');
  npm(
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm could not install the packages of the web page. It needs the network once; or build ' +
      'helio without its page: -DHELIO_WEB=OFF.',
  );
  writeFileSync(stamp, lockfile);
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 18) fail(`the web page needs Node 18 or newer; this is ${process.version}.`);
mkdirSync(out, { recursive: true });
installPackages();
if (process.argv.includes('--install')) process.exit(0);
const wanted = hashOf(inputs());
if (readOrEmpty(target).includes(wanted)) {
  utimesSync(target, new Date(), new Date());
} else {
  console.log('web: building the page');
  npm(['run', '--silent', 'build'], 'the web page could not be built; the lines above say why.');
  writeFileSync(target, embed(join(out, 'dist'), wanted));
}
